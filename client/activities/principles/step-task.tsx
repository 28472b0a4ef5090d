import { PrinciplesOperation } from '#shared/activities/principles/activity.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useMay } from '../../panels/host/board-context.tsx'
import { SettleTask } from './settle-task.tsx'
import { TogetherTask } from './together-task.tsx'
import { WriteTask } from './write-task.tsx'
import './step-task.css'

/** Facilitators settle on their desk. */
export function PrinciplesTask({ placed }: { readonly placed: PlacedStep }) {
  const { step } = placed
  const maySettle = useMay(PrinciplesOperation.settle)
  if (step.activity !== 'principles') return null
  switch (step.does) {
    case 'write':
      return <WriteTask placed={placed} />
    case 'together':
      return <TogetherTask placed={placed} />
    case 'settle':
      return maySettle ? null : <SettleTask placed={placed} />
  }
}
