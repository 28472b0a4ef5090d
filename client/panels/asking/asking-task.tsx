import { useStore } from '@nanostores/react'
import { useEffect, useId, useMemo } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { answersTo, AskAudience } from '#shared/asking/ask.ts'
import type { Declared } from '#shared/asking/define.ts'
import { inFull } from '#shared/board/brief.ts'
import { castBallot } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge } from '../host/audience-badge.tsx'
import { useBoard, useMay } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { AskingResult } from './asking-result.tsx'
import { askedAt, declaredAs, sayOf } from './in-asking.ts'
import {
  audienceOf,
  beginAnswer,
  begunAnswer,
  giveAnswer,
  ownAnswers,
  placeOfAnswer,
  sendWaiting,
  type AskedQuestion,
} from './own-answers.ts'
import { askingWords } from './words.ts'
import './asking.css'

interface TaskProps {
  readonly placed: PlacedStep
}

/** The questions with their fields; once the answers are shown, what came out. */
export function AskingTask({ placed: { step, path } }: TaskProps) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const mayAnswer = useMay(castBallot)
  const asked = useStore(useMemo(() => askedAt(model, path), [model, path]))
  const declared = declaredAs(step.activity)
  const questions = Object.keys(declared.ask).flatMap((question) =>
    asked && Object.hasOwn(asked.asks, question) ? [{ asked, path, question }] : [],
  )
  if (!asked) return <p className="field__hint">{t('notAsked')}</p>
  return (
    <div className="asking">
      {asked.shown === null && !mayAnswer && <p className="field__hint">{t('takePart')}</p>}
      {asked.shown === null && mayAnswer && (
        <>
          <Waiting asked={asked} path={path} />
          {questions.map((question) => (
            <Question key={question.question} question={question} declared={declared} />
          ))}
          {asked.audience === AskAudience.secret && <p className="field__hint">{t('promise')}</p>}
        </>
      )}
      {asked.shown && (
        <>
          {questions.map((question) => (
            <Late key={question.question} question={question} />
          ))}
          <h2 className="visually-hidden">{sayOf(declared, 'title')}</h2>
          <AskingResult declared={declared} outcome={asked.shown} />
        </>
      )}
    </div>
  )
}

/** Sends what waits: at once, and whenever the server greets this page. */
function Waiting({ asked, path }: Omit<AskedQuestion, 'question'>) {
  const { model } = useBoard()
  useEffect(() => model.own.subscribe(() => sendWaiting(model, asked, path)), [model, asked, path])
  return null
}

interface QuestionProps {
  readonly question: AskedQuestion
  readonly declared: Declared
}

function Question({ question, declared }: QuestionProps) {
  const ask = question.asked.asks[question.question]
  return ask?.kind === 'text' ? (
    <InWords question={question} declared={declared} most={ask.most} />
  ) : (
    <OneOf question={question} declared={declared} />
  )
}

function useAnswer(question: AskedQuestion) {
  const { model } = useBoard()
  const { asked, path, question: name } = question
  const begun = useStore(
    useMemo(() => begunAnswer(model, { asked, path, question: name }), [model, asked, path, name]),
  )
  const own = useStore(useMemo(() => ownAnswers(model, asked), [model, asked]))[name]
  return { begun, own, text: begun?.text ?? String(own ?? '') }
}

/** A choice counts when it is made. */
function OneOf({ question, declared }: QuestionProps) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const { begun, own, text } = useAnswer(question)
  const badge = useId()
  const ask = question.asked.asks[question.question]
  const answers = (ask && answersTo(ask)) ?? []
  const give = (chosen: string) => {
    const answer = answers.find((each) => String(each) === chosen)
    if (answer !== undefined) giveAnswer(model, question, answer)
  }
  return (
    <section className="asking__question" data-kind={ask?.kind}>
      <Choice
        legend={sayOf(declared, question.question)}
        value={text}
        options={answers.map((answer) => ({
          value: String(answer),
          label: ask?.kind === 'choice' ? sayOf(declared, `${question.question}.${answer}`) : String(answer),
        }))}
        onChange={give}
      />
      <AudienceBadge id={badge} audience={audienceOf(question.asked)} />
      <output className="field__hint">{begun ? t('waiting') : own !== undefined && t('counted')}</output>
    </section>
  )
}

/** Words are given by a press. Until then this browser keeps them. */
function InWords({ question, declared, most }: QuestionProps & { readonly most: number }) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const { begun, own, text } = useAnswer(question)
  const id = useId()
  const isGiven = text.trim() === String(own ?? '')
  return (
    <form
      className="field asking__question"
      data-begun={placeOfAnswer(question)}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isGiven) giveAnswer(model, question, text)
      }}
    >
      <label htmlFor={id}>{sayOf(declared, question.question)}</label>
      <div className="asking__line">
        <input
          id={id}
          autoComplete="off"
          lang={language}
          dir="auto"
          maxLength={most}
          value={text}
          aria-describedby={`${id}-audience`}
          onChange={({ target }) => beginAnswer(model, question, target.value)}
        />
        {!(isGiven && own !== undefined) && (
          <Button type="submit" tone={isGiven ? 'neutral' : 'accent'} aria-disabled={isGiven}>
            {t(own === undefined ? 'give' : 'change')}
          </Button>
        )}
      </div>
      <AudienceBadge id={`${id}-audience`} audience={audienceOf(question.asked)} />
      <output className="field__hint">
        {begun?.isSent === false ? t('waiting') : isGiven && own !== undefined && t('counted')}
      </output>
    </form>
  )
}

/** Words that were never given: their author reads what became of them. */
function Late({ question }: { readonly question: AskedQuestion }) {
  const t = useWords(askingWords)
  const { begun } = useAnswer(question)
  if (!begun || begun.text.trim() === '' || question.asked.asks[question.question]?.kind !== 'text')
    return null
  return (
    <section className="asking__question">
      <blockquote dir="auto">{inFull(begun.text)}</blockquote>
      <p className="field__hint">{t('late')}</p>
    </section>
  )
}
