import type { PlacedStep } from '#shared/agenda/steps.ts'
import { SettleTask } from './settle-task.tsx'
import { TogetherTask } from './together-task.tsx'
import { WriteTask } from './write-task.tsx'
import './step-task.css'

/** The same stage for everybody: facilitators settle on it. */
export function PrinciplesTask({ placed }: { readonly placed: PlacedStep }) {
  const { step } = placed
  if (step.activity !== 'principles') return null
  switch (step.does) {
    case 'write':
      return <WriteTask placed={placed} />
    case 'together':
      return <TogetherTask placed={placed} />
    case 'settle':
      return <SettleTask placed={placed} />
  }
}
