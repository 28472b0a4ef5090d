import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { areEnough } from '#shared/activities/test/names.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { namesFor, testIn } from './in-step.ts'
import { NamesForm } from './names-form.tsx'
import './step-task.css'

/** For facilitators: the names that nobody gave yet. */
export function TestOnDesk({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const { step, path } = placed
  const agenda = useStore(model.agenda)
  const { rounds, next } = useStore(useMemo(() => testIn(model, path), [model, path]))
  if (step.activity !== 'test' || step.kind !== 'swap' || runningStep(model)?.path !== path) return null
  const names = namesFor(step, agenda?.answers ?? {}, rounds)
  return (
    next &&
    !areEnough(names) && (
      <div className="test-task">
        <NamesForm names={names} />
      </div>
    )
  )
}
