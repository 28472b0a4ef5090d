import type { Answers } from '#shared/agenda/template.ts'
import { answerLimits } from '#shared/agenda/answers.ts'
import type { TemplateSummary } from '#shared/wire/templates.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Field } from '../ui/field.tsx'
import { said } from './said.ts'
import { homeWords } from './words.ts'

type Question = TemplateSummary['ask'][number]

interface TemplateQuestionsProps {
  readonly ask: readonly Question[]
  readonly answers: Readonly<Record<string, string>>
  /** Ids of questions whose answer is missing or wrong. */
  readonly wrong: readonly string[]
  readonly onAnswer: (id: string, answer: string) => void
}

/** The questions of a template: texts one below the other, numbers and times beside each other. */
export function TemplateQuestions({ ask, answers, wrong, onAnswer }: TemplateQuestionsProps) {
  const t = useWords(homeWords)
  const fieldOf = (question: Question) => {
    const { id, kind, isOptional, default: preset } = question
    const label = said(question.label)
    return (
      <Field
        key={id}
        id={`ask-${id}`}
        lang={label.lang}
        label={isOptional && kind === 'text' ? t('optional', { label: label.text }) : label.text}
        type={kind === 'time' ? 'time' : 'text'}
        inputMode={kind === 'minutes' || kind === 'count' ? 'numeric' : undefined}
        maxLength={kind === 'text' ? answerLimits.text : undefined}
        placeholder={isOptional && kind === 'count' ? t('automatic') : undefined}
        value={answers[id] ?? String(preset ?? '')}
        error={wrong.includes(id) ? t(`answerNeeded.${kind}`) : undefined}
        onChange={(event) => onAnswer(id, event.target.value)}
      />
    )
  }
  const short = ask.filter(({ kind }) => kind !== 'text')
  return (
    <>
      {ask.filter(({ kind }) => kind === 'text').map(fieldOf)}
      {short.length > 0 && <div className="create-board__short">{short.map(fieldOf)}</div>}
    </>
  )
}

/** The typed answers of a person: numbers as numbers. */
export function answersOf(ask: readonly Question[], typed: Readonly<Record<string, string>>): Answers {
  const entries = ask.flatMap(({ id, kind }) => {
    const text = typed[id]?.trim()
    if (text === undefined) return []
    const isNumber = (kind === 'minutes' || kind === 'count') && text !== ''
    return [[id, isNumber ? Number(text) : text] as const]
  })
  return Object.fromEntries(entries)
}
