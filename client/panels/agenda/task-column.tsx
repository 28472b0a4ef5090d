import { useStore } from '@nanostores/react'
import { useEffect, Suspense } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { lazyPart } from '../host/entries.tsx'
import { keepFocus } from '../host/keep-focus.ts'
import { lateTextsOf } from '../host/late-texts.ts'
import { isColumnOpen, isColumnShown, isStageAside } from '../host/column.ts'
import { DeskFigures, ExpectedField } from './figure-line.tsx'
import { Desk } from './desk.tsx'
import { stageKindOf } from './scene-of.ts'
import { JoinStrip, TaskBody } from './task-body.tsx'
import { taskId } from './follow-agenda.ts'
import { useHere } from './use-agenda-view.tsx'
import { useShown } from './use-shown.ts'
import { agendaWords } from './words.ts'
import './task.css'

const GatheringEar = lazyPart(async () => (await import('./ear-part.tsx')).GatheringEar)

/** The desk before the start: who is still to come, in numbers. */
export function Gathering({ agenda: { expected } }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const here = useHere()
  return (
    <section className="desk-column stack" aria-label={t('desk.label')}>
      <DeskFigures
        rows={[
          { name: t('desk.here', { count: here }), value: here },
          { name: t('desk.expected'), value: <ExpectedField expected={expected} /> },
        ]}
      />
      <Suspense fallback={null}>
        <GatheringEar here={here} expected={expected} />
      </Suspense>
    </section>
  )
}

/**
 * Beside the stage: for facilitators their desk, which folds away; for everybody the lists of a step on the board. It opens
 * by itself where it says something that people need: who sits at their table, and which of their texts was not shown.
 */
export function TaskColumn() {
  const t = useWords(agendaWords)
  const { features, model } = useBoard()
  const mayLead = useMay(Operation.leadAgenda)
  const isAside = useStore(isStageAside)
  const { agenda } = useShown()
  const hasLate = useStore(lateTextsOf(model)).length > 0
  const isAtTables = agenda !== null && findStep(agenda.template, agenda.now.step)?.step.who === 'tables'
  const isOpen = useStore(isColumnOpen) ?? (mayLead || hasLate || isAtTables)
  const isOnBoard = agenda !== null && !isAside && stageKindOf(features, agenda) === 'board'
  const hasDesk = mayLead && agenda?.now.state !== AgendaState.ended
  const isShown = isOpen && (hasDesk || isOnBoard)
  useEffect(() => {
    isColumnShown.set(isShown)
    return () => isColumnShown.set(false)
  }, [isShown])
  if (!agenda || !isShown) return null
  const task = isOnBoard && (
    <>
      <JoinStrip />
      <TaskBody agenda={agenda} onBoard />
    </>
  )
  const { state } = agenda.now
  return (
    <aside
      id={isOnBoard ? taskId : undefined}
      className="task"
      data-leads={mayLead || undefined}
      ref={keepFocus}
      tabIndex={-1}
      aria-label={mayLead ? t('desk.label') : t('task')}
    >
      <div className="task__body">
        {mayLead && state === AgendaState.running ? <Desk agenda={agenda}>{task}</Desk> : task}
        {mayLead && state === AgendaState.ready && <Gathering agenda={agenda} />}
      </div>
    </aside>
  )
}
