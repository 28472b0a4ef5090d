import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { choiceAnswers, passed, type Round } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { ReasonFields, useReasonDraft } from '../../panels/host/own-reason.tsx'
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

/** The sentence under one other name, with this person's answer and, if they like, the reason. */
export function Judgement({ round, option, mayCast }: JudgementProps) {
  const t = useWords(testWords)
  const group = useId()
  const { voting } = useBoard().model
  const report = useOutcome()
  const weight = useStore(voting.dots)[round.id]?.[option]
  const own = weight === undefined ? undefined : weight === passed ? 'pass' : choiceAnswers[weight]
  const name = round.labels?.[option] ?? ''
  return (
    <section className="test-card" data-own={own !== undefined || undefined}>
      <Sentence text={round.texts?.[option] ?? ''} name={name} />
      {mayCast && (
        <fieldset className="choice choice--segments test-card__answers">
          <legend>{t('question', { name })}</legend>
          <div className="choice__options">
            {answers.map((answer) => (
              <label key={answer} className="choice__option">
                <input
                  type="radio"
                  name={group}
                  value={answer}
                  checked={own === answer}
                  onChange={() => report(voting.choose(round.id, option, answer))}
                />
                <span>{t(answer)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {mayCast && own !== undefined && own !== 'pass' && (
        <Why key={own} round={round.id} option={option} answer={own} />
      )}
    </section>
  )
}

interface WhyProps {
  readonly round: string
  readonly option: string
  readonly answer: Exclude<Answer, 'pass'>
}

/** The reason, unsigned unless its author chooses otherwise. */
function Why({ round, option, answer }: WhyProps) {
  const t = useWords(testWords)
  const id = useId()
  const { voting } = useBoard().model
  const draft = useReasonDraft(round, option)
  const [isOpen, setIsOpen] = useState(draft.wasKept)
  const report = useOutcome()
  const cannotKeep = draft.isKept || (draft.reason === undefined && !draft.wasKept)
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
        if (!cannotKeep) report(voting.choose(round, option, answer, draft.reason))
      }}
    >
      <ReasonFields
        id={id}
        draft={draft}
        rows={2}
        label={t('whyLabel')}
        hint={t('whyHint')}
        signs={t('sign')}
        hasFocus={!draft.wasKept}
      />
      <Button type="submit" tone="neutral" aria-disabled={cannotKeep}>
        {t('keepWhy')}
      </Button>
      <output className="field__hint">{draft.isKept && t('keptWhy')}</output>
    </form>
  )
}
