import { useStore } from '@nanostores/react'
import { type Agenda, AgendaState } from '#shared/agenda/agenda.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { isStageAside, OnStage } from '../host/column.ts'
import { keepFocus } from '../host/keep-focus.ts'
import { scrollByKeys } from '../ui/focus.ts'
import { FirstWork, Prompt } from './prompt.tsx'
import { stageKindOf } from './scene-of.ts'
import { useStepView } from './use-agenda-view.tsx'
import { useShown } from './use-shown.ts'
import { JoinStrip, TaskBody } from './task-body.tsx'
import { taskId } from './follow-agenda.ts'
import { Desk } from './desk.tsx'
import { Gathering } from './task-column.tsx'
import './step-stage.css'
import './task.css'

// The components of a running step, for `agenda-feature.tsx`: one download.
export { AgendaBar, AgendaFoot } from './agenda-bar.tsx'
export { EmptyStep } from './empty-step.tsx'
export { TaskColumn } from './task-column.tsx'

/** Above the board of a step that is worked on there. */
export function BoardPrompt() {
  const { agenda } = useShown()
  return agenda && <ShownPrompt agenda={agenda} />
}

function ShownPrompt({ agenda }: { readonly agenda: Agenda }) {
  const { features } = useBoard()
  const view = useStepView(agenda)
  const isAside = useStore(isStageAside)
  const isOnBoard = isAside || stageKindOf(features, agenda) === 'board'
  return (
    view &&
    isOnBoard && (
      <>
        <Prompt agenda={agenda} view={view} onBoard />
        <FirstWork />
      </>
    )
  )
}

/** The stage of the running step, in place of the board: the question, then the work. */
export function StepStage() {
  const { agenda } = useShown()
  return agenda && <ShownStage agenda={agenda} />
}

function hold(stage: HTMLElement | null): (() => void) | undefined {
  // Answers that are only read have nothing to focus.
  scrollByKeys(stage)
  return keepFocus(stage)
}

function ShownStage({ agenda }: { readonly agenda: Agenda }) {
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

/** On a phone, in place of the list of notes. */
export function TaskList() {
  const mayLead = useMay(Operation.leadAgenda)
  const { agenda } = useShown()
  if (!agenda) return null
  return (
    <div className="task-list" ref={keepFocus}>
      <JoinStrip />
      {mayLead && agenda.now.state === AgendaState.ready && <Gathering agenda={agenda} />}
      <TaskBody agenda={agenda} />
      {mayLead && agenda.now.state === AgendaState.running && <Desk agenda={agenda} />}
    </div>
  )
}

/** On a phone, above the list of notes, in steps that are about reading them. */
export function TaskAboveNotes() {
  const { agenda } = useShown()
  return agenda && agenda.now.state === AgendaState.running && <TaskList />
}
