import { useStore } from '@nanostores/react'
import { useEffect, useId, useMemo } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import {
  answersTo,
  isTurn,
  AskAudience,
  itemsOf,
  lettersOfReason,
  type AskedItem,
  type Thing,
} from '#shared/asking/ask.ts'
import { fieldIn, isShown, type Asked } from '#shared/asking/asked.ts'
import { sayAnswer, type Declared } from '#shared/asking/define.ts'
import { inFull } from '#shared/board/brief.ts'
import { castBallot } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { ReasonForm } from '../host/answer.tsx'
import { AsideList } from '../host/aside-list.tsx'
import { AudienceBadge } from '../host/audience.tsx'
import { useIsHeldUp } from '../host/after-arrival.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { Above, AskingResult, NoDuel } from './asking-result.tsx'
import { AskedThing, Propose, Reasons } from './asked-thing.tsx'
import { askedAt, declaredAs, proposedAt, sayOf } from './in-asking.ts'
import {
  audienceOf,
  beginAnswer,
  giveAnswer,
  giveReason,
  placeOfAnswer,
  sendWaiting,
  type AskedQuestion,
  useAnswer,
  useReason,
} from './own-answers.ts'
import { PairOrTurn } from './turn.tsx'
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
  if (!asked && !declared.about) return <p className="field__hint">{t('notAsked')}</p>
  if (!asked) {
    const nothing = <p className="field__hint">{sayOf(declared, 'nothing')}</p>
    if (declared.name !== 'duel') return nothing
    return (
      <NoDuel path={path} declared={declared}>
        {nothing}
      </NoDuel>
    )
  }
  return (
    <div className="asking">
      {isShown(asked) ? (
        <>
          {itemsOf(asked).map(({ item }) => (
            <Late key={item} question={{ asked, path, question: item }} />
          ))}
          <h2 className="visually-hidden">{sayOf(declared, 'title')}</h2>
          <AskingResult declared={declared} asked={asked} path={path} />
        </>
      ) : (
        <>
          {mayAnswer ? <Waiting asked={asked} path={path} /> : <p className="field__hint">{t('takePart')}</p>}
          {asked.pairs ? (
            <PairOrTurn asked={asked} path={path} declared={declared} />
          ) : asked.things.length > 0 ? (
            <Things asked={asked} path={path} declared={declared} />
          ) : (
            mayAnswer && <Questions asked={asked} path={path} declared={declared} thing={null} />
          )}
          {mayAnswer && asked.audience === AskAudience.secret && promises(asked) && (
            <p className="field__hint">
              {t(itemsOf(asked).some(isBetweenTwo) ? 'promiseOutcome' : 'promise')}
            </p>
          )}
        </>
      )}
      {asked.things.length > 0 && <AsideList />}
    </div>
  )
}

/** Pairs of a duel say it beside them; a turn in which everybody only looks asks nothing. */
function promises({ pairs }: Asked): boolean {
  const now = pairs?.all[pairs.at]
  return now === undefined || (isTurn(now) && now[1] !== null)
}

/** Few answers tell only which of two was given more often. */
function isBetweenTwo({ ask }: AskedItem): boolean {
  return ask.kind === 'choice' && ask.between !== undefined
}

interface AskedProps {
  readonly asked: Asked
  readonly path: StepPath
  readonly declared: Declared
}

/** The fields of the step, or those about one thing. */
function Questions({ asked, path, declared, thing }: AskedProps & { readonly thing: Thing | null }) {
  const fields = itemsOf(asked).filter((field) => field.thing?.id === thing?.id)
  return fields.map((field, index) => (
    <Question
      key={field.item}
      question={{ asked, path, question: field.item }}
      field={field}
      declared={declared}
      // The last question about a thing says it for all of them.
      isRepeated={thing !== null && index < fields.length - 1}
    />
  ))
}

/** Each thing in its exact words, with its questions. */
function Things({ asked, path, declared }: AskedProps) {
  const { model } = useBoard()
  const mayAnswer = useMay(castBallot)
  const proposed = useStore(useMemo(() => proposedAt(model, path, asked), [model, path, asked]))
  return (
    <>
      <Above asked={asked} path={path} declared={declared} />
      <ol className="asking__things">
        {asked.things.map((thing) => {
          const reasons = declared.isOnProposal ? proposed[thing.id] : []
          return (
            <AskedThing
              key={thing.id}
              thing={thing}
              isCalled={declared.isOnProposal && reasons !== undefined}
            >
              {reasons && <Reasons reasons={reasons} />}
              {mayAnswer && reasons && (
                <Questions asked={asked} path={path} declared={declared} thing={thing} />
              )}
              {mayAnswer && (
                <Propose asked={asked} thing={thing} declared={declared} isProposed={reasons !== undefined} />
              )}
            </AskedThing>
          )
        })}
      </ol>
    </>
  )
}

/** Sends what waits: at once, and whenever the server greets this page. */
export function Waiting({ asked, path }: Omit<AskedQuestion, 'question'>) {
  const { model } = useBoard()
  useEffect(() => model.own.subscribe(() => sendWaiting(model, asked, path)), [model, asked, path])
  return null
}

interface QuestionProps {
  readonly question: AskedQuestion
  readonly field: AskedItem
  readonly declared: Declared
  /** Instead of the words of the question. */
  readonly legend?: string
  /** False where one badge says it for several questions. */
  readonly isBadged?: boolean
  /** The badge is its sign alone: the next question says it in words. */
  readonly isRepeated?: boolean
}

export function Question(props: QuestionProps) {
  const { ask } = props.field
  return ask.kind === 'text' ? <InWords {...props} most={ask.most} /> : <OneOf {...props} />
}

/** A choice counts when it is made. A reason is given by a press. */
function OneOf({
  question,
  field: { ask, question: name, thing },
  declared,
  legend,
  isBadged = true,
  isRepeated = false,
}: QuestionProps) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const { begun, own, text } = useAnswer(question)
  const reason = useReason(question)
  const isHeldUp = useIsHeldUp(model)
  const badge = useId()
  const say = (key: string) => sayOf(declared, key)
  const answers = answersTo(ask) ?? []
  const give = (chosen: string) => {
    const answer = answers.find((each) => String(each) === chosen)
    if (answer !== undefined) giveAnswer(model, question, answer)
  }
  return (
    <section className="asking__question" data-kind={ask.kind}>
      <Choice
        legend={legend ?? say(name)}
        form={thing?.options ? 'cards' : 'segments'}
        value={text}
        options={answers.map((answer) => ({
          value: String(answer),
          label: thing?.options?.[answer] ?? sayAnswer(say, { ask, question: name }, answer),
        }))}
        onChange={give}
      />
      {isBadged && <AudienceBadge id={badge} audience={audienceOf(question.asked)} isRepeated={isRepeated} />}
      <output className="field__hint">
        {begun ? isHeldUp && t('waiting') : isBadged && !isRepeated && own !== undefined && t('counted')}
      </output>
      {lettersOfReason(ask, own) > 0 && (
        <ReasonForm
          draft={reason}
          words={{
            open: t('why'),
            label: t('whyLabel'),
            hint: t('whyHint'),
            send: t('keepWhy'),
            sent: t('keptWhy'),
            saved: t('savedWhy'),
          }}
          send={() => reason.sent && giveReason(model, question, reason.sent)}
        />
      )}
    </section>
  )
}

/** Words are given by a press. Until then this browser keeps them. */
function InWords({ question, field, declared, most }: QuestionProps & { readonly most: number }) {
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
      <label htmlFor={id}>{sayOf(declared, field.question)}</label>
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
export function Late({ question }: { readonly question: AskedQuestion }) {
  const t = useWords(askingWords)
  const { begun } = useAnswer(question)
  const { text, isSaved } = useReason(question)
  const isText = fieldIn(question.asked, question.question)?.ask.kind === 'text'
  const words = isText ? (begun?.text ?? '') : isSaved ? text : ''
  if (words.trim() === '') return begun && !isText ? <p className="field__hint">{t('lateChoice')}</p> : null
  return (
    <section className="asking__question">
      <blockquote dir="auto">{inFull(words)}</blockquote>
      <p className="field__hint">{t('late')}</p>
    </section>
  )
}
