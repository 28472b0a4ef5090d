import { useStore } from '@nanostores/react'
import { useEffect, useId, useRef } from 'react'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { mostAgreement, passed, PollMethod, type Round, takesReason } from '#shared/workshop/round.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { type ReasonDraft, ReasonFields, useReasonDraft } from '../../panels/host/own-reason.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { consentWords } from './words.ts'
import './scale.css'

/** The meaning of an answer, as a sentence that one could say. */
function meaningOf(answer: number): string {
  const { answers, pass } = consentWordsOf(currentLanguage())
  return answers[answer] ?? pass
}

/** From the strongest agreement to the objection. */
const answersDown = Array.from({ length: mostAgreement + 1 }, (_, index) => mostAgreement - index)

/**
 * The question: one answer from 0 to 5 with its meaning, or a pass. It counts when it is tapped. While an answer may have a
 * reason, the answers fold into their numbers, so that its field is in view with its button.
 */
export function Scale({ round, version }: { readonly round: Round; readonly version: string }) {
  const t = useWords(consentWords)
  const name = useId()
  const { voting } = useBoard().model
  const own = useStore(voting.dots)[round.id]?.[version]
  const report = useOutcome()
  const mayGiveReason = own !== undefined && takesReason(PollMethod.agreement, own)
  const draft = useReasonDraft(round.id, version, (reason) => {
    if (mayGiveReason) report(voting.agree(round.id, version, own, reason))
  })
  const choose = (answer: number) => {
    const words = takesReason(PollMethod.agreement, answer) ? draft.unsent : undefined
    draft.settle()
    report(voting.agree(round.id, version, answer, words))
  }
  return (
    <section className="scale">
      <fieldset className={`choice ${mayGiveReason ? 'choice--segments scale--folded' : 'choice--cards'}`}>
        <legend>{t('answer')}</legend>
        <div className="choice__options scale__options">
          {[...answersDown, passed].map((answer) => (
            <label key={answer} className="choice__option scale__option">
              <input
                type="radio"
                name={name}
                value={answer}
                aria-label={answer === passed ? meaningOf(answer) : `${answer}: ${meaningOf(answer)}`}
                checked={own === answer}
                onChange={() => choose(answer)}
              />
              <span className="scale__number tabular" aria-hidden="true">
                {answer === passed ? '–' : answer}
              </span>
              <span className="scale__meaning">{meaningOf(answer)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {mayGiveReason && (
        <ReasonForm
          key={own}
          draft={draft}
          answer={own}
          send={() => report(voting.agree(round.id, version, own, draft.sent))}
        />
      )}
      <output className="scale__counted">{own !== undefined && t('counted')}</output>
      <p className="scale__promise">{t('promise')}</p>
    </section>
  )
}

interface ReasonFormProps {
  readonly draft: ReasonDraft
  readonly answer: number
  readonly send: () => void
}

/** The reason for a 0; the missing part of a 1 or a 2. Signed only by choice. */
function ReasonForm({ draft, answer, send }: ReasonFormProps) {
  const t = useWords(consentWords)
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const isObjection = answer === 0
  const cannotSend = draft.isGiven || draft.sent === undefined
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <form
      ref={form}
      className="own-reason scale__reason"
      onSubmit={(event) => {
        event.preventDefault()
        if (cannotSend) return
        draft.settle()
        send()
      }}
    >
      <p className="scale__own">{`${answer} · ${meaningOf(answer)}`}</p>
      <ReasonFields
        id={id}
        draft={draft}
        rows={3}
        label={t(isObjection ? 'why' : 'missing')}
        hint={t('reasonHint')}
      />
      <div className="scale__send">
        <Button type="submit" tone="neutral" aria-disabled={cannotSend}>
          {t(isObjection ? 'sendObjection' : 'sendMissing')}
        </Button>
        <output className="scale__sent" data-unsent={draft.isSaved || undefined}>
          {draft.isGiven ? t('reasonSent') : draft.isSaved && t('reasonSaved')}
        </output>
      </div>
    </form>
  )
}
