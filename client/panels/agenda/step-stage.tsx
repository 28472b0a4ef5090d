import type { Agenda } from '#shared/agenda/agenda.ts'
import { useBoard } from '../host/board-context.tsx'
import { OnStage } from '../host/column.ts'
import { keepFocus } from '../host/keep-focus.ts'
import { scrollByKeys } from '../ui/focus.ts'
import { stageKindOf } from './scene-of.ts'
import { JoinStrip, TaskBody } from './task-body.tsx'
import { taskId } from './follow-agenda.ts'
import { useShown } from './use-shown.ts'
import './step-stage.css'

/** The stage of the running step, in place of the board: the question, then the work. */
export function StepStage() {
  const { agenda } = useShown()
  return agenda && <Shown agenda={agenda} />
}

function hold(stage: HTMLElement | null): (() => void) | undefined {
  // Answers that are only read have nothing to focus.
  scrollByKeys(stage)
  return keepFocus(stage)
}

function Shown({ agenda }: { readonly agenda: Agenda }) {
  const { features } = useBoard()
  const kind = stageKindOf(features, agenda)
  return (
    <div id={taskId} className="step-stage" data-kind={kind} ref={hold} tabIndex={-1}>
      <div className="step-stage__inner stack">
        <JoinStrip />
        <OnStage value={kind}>
          <TaskBody key={agenda.now.step} agenda={agenda} />
        </OnStage>
      </div>
    </div>
  )
}
