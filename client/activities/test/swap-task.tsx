import { useStore } from '@nanostores/react'
import { useEffect, useMemo, useRef } from 'react'
import { TestOperation } from '#shared/activities/test/activity.ts'
import { areEnough } from '#shared/activities/test/names.ts'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import { swap } from '#shared/activities/test/swap-asking.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { itemsOf, type AskedItem } from '#shared/asking/ask.ts'
import type { Asked } from '#shared/asking/asked.ts'
import { castBallot } from '#shared/workshop/round.ts'

import { useReader, useWords } from '../../i18n/use-words.ts'
import { Late, Question, Waiting } from '../../panels/asking/asking-task.tsx'
import { askedAt } from '../../panels/asking/in-asking.ts'
import { audienceOf, ownAnswers, useAnswer } from '../../panels/asking/own-answers.ts'
import { AudienceBadge } from '../../panels/host/audience.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { DayFigures } from '../../panels/host/day-figures.tsx'
import { namesFor, sentenceOf, type ShownTest, type TestStep } from './in-step.ts'
import { RoundAnswers, Sentence } from './answers.tsx'
import { testWords } from './words.ts'

interface SwapProps {
  readonly step: TestStep
  readonly path: StepPath
  readonly test: ShownTest
}

/** The sentence under other names; after its close, the answers. */
export function SwapTask({ step, path, test }: SwapProps) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const answers = useStore(model.agenda)?.answers ?? {}
  const asked = useStore(useMemo(() => askedAt(model, path), [model, path]))
  const mayLead = useMay(TestOperation.lead)
  const { tests, next, unanswered } = test
  const top = useRef<HTMLDivElement>(null)
  const closed = tests.filter(({ state, voted }) => state === 'closed' && voted > 0).toReversed()
  const isOpen = asked !== undefined && !asked.shown
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    // The answers begin where the cards did.
    if (!isOpen && wasOpen.current) top.current?.scrollIntoView({ block: 'start' })
    wasOpen.current = isOpen
  }, [isOpen])
  if (isOpen) return <OpenTest asked={asked} path={path} test={test} />
  const names = namesFor(step, answers, tests)
  const isUnnamed = next !== undefined && !areEnough(names)
  return (
    <div className="test-task" ref={top}>
      {asked &&
        itemsOf(asked).map(({ item }) => <Late key={item} question={{ asked, path, question: item }} />)}
      {next && (!mayLead || !isUnnamed) && closed.length === 0 && <p className="quiet">{t('waiting')}</p>}
      {!mayLead && unanswered.length > 0 && (
        <p className="quiet">{t('unanswered', { count: unanswered.length })}</p>
      )}
      {closed.map((round, index) => (
        <section key={round.id} className="test-task__part">
          {index === 1 && <h2>{t('earlier')}</h2>}
          <RoundAnswers round={round} sentence={sentenceOf(test, round)} />
        </section>
      ))}
    </div>
  )
}

interface OpenProps {
  readonly asked: Asked
  readonly path: StepPath
}

/** The one thing to do: each name, and one's answer. */
function OpenTest({ asked, path, test }: OpenProps & { readonly test: ShownTest }) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const mayCast = useMay(castBallot)
  const own = useStore(useMemo(() => ownAnswers(model, asked), [model, asked]))
  const { about } = asked
  const number = test.sentences.findIndex(({ version }) => version === about?.id) + 1
  const statement = test.sentences[number - 1]?.statement
  const fields = itemsOf(asked)
  const done = fields.filter(({ item }) => own[item] !== undefined).length
  return (
    <>
      {mayCast && <Waiting asked={asked} path={path} />}
      {test.sentences.length > 1 && number > 0 && (
        <p className="test-task__place tabular">{t('place', { number, of: test.sentences.length })}</p>
      )}
      {about ? (
        <Sentence text={about.text} label={t('heading')} />
      ) : (
        <p className="quiet">{t('theirsHint')}</p>
      )}
      {fields.map((field) => (
        <Judgement key={field.item} asked={asked} path={path} field={field} mayCast={mayCast} />
      ))}
      {mayCast && (
        <>
          <output className="quiet tabular">{t('judged', { done, of: fields.length })}</output>
          <AudienceBadge id={`${asked.id}-audience`} audience={audienceOf(asked)} />
        </>
      )}
      <p className="quiet">{t('promise')}</p>
      {statement !== undefined && <DayFigures statement={statement} />}
    </>
  )
}

interface JudgementProps extends OpenProps {
  readonly field: AskedItem
  readonly mayCast: boolean
}

/** The sentence under one other name, with this person's answer and, if they like, the reason. */
function Judgement({ asked, path, field, mayCast }: JudgementProps) {
  const t = useWords(testWords)
  const { language } = useReader()
  const question = { asked, path, question: field.item }
  const isAnswered = useAnswer(question).text !== ''
  const { text = '', label: name = '' } = field.thing ?? {}
  return (
    <section className="test-card stack" data-own={isAnswered || undefined}>
      <Sentence text={text} name={name} />
      {mayCast && (
        <Question
          question={question}
          field={field}
          declared={swap}
          legend={asked.about ? t('question', { name }) : testWordsOf(language).theirs}
          isBadged={false}
        />
      )}
    </section>
  )
}
