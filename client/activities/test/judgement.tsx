import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import { choiceAnswers, passed, type Round } from '#shared/workshop/round.ts'
import { isAboutTheirs } from '#shared/workshop/theirs.ts'
import { useReader } from '../../i18n/use-reader.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { ReasonFields, useReasonDraft, type ReasonDraft } from '../../panels/host/own-reason.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Sentence } from './sentence.tsx'
import { testWords } from './words.ts'

interface JudgementProps {
  readonly round: Round
  readonly option: string
  readonly mayCast: boolean
}

type Answer = 'yes' | 'almost' | 'no' | 'pass'
const answers = ['yes', 'almost', 'no', 'pass'] as const satisfies readonly Answer[]

/** A published sentence cannot be changed: almost is no. */
const theirAnswers = ['yes', 'no', 'pass'] as const satisfies readonly Answer[]

/** The sentence under one other name, with this person's answer and, if they like, the reason. */
export function Judgement({ round, option, mayCast }: JudgementProps) {
  const t = useWords(testWords)
  const group = useId()
  const { voting } = useBoard().model
  const report = useOutcome()
  const weight = useStore(voting.dots)[round.id]?.[option]
  const own = weight === undefined ? undefined : weight === passed ? 'pass' : choiceAnswers[weight]
  const draft = useReasonDraft(round.id, option, (reason) => {
    if (own !== undefined && own !== 'pass') report(voting.choose(round.id, option, own, reason))
  })
  const choose = (answer: Answer) => {
    draft.settle()
    report(voting.choose(round.id, option, answer, answer === 'pass' ? undefined : draft.unsent))
  }
  const name = round.labels?.[option] ?? ''
  const { language } = useReader()
  const { answers: said, pass } = testWordsOf(language)
  const isTheirs = isAboutTheirs(round)
  const nameOf = { no: said[0], almost: said[1], yes: said[2], pass }
  return (
    <section className="test-card" data-own={own !== undefined || undefined}>
      <Sentence text={round.texts?.[option] ?? ''} name={name} />
      {mayCast && (
        <fieldset className="choice choice--segments test-card__answers">
          <legend>{isTheirs ? testWordsOf(language).theirs : t('question', { name })}</legend>
          <div className="choice__options">
            {(isTheirs ? theirAnswers : answers).map((answer) => (
              <label key={answer} className="choice__option">
                <input
                  type="radio"
                  name={group}
                  value={answer}
                  checked={own === answer}
                  onChange={() => choose(answer)}
                />
                <span>{nameOf[answer]}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {mayCast && own !== undefined && own !== 'pass' && (
        <Why draft={draft} send={() => report(voting.choose(round.id, option, own, draft.sent))} />
      )}
    </section>
  )
}

interface WhyProps {
  readonly draft: ReasonDraft
  readonly send: () => void
}

/** The reason, unsigned unless its author chooses otherwise. */
function Why({ draft, send }: WhyProps) {
  const t = useWords(testWords)
  const id = useId()
  const [isOpen, setIsOpen] = useState(draft.wasKept)
  const cannotSend = draft.isGiven || draft.sent === undefined
  if (!isOpen)
    return (
      <Button tone="quiet" aria-expanded={false} onClick={() => setIsOpen(true)}>
        {t('why')}
      </Button>
    )
  return (
    <form
      className="own-reason test-card__why"
      onSubmit={(event) => {
        event.preventDefault()
        if (cannotSend) return
        draft.settle()
        send()
      }}
    >
      <ReasonFields
        id={id}
        draft={draft}
        rows={2}
        label={t('whyLabel')}
        hint={t('whyHint')}
        hasFocus={!draft.wasKept}
      />
      <Button type="submit" tone="neutral" aria-disabled={cannotSend}>
        {t('keepWhy')}
      </Button>
      <output className="field__hint">{draft.isGiven ? t('keptWhy') : draft.isSaved && t('savedWhy')}</output>
    </form>
  )
}
