import { useStore } from '@nanostores/react'
import { useEffect, useMemo, useState } from 'react'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import { swap } from '#shared/activities/test/swap-asking.ts'
import type { TestedSentence } from '#shared/activities/test/test-state.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Asked } from '#shared/asking/asked.ts'
import { useReader } from '../../i18n/use-words.ts'
import { askedAt, sayOf } from '../../panels/asking/in-asking.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { RoomPages } from '../../panels/blocks/room-pages.tsx'
import { RoundAnswers, WrittenAnswers, Sentence } from './answers.tsx'
import { lastAnswered, sentenceOf, testIn } from './in-step.ts'
import { useAsked } from './words-task.tsx'
import './step-task.css'

/** Time for reading a sentence aloud, and the next name comes. Not measured. */
const nameMs = 12_000

/** Type sizes, rem: the smallest is read from the last row. */
const answerSizes = [1.5, 1.4, 1.32]
/** Two columns beside one another at the smallest size. */
const columnWidth = '17em'

interface AnsweredProps {
  readonly path: StepPath
  readonly sentences: readonly TestedSentence[]
}

/** For the whole room: the sentence under one other name after the other, then its answers. */
export function ProjectorTest({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const test = useStore(useMemo(() => testIn(model, placed.path), [model, placed.path]))
  const isPrivate = useStore(model.writing).mode === 'private'
  const { sentences, tests, next } = test
  const open = useStore(useMemo(() => askedAt(model, placed.path), [model, placed.path]))
  const asked = useAsked(placed.step.activity === 'test' ? placed.step.kind : 'swap', sentences)
  if (placed.step.activity !== 'test') return null
  if (placed.step.kind !== 'swap')
    return isPrivate ? (
      <div className="test-projector">
        {asked.map(({ version, text }) => (
          <Sentence key={version} text={text} {...(asked.length < 3 && { size: 'room' })} />
        ))}
      </div>
    ) : (
      <Answered path={placed.path} sentences={asked} />
    )
  const isOpen = open !== undefined && !open.shown
  const shown = lastAnswered(tests)
  return (
    <div className={shown && !isOpen ? 'room-scene__whole' : 'test-projector'}>
      {isOpen ? (
        <UnderOtherNames key={open.id} asked={open} />
      ) : shown ? (
        <RoomPages name={`swap:${shown.id}`} sizes={answerSizes} columnWidth={columnWidth}>
          <RoundAnswers round={shown} sentence={sentenceOf(test, shown)} isRoom />
        </RoomPages>
      ) : (
        next && <Sentence text={next.text} size="room" />
      )}
    </div>
  )
}

/** The sentences in columns, each over everything that people wrote about it, on as many pages as it takes. */
function Answered({ path, sentences }: AnsweredProps) {
  return (
    <RoomPages name={`test:${path}`} sizes={answerSizes} columnWidth={columnWidth}>
      {sentences.map((sentence) => (
        <WrittenAnswers key={sentence.version} path={path} sentence={sentence} isRoom />
      ))}
    </RoomPages>
  )
}

function UnderOtherNames({ asked: { things, about } }: { readonly asked: Asked }) {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((now) => now + 1), nameMs)
    return () => clearInterval(timer)
  }, [])
  const shown = things[turn % things.length]
  const { language } = useReader()
  return (
    <>
      <Sentence text={shown?.text ?? ''} name={shown?.label} size="room" />
      <p className="test-projector__question">
        {about ? sayOf(swap, 'signs') : testWordsOf(language).theirs}
      </p>
      <ul className="test-projector__names">
        {things.map((thing, index) => (
          <li key={thing.id} data-now={thing === shown || undefined}>
            {about ? thing.label : index + 1}
          </li>
        ))}
      </ul>
    </>
  )
}
