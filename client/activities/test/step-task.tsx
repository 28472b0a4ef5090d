import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { TestOperation } from '#shared/activities/test/activity.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { testIn } from './in-step.ts'
import { SwapTask } from './swap-task.tsx'
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
  if (test.sentences.length === 0 && test.tests.length === 0)
    return <p className="quiet">{t(mayLead ? 'noSentencesToLead' : 'noSentences')}</p>
  return (
    <div className="test-task">
      {step.kind === 'swap' ? (
        <SwapTask step={step} path={placed.path} test={test} />
      ) : (
        <WordsTask kind={step.kind} placed={placed} sentences={test.sentences} />
      )}
    </div>
  )
}
