import { useStore } from '@nanostores/react'
import { useEffect, useMemo, useState } from 'react'
import type { TestedSentence } from '#shared/activities/test/test-state.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Round } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useColumnPages } from '../../panels/ui/use-column-pages.ts'
import { Answers } from './answers.tsx'
import { sentenceOf, shownRound, testIn } from './in-step.ts'
import { Sentence } from './sentence.tsx'
import { TestResult } from './test-result.tsx'
import { testWords } from './words.ts'
import './step-task.css'

/** Time for reading a sentence aloud, and the next name comes. Not measured. */
const nameMs = 12_000

/** Type sizes, rem: the smallest is read from the last row. */
const answerSizes = [1.4, 1.25, 1.1, 1, 0.85]

interface AnsweredProps {
  readonly path: StepPath
  readonly sentences: readonly TestedSentence[]
}

/** For the whole room: the sentence under one other name after the other, then its answers. */
export function ProjectorTest({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const test = useStore(useMemo(() => testIn(model, placed.path), [model, placed.path]))
  const isPrivate = useStore(model.writing).mode === 'private'
  const { sentences, rounds, next } = test
  if (placed.step.activity !== 'test') return null
  const shown = shownRound(rounds)
  if (placed.step.kind !== 'swap')
    return isPrivate ? (
      <div className="test-projector">
        {sentences.map(({ version, text }) => (
          <Sentence key={version} text={text} {...(sentences.length < 3 && { size: 'room' })} />
        ))}
      </div>
    ) : (
      <Answered path={placed.path} sentences={sentences} />
    )
  return (
    <div className="test-projector">
      {shown?.state === 'open' ? (
        <UnderOtherNames key={shown.id} round={shown} />
      ) : shown ? (
        <TestResult round={shown} sentence={sentenceOf(test, shown)} size="room" />
      ) : (
        next && <Sentence text={next.text} size="room" />
      )}
    </div>
  )
}

/** The sentences in columns, each over everything that people wrote about it, on as many pages as it takes. */
function Answered({ path, sentences }: AnsweredProps) {
  const t = useWords(testWords)
  const { place, page, pages } = useColumnPages(answerSizes)
  return (
    <div className="test-answered">
      <div className="test-answered__place" ref={place}>
        <div
          className="test-answered__flow"
          style={{ transform: `translateX(calc(${-page} * (100% + var(--column-gap))))` }}
        >
          {sentences.map((sentence) => (
            <section key={sentence.version}>
              <Sentence text={sentence.text} />
              <Answers path={path} sentence={sentence} />
            </section>
          ))}
        </div>
      </div>
      {pages > 1 && <p className="test-answered__page tabular">{t('page', { page: page + 1, pages })}</p>}
    </div>
  )
}

function UnderOtherNames({ round }: { readonly round: Round }) {
  const t = useWords(testWords)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((now) => now + 1), nameMs)
    return () => clearInterval(timer)
  }, [])
  const shown = round.options[turn % round.options.length] ?? ''
  return (
    <>
      <Sentence text={round.texts?.[shown] ?? ''} name={round.labels?.[shown]} size="room" />
      <p className="test-projector__question">{t('questionAll')}</p>
      <ul className="test-projector__names">
        {round.options.map((option) => (
          <li key={option} data-now={option === shown || undefined}>
            {round.labels?.[option]}
          </li>
        ))}
      </ul>
    </>
  )
}
