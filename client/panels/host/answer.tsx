import { useCallback, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Audience, isSigned } from '#shared/workshop/audience.ts'
import { roundLimits, type SaidReason } from '#shared/workshop/round.ts'
import { Button } from '../ui/button.tsx'
import { Choice, type ChoiceOption } from '../ui/choice.tsx'
import { useBoard } from './board-context.tsx'
import { useOutcome } from './outcome.ts'
import { TextArea } from './text-area.tsx'
import { withSecret } from './sent-reasons.ts'
import { useReasonDraft, type ShownReason } from './use-reason-draft.ts'
import './own-reason.css'

/** The answer that this person has given to an option: points, an agreement, the weight of a choice. */
export function useOwnAnswer(round: string, option: string): number | undefined {
  const { dots } = useBoard().model.voting
  const listen = useCallback((onChange: () => void) => dots.listen(onChange), [dots])
  return useSyncExternalStore(listen, () => dots.get()[round]?.[option])
}

/** The words around a reason, and of the button that gives it. */
export interface ReasonWords {
  readonly label: string
  readonly hint: string
  readonly send: string
  readonly sent: string
  readonly saved: string
  /** Of a press that opens the field; left out, it is open. */
  readonly open?: string
}

interface AnswerProps {
  readonly round: string
  readonly option: string
  readonly legend: string
  readonly answers: readonly (Omit<ChoiceOption<string>, 'value'> & { readonly answer: number })[]
  readonly form?: 'cards' | 'segments'
  readonly className?: string
  /** Null: no reason is asked for. */
  readonly reasonFor: (answer: number) => ReasonWords | null
  /** Between the answers and the reason. */
  readonly children?: ReactNode
}

/** One answer of a few, which counts when it is tapped, and the reason that goes with it. */
export function Answer({ round, option, answers, reasonFor, children, ...look }: AnswerProps) {
  const { model } = useBoard()
  const { voting } = model
  const report = useOutcome()
  const own = useOwnAnswer(round, option)
  const words = own === undefined ? null : reasonFor(own)
  const give = (answer: number, reason?: SaidReason) => report(voting.answer(round, option, answer, reason))
  const draft = useReasonDraft(round, option, (reason) => {
    if (own !== undefined && words) give(own, reason)
  })
  const choose = (value: string) => {
    const answer = Number(value)
    draft.settle()
    give(answer, reasonFor(answer) ? draft.unsent : undefined)
  }
  return (
    <>
      <Choice
        {...look}
        value={String(own)}
        options={answers.map(({ answer, ...each }) => ({ ...each, value: String(answer) }))}
        onChange={choose}
      />
      {children}
      {own !== undefined && words && (
        <ReasonForm
          draft={draft}
          words={words}
          send={() => {
            draft.settle()
            give(own, draft.sent && withSecret(model, round, option, draft.sent))
          }}
        />
      )}
    </>
  )
}

interface ReasonFormProps {
  readonly draft: ShownReason
  readonly words: ReasonWords
  readonly send: () => void
}

/** Signed only by choice. */
export function ReasonForm({ draft, words: { label, hint, open, ...words }, send }: ReasonFormProps) {
  const [isOpen, setIsOpen] = useState(open === undefined || draft.wasKept)
  const cannotSend = draft.isGiven || draft.sent === undefined
  if (!isOpen)
    return (
      <Button tone="quiet" aria-expanded={false} onClick={() => setIsOpen(true)}>
        {open}
      </Button>
    )
  return (
    <form
      className="own-reason"
      onSubmit={(event) => {
        event.preventDefault()
        if (!cannotSend) send()
      }}
    >
      <TextArea
        label={label}
        hint={hint}
        // Only where the person has just asked for the field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={open !== undefined && !draft.wasKept}
        maxLength={roundLimits.reason}
        audience={draft.isSigned ? Audience.hiddenSigned : Audience.hidden}
        allowed={draft.hasName ? [Audience.hidden, Audience.hiddenSigned] : [Audience.hidden]}
        onAudience={(audience) => draft.sign(isSigned(audience))}
        value={draft.text}
        onChange={draft.write}
      />
      <div className="own-reason__send row">
        <Button type="submit" tone="neutral" aria-disabled={cannotSend}>
          {words.send}
        </Button>
        <output data-unsent={draft.isSaved || undefined}>
          {draft.isGiven ? words.sent : draft.isSaved && words.saved}
        </output>
      </div>
    </form>
  )
}
