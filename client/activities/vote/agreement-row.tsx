import { memo, useId, useState } from 'react'
import { useStore } from '@nanostores/react'
import {
  mostAgreement,
  passed,
  roundLimits,
  type OwnReason,
  type RoundTarget,
} from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Statement } from '../../panels/ui/statement.tsx'
import { onOneLine } from './option-label.ts'
import { useOptionLabel } from './use-option-label.ts'
import { useOwnPoints } from './use-own-dots.ts'
import { voteWords } from './words.ts'
import './agreement-row.css'

interface AgreementRowProps {
  readonly round: string
  readonly option: string
  readonly target: RoundTarget
}

const answers = Array.from({ length: mostAgreement + 1 }, (_, answer) => answer)

/** One option with this person's answer from 0 to 5, or a pass. A 0 asks for its reason. */
export const AgreementRow = memo(function AgreementRow({ round, option, target }: AgreementRowProps) {
  const t = useWords(voteWords)
  const name = useId()
  const { voting } = useBoard().model
  const label = useOptionLabel(target, option)
  const own = useOwnPoints(round, option)
  const report = useOutcome()
  return (
    <div className="ballot__item" data-own={own !== undefined || undefined} data-long>
      <span className="ballot__label">
        <Statement text={label} />
      </span>
      <fieldset className="choice choice--segments agreement">
        <legend>{t('agreeWith', { option: onOneLine(label) })}</legend>
        <div className="choice__options">
          {[...answers, passed].map((answer) => (
            <label key={answer} className="choice__option">
              <input
                type="radio"
                name={name}
                value={answer}
                aria-label={answer === passed ? t('passLong') : `${answer}: ${meaningOf(answer)}`}
                checked={own === answer}
                onChange={() => report(voting.agree(round, option, answer))}
              />
              <span>{answer === passed ? t('pass') : answer}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p className="agreement__meaning" aria-hidden="true">
        {own === undefined
          ? `0 ${meaningOf(0)} · ${mostAgreement} ${meaningOf(mostAgreement)}`
          : meaningOf(own)}
      </p>
      {own === 0 && <ReasonForm round={round} option={option} />}
    </div>
  )
})

/** What an answer means, as a sentence that one could say. */
function meaningOf(answer: number): string {
  const { t } = voteWords
  switch (answer) {
    case 0:
      return t('answer0')
    case 1:
      return t('answer1')
    case 2:
      return t('answer2')
    case 3:
      return t('answer3')
    case 4:
      return t('answer4')
    case mostAgreement:
      return t('answer5')
    default:
      return t('passLong')
  }
}

const noReason: OwnReason = { text: '', isSigned: false }

/** The reason for a 0, signed only by choice. */
function ReasonForm({ round, option }: Pick<AgreementRowProps, 'round' | 'option'>) {
  const t = useWords(voteWords)
  const id = useId()
  const { model } = useBoard()
  const { voting } = model
  const language = useContentLanguage()
  const hasName = useStore(model.me).name !== ''
  const kept = useStore(voting.reasons)[round]?.[option] ?? noReason
  const [text, setText] = useState(kept.text)
  const [isSigned, setIsSigned] = useState(kept.isSigned)
  const report = useOutcome()
  const isKept = kept.text !== '' && kept.text === text.trim() && kept.isSigned === isSigned
  return (
    <form
      className="agreement__reason"
      onSubmit={(event) => {
        event.preventDefault()
        const said = text.trim()
        report(voting.agree(round, option, 0, said === '' ? undefined : { text: said, isSigned }))
      }}
    >
      <label htmlFor={id}>{t('reason')}</label>
      <textarea
        id={id}
        rows={2}
        lang={language}
        dir="auto"
        maxLength={roundLimits.reason}
        value={text}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-hint`} className="field__hint">
        {t('reasonHint')}
      </p>
      {hasName && (
        <label className="agreement__sign">
          <input type="checkbox" checked={isSigned} onChange={() => setIsSigned(!isSigned)} />
          {t('sign')}
        </label>
      )}
      <Button type="submit" disabled={isKept || (text.trim() === '' && kept.text === '')}>
        {t('reasonKeep')}
      </Button>
      <output className="field__hint">{isKept && t('reasonKept')}</output>
    </form>
  )
}
