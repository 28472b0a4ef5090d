import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { areEnough } from '#shared/activities/test/names.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { phoneQuery, useMedia } from '../../panels/ui/use-media.ts'
import { namesFor, testIn } from './in-step.ts'
import { NamesForm } from './names-form.tsx'
import { sentenceOf } from './swap-task.tsx'
import { TestResult } from './test-result.tsx'
import './step-task.css'

/** For facilitators: the names that nobody gave yet, then the answers to the sentence that was tested last. */
export function TestOnDesk({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const { step, path } = placed
  const agenda = useStore(model.agenda)
  // On a phone the desk stands below the task, which has them.
  const isPhone = useMedia(phoneQuery)
  const test = useStore(useMemo(() => testIn(model, path), [model, path]))
  if (step.activity !== 'test' || step.kind !== 'swap' || runningStep(model)?.path !== path) return null
  const { rounds, next } = test
  if (rounds.some(({ state }) => state === 'open')) return null
  const names = namesFor(step, agenda?.answers ?? {}, rounds)
  const last = rounds.findLast(({ voted }) => voted > 0)
  return (
    <div className="test-task">
      {next && !areEnough(names) && <NamesForm names={names} />}
      {last && !isPhone && <TestResult round={last} sentence={sentenceOf(test, last)} />}
    </div>
  )
}
