import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { SettleTask } from './settle-task.tsx'
import './step-task.css'

/** The facilitator decides which principles are kept, while the step runs. */
export function PrinciplesOnDesk({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const { step, path } = placed
  const isRunning = useStore(model.agenda)?.now.step === path
  return (
    step.activity === 'principles' && step.does === 'settle' && isRunning && <SettleTask placed={placed} />
  )
}
