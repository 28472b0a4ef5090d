import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { TestOperation } from '#shared/activities/test/rights.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { Answers } from './answers.tsx'
import { sentenceOf, testIn } from './in-step.ts'
import { Sentence } from './sentence.tsx'
import { TestResult } from './test-result.tsx'
import { testWords } from './words.ts'
import './step-task.css'

/** At a desk: the sentence that is put to the test, and the answers to those before it. */
export function TestStage({ placed: { step, path } }: { readonly placed: PlacedStep }) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const test = useStore(useMemo(() => testIn(model, path), [model, path]))
  const mayLead = useMay(TestOperation.lead)
  const isPrivate = useStore(model.writing).mode === 'private'
  if (step.activity !== 'test') return null
  const { sentences, rounds, next } = test
  const open = rounds.find(({ state }) => state === 'open')
  const closed = rounds.filter(({ state, voted }) => state === 'closed' && voted > 0).toReversed()
  const shown = open ? sentenceOf(test, open) : closed.length === 0 ? next?.text : undefined
  return (
    <section className="test-stage" aria-label={t('stage')}>
      {sentences.length + rounds.length === 0 && (
        <p className="test-task__hint">{t(mayLead ? 'noSentencesToLead' : 'noSentences')}</p>
      )}
      {step.kind === 'swap' ? (
        <>
          {shown !== undefined && <Sentence text={shown} size="room" />}
          {open && (
            <p className="test-task__hint">
              {t('underNames', { names: Object.values(open.labels ?? {}).join(', ') })}
            </p>
          )}
          {closed.map((round) => (
            <TestResult key={round.id} round={round} sentence={sentenceOf(test, round)} />
          ))}
        </>
      ) : (
        sentences.map((sentence) => (
          <section key={sentence.version} className="test-task__part">
            <Sentence text={sentence.text} size="room" />
            {!isPrivate && <Answers path={path} sentence={sentence} />}
          </section>
        ))
      )}
    </section>
  )
}
