import { memo, useId } from 'react'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import { mostAgreement, passed, type RoundTarget } from '#shared/workshop/round.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { ReasonFields, useReasonDraft, type ReasonDraft } from '../../panels/host/own-reason.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Button } from '../../panels/ui/button.tsx'
import { BallotRow } from './ballot-row.tsx'
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
  const draft = useReasonDraft(round, option, (reason) => {
    if (own === 0) report(voting.agree(round, option, 0, reason))
  })
  const choose = (answer: number) => {
    draft.settle()
    report(voting.agree(round, option, answer, answer === 0 ? draft.unsent : undefined))
  }
  return (
    <BallotRow option={option} label={label} isOwn={own !== undefined} isLong>
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
                onChange={() => choose(answer)}
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
      {own === 0 && (
        <ReasonForm draft={draft} send={() => report(voting.agree(round, option, 0, draft.sent))} />
      )}
    </BallotRow>
  )
})

/** The meaning of an answer, as a sentence that one could say. */
function meaningOf(answer: number): string {
  return voteWordsOf(currentLanguage()).meanings[answer] ?? voteWords.t('passLong')
}

/** The reason for a 0, signed only by choice. */
function ReasonForm({ draft, send }: { readonly draft: ReasonDraft; readonly send: () => void }) {
  const t = useWords(voteWords)
  const id = useId()
  const cannotSend = draft.isGiven || draft.sent === undefined
  return (
    <form
      className="own-reason agreement__reason"
      onSubmit={(event) => {
        event.preventDefault()
        if (cannotSend) return
        draft.settle()
        send()
      }}
    >
      <ReasonFields id={id} draft={draft} rows={2} label={t('reason')} hint={t('reasonHint')} />
      <Button type="submit" aria-disabled={cannotSend}>
        {t('reasonSend')}
      </Button>
      <output className="field__hint">
        {draft.isGiven ? t('reasonSent') : draft.isSaved && t('reasonSaved')}
      </output>
    </form>
  )
}
