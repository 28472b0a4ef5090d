import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { passed, takesReason, type Round } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { ReasonFields, useReasonDraft } from '../../panels/host/own-reason.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Button } from '../../panels/ui/button.tsx'
import { answersDown, meaningOf } from './meaning.ts'
import { consentWords } from './words.ts'
import './scale.css'

/** The question: one answer from 0 to 5 with its meaning, or a pass. A 0 counts once its reason is sent. */
export function Scale({ round, version }: { readonly round: Round; readonly version: string }) {
  const t = useWords(consentWords)
  const name = useId()
  const { voting } = useBoard().model
  const own = useStore(voting.dots)[round.id]?.[version]
  /** The person has chosen 0, and the server waits for the reason. */
  const [isObjecting, setIsObjecting] = useState(false)
  const report = useOutcome()
  const shown = isObjecting ? 0 : own
  const choose = (answer: number) => {
    setIsObjecting(answer === 0 && own !== 0)
    if (answer !== 0) report(voting.agree(round.id, version, answer))
  }
  return (
    <section className="scale">
      <fieldset className="choice choice--cards">
        <legend>{t('answer')}</legend>
        <div className="choice__options scale__options">
          {[...answersDown, passed].map((answer) => (
            <label key={answer} className="choice__option scale__option">
              <input
                type="radio"
                name={name}
                value={answer}
                aria-label={answer === passed ? t('pass') : `${answer}: ${meaningOf(answer)}`}
                checked={shown === answer}
                onChange={() => choose(answer)}
              />
              <span className="scale__number tabular" aria-hidden="true">
                {answer === passed ? '–' : answer}
              </span>
              <span>{meaningOf(answer)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {shown !== undefined && takesReason('agreement', shown) && (
        <ReasonForm
          key={`${round.id} ${shown}`}
          round={round.id}
          version={version}
          answer={shown}
          onSent={() => setIsObjecting(false)}
        />
      )}
      <p className="scale__promise">{t('promise')}</p>
      <output className="scale__counted">{own !== undefined && !isObjecting && t('counted')}</output>
    </section>
  )
}

interface ReasonFormProps {
  readonly round: string
  readonly version: string
  readonly answer: number
  readonly onSent: () => void
}

/** The reason for a 0, without which it does not count; the missing part of a 1 or a 2. Signed only by choice. */
function ReasonForm({ round, version, answer, onSent }: ReasonFormProps) {
  const t = useWords(consentWords)
  const id = useId()
  const { voting } = useBoard().model
  const draft = useReasonDraft(round, version)
  const report = useOutcome()
  const isObjection = answer === 0
  const cannotSend = draft.isKept || (isObjection && draft.reason === undefined)
  return (
    <form
      className="own-reason scale__reason"
      onSubmit={(event) => {
        event.preventDefault()
        if (cannotSend) return
        report(voting.agree(round, version, answer, draft.reason), onSent)
      }}
    >
      <ReasonFields
        id={id}
        draft={draft}
        rows={3}
        label={t(isObjection ? 'why' : 'missing')}
        hint={`${t(isObjection ? 'whyHint' : 'missingHint')} ${t('reasonHint')}`}
        signs={t('sign')}
        isRequired={isObjection}
      />
      <output className="scale__sent">{draft.isKept && t('reasonSent')}</output>
      <Button type="submit" tone="neutral" aria-disabled={cannotSend}>
        {t(isObjection ? 'sendObjection' : 'sendMissing')}
      </Button>
    </form>
  )
}
