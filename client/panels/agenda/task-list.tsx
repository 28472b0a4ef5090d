import { Operation } from '#shared/workshop/policy.ts'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { useMay } from '../host/board-context.tsx'
import { keepFocus } from '../host/keep-focus.ts'
import { Desk } from './desk.tsx'
import { Gathering } from './task-column.tsx'
import { JoinStrip, TaskBody } from './task-body.tsx'
import { useShown } from './use-shown.ts'
import './task.css'

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
