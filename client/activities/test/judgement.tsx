import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { choiceAnswers, passed, roundLimits, type OwnReason, type Round } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
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

const noReason: OwnReason = { text: '', isSigned: false }

interface WhyProps {
  readonly round: string
  readonly option: string
  readonly answer: Exclude<Answer, 'pass'>
}

/** The reason, unsigned unless its author chooses otherwise. */
function Why({ round, option, answer }: WhyProps) {
  const t = useWords(testWords)
  const id = useId()
  const { model } = useBoard()
  const { voting } = model
  const language = useContentLanguage()
  const hasName = useStore(model.me).name !== ''
  const kept = useStore(voting.reasons)[round]?.[option] ?? noReason
  const [isOpen, setIsOpen] = useState(kept.text !== '')
  const [text, setText] = useState(kept.text)
  const [isSigned, setIsSigned] = useState(kept.isSigned)
  const report = useOutcome()
  const isKept = kept.text !== '' && kept.text === text.trim() && kept.isSigned === isSigned
  if (!isOpen)
    return (
      <Button tone="quiet" aria-expanded={false} onClick={() => setIsOpen(true)}>
        {t('why')}
      </Button>
    )
  return (
    <form
      className="test-card__why"
      onSubmit={(event) => {
        event.preventDefault()
        const said = text.trim()
        report(voting.choose(round, option, answer, said === '' ? undefined : { text: said, isSigned }))
      }}
    >
      <label htmlFor={id}>{t('whyLabel')}</label>
      <textarea
        id={id}
        rows={2}
        lang={language}
        dir="auto"
        // The person has just asked for the field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={kept.text === ''}
        maxLength={roundLimits.reason}
        value={text}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-hint`} className="test-task__hint">
        {t('whyHint')}
      </p>
      {hasName && (
        <label className="test-card__sign">
          <input type="checkbox" checked={isSigned} onChange={() => setIsSigned(!isSigned)} />
          {t('sign')}
        </label>
      )}
      <Button type="submit" tone="neutral" disabled={isKept || (text.trim() === '' && kept.text === '')}>
        {t('keepWhy')}
      </Button>
      <output className="test-task__hint">{isKept && t('keptWhy')}</output>
    </form>
  )
}
