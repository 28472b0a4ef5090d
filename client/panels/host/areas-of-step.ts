import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { titleBand } from '#shared/geometry/area.ts'
import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'

type Areas = BoardModel['scene']['areas']

/** So many steps back the notes of a step may lie. */
const mostSteps = 20

/** The path of the step that runs. */
export function runningStep(agenda: Agenda | null): StepPath | null {
  return agenda?.now.state === AgendaState.running ? agenda.now.step : null
}

/**
/**
 * The areas of the step that runs, or those of the steps from which it takes its notes, or else those of its phase. For a
 * person at a table without those of others. Undefined while there are none.
 */
export function areasOfStep(
  agenda: Agenda | null,
  areas: Areas,
  ownTable: number | null = null,
): ReadonlySet<string> | undefined {
  const path = runningStep(agenda)
  if (!agenda || path === null || areas.size === 0) return undefined
  const own = [...areas.values()].filter(
    ({ table }) => ownTable === null || table === null || table === String(ownTable),
  )
  const among = (isWanted: (id: string) => boolean) => {
    const found = new Set(own.flatMap(({ id }) => (isWanted(id) ? [id] : [])))
    return found.size > 0 ? found : undefined
  }
  let paths: readonly StepPath[] = [path]
  for (let step = 0; step < mostSteps && paths.length > 0; step += 1) {
    const wanted = new Set(paths)
    const found = among((id) => wanted.has(id.split('/').slice(0, 2).join('/')))
    if (found) return found
    paths = paths.flatMap(
      (each) =>
        // The notes of one field come to those of the others.
        findStep(agenda.template, each)?.step.input?.flatMap(({ from, field }) =>
          field === undefined ? [from] : [],
        ) ?? [],
    )
  }
  const [phase = ''] = path.split('/')
  return among((id) => id.startsWith(`${phase}/`))
}

/** Where people look in the step that runs. */
export function viewOfStep(
  agenda: Agenda | null,
  areas: Areas,
  ownTable: number | null = null,
): Rect | undefined {
  const ids = areasOfStep(agenda, areas, ownTable)
  return ids && boundsWithTitles([...areas.values()].flatMap(({ id, rect }) => (ids.has(id) ? [rect] : [])))
}

/** Titles stand above their areas. */
export function boundsWithTitles(areas: Iterable<Rect>): Rect | undefined {
  const all = boundsOf(areas)
  return all && { ...all, y: all.y - titleBand, height: all.height + titleBand }
}
