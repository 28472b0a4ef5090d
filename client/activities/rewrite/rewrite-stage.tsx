import { useStore } from '@nanostores/react'
import { useBoard } from '../../panels/host/board-context.tsx'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { Workbench } from './workbench.tsx'

/** At a desk the statements take the place of the board. */
export function RewriteStage() {
  const { model } = useBoard()
  useStore(model.agenda)
  const placed = runningStep(model)
  return (
    placed && (
      <div className="workbench-stage">
        <Workbench placed={placed} />
      </div>
    )
  )
}
