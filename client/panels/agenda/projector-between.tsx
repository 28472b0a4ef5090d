import { useStore } from '@nanostores/react'
import { useEffect, useReducer } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { useBoard } from '../host/board-context.tsx'
import { NewPhase } from './between-phases.tsx'
import { useStepView } from './use-agenda-view.ts'
import { isPhaseBegun } from './view.ts'

/** The room reads it in so long, and then sees the board. Not measured. */
const shownMs = 30_000

/** Between two phases, in place of the board: what was reached, what comes. */
export function ProjectorBetween() {
  const agenda = useStore(useBoard().model.agenda)
  return agenda && isPhaseBegun(agenda) && <ForAWhile key={agenda.now.move} agenda={agenda} />
}

function ForAWhile({ agenda }: { readonly agenda: Agenda }) {
  const { model } = useBoard()
  const view = useStepView(agenda)
  const { since } = agenda.now
  const [, again] = useReducer((count: number) => count + 1, 0)
  const leftMs = since + shownMs - model.now()
  useEffect(() => {
    const timer = setTimeout(again, since + shownMs - model.now())
    return () => clearTimeout(timer)
  }, [model, since])
  return (
    view &&
    leftMs > 0 && (
      <div className="between">
        <NewPhase agenda={agenda} view={view} />
      </div>
    )
  )
}
