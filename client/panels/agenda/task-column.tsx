import { Operation } from '#shared/workshop/policy.ts'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useMay } from '../host/board-context.tsx'
import { keepFocus } from '../host/keep-focus.ts'
import { Desk } from './desk.tsx'
import { DoneButton } from './done-button.tsx'
import { Gathering } from './gathering.tsx'
import { JoinStrip, TaskBody } from './task-body.tsx'
import { taskId } from './task-id.ts'
import { useShown } from './use-shown.ts'
import { agendaWords } from './words.ts'
import './task.css'

/** The column beside the board: for facilitators their desk, for everybody the one thing to do. */
export function TaskColumn() {
  const t = useWords(agendaWords)
  const mayLead = useMay(Operation.leadAgenda)
  const { agenda, isBehind } = useShown()
  if (!agenda) return null
  const isRunning = agenda.now.state === AgendaState.running
  return (
    <aside
      id={taskId}
      className="task"
      ref={keepFocus}
      tabIndex={-1}
      aria-label={mayLead ? t('desk.label') : t('task')}
    >
      <JoinStrip />
      <div className="task__body">
        {mayLead && isRunning ? (
          <Desk agenda={agenda}>
            <TaskBody agenda={agenda} />
          </Desk>
        ) : (
          <>
            {mayLead && agenda.now.state === AgendaState.ready && <Gathering agenda={agenda} />}
            <TaskBody agenda={agenda} />
          </>
        )}
      </div>
      {!isBehind && <DoneButton agenda={agenda} />}
    </aside>
  )
}
