import { useStore } from '@nanostores/react'
import { useMemo, useEffect, useRef } from 'react'
import { areEnough } from '#shared/activities/test/names.ts'
import { TestOperation } from '#shared/activities/test/rights.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { castBallot, type Round } from '#shared/workshop/round.ts'
import { isAboutTheirs } from '#shared/workshop/theirs.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { RoundAnswers } from './answers.tsx'
import { testIn, namesFor, sentenceOf, type ShownTest, type TestStep } from './in-step.ts'
import { Judgement } from './judgement.tsx'
import { Sentence } from './sentence.tsx'
import { testWords } from './words.ts'
import { WordsTask } from './words-task.tsx'
import './step-task.css'

/** The sentences of the step, to judge under other names or to answer in words. */
export function TestTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const test = useStore(useMemo(() => testIn(model, placed.path), [model, placed.path]))
  const mayLead = useMay(TestOperation.lead)
  const { step } = placed
  if (step.activity !== 'test') return null
  if (test.sentences.length === 0 && test.rounds.length === 0)
    return <p className="test-task__hint">{t(mayLead ? 'noSentencesToLead' : 'noSentences')}</p>
  return (
    <div className="test-task">
      {step.kind === 'swap' ? (
        <SwapTask step={step} test={test} />
      ) : (
        <WordsTask kind={step.kind} placed={placed} sentences={test.sentences} />
      )}
    </div>
  )
}

interface SwapProps {
  readonly step: TestStep
  readonly test: ShownTest
}

/** The sentence under other names; after its close, the answers. */
function SwapTask({ step, test }: SwapProps) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const closing = useStore(model.voting.closing)
  const answers = useStore(model.agenda)?.answers ?? {}
  const mayLead = useMay(TestOperation.lead)
  const { rounds, next, unanswered } = test
  const top = useRef<HTMLDivElement>(null)
  const closed = rounds.filter(({ state, voted }) => state === 'closed' && voted > 0).toReversed()
  const open = rounds.find(({ state }) => state === 'open')
  const isOpen = open !== undefined
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    // The answers begin where the cards did.
    if (!isOpen && wasOpen.current) top.current?.scrollIntoView({ block: 'start' })
    wasOpen.current = isOpen
  }, [isOpen])
  if (open && closing.has(open.id)) return <output className="test-task__hint">{t('closing')}</output>
  if (open) return <OpenTest round={open} test={test} />
  const names = namesFor(step, answers, rounds)
  const isUnnamed = next !== undefined && !areEnough(names)
  return (
    <div className="test-task" ref={top}>
      {next && (!mayLead || !isUnnamed) && closed.length === 0 && (
        <p className="test-task__hint">{t('waiting')}</p>
      )}
      {!mayLead && unanswered.length > 0 && (
        <p className="test-task__hint">{t('unanswered', { count: unanswered.length })}</p>
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

/** The one thing to do: each name, and one's answer. */
function OpenTest({ round, test }: { readonly round: Round; readonly test: ShownTest }) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const mayCast = useMay(castBallot)
  const own = useStore(model.voting.dots)[round.id] ?? {}
  const number = test.sentences.findIndex(({ version }) => version === round.about) + 1
  const sentence = sentenceOf(test, round)
  const done = round.options.filter((option) => own[option] !== undefined).length
  return (
    <>
      {test.sentences.length > 1 && number > 0 && (
        <p className="test-task__place tabular">{t('place', { number, of: test.sentences.length })}</p>
      )}
      {isAboutTheirs(round) && <p className="test-task__hint">{t('theirsHint')}</p>}
      {sentence !== undefined && <Sentence text={sentence} label={t('heading')} />}
      {round.options.map((option) => (
        <Judgement key={option} round={round} option={option} mayCast={mayCast} />
      ))}
      {mayCast && (
        <output className="test-task__count tabular">
          {t('judged', { done, of: round.options.length })}
        </output>
      )}
      <p className="test-task__hint">{t('promise')}</p>
    </>
  )
}
