import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep, stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { stepPathIn } from '#shared/board/id.ts'
import { titleBand } from '#shared/geometry/area.ts'
import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { FitOptions } from '../../model/view/camera.ts'

type Areas = BoardModel['scene']['areas']

/** So many steps back the notes of a step may lie. */
const mostSteps = 20

/** The largest letters of notes are 14 px high: smaller ones are hardly read at a desk. */
const readableZoom = 0.54
/** Letters of principles, which are long, are 12 px high. */
const readableZoomOfLong = 1.1

/** How near people look at these areas, so that they can read their notes. */
export function readableFit(agenda: Agenda | null, areas: Iterable<string>): FitOptions {
  const isLong = (id: string) =>
    agenda !== null && findStep(agenda.template, stepPathIn(id))?.step.makes?.kind === 'principle'
  return [...areas].some(isLong)
    ? { leastZoom: readableZoomOfLong, maxZoom: readableZoomOfLong }
    : { leastZoom: readableZoom }
}

/** Sentences stand in the serif, on white: those of a step that aims at a number of proposals, principles, commitments. */
export function isOfSentences(agenda: Agenda | null, area: string): boolean {
  const makes = agenda ? findStep(agenda.template, stepPathIn(area))?.step.makes : undefined
  return makes?.target !== undefined || makes?.kind === 'principle' || makes?.kind === 'commitment'
}

/** The path of the step that runs. */
export function runningStep(agenda: Agenda | null): StepPath | null {
  return agenda?.now.state === AgendaState.running ? agenda.now.step : null
}

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
  const own = ownAreas(areas, ownTable)
  return areasOnTheWay(agenda, path, own) ?? areasOfPhase(path, own)
}

/** All places of the step that runs. */
export function viewOfStep(
  agenda: Agenda | null,
  areas: Areas,
  ownTable: number | null = null,
): Rect | undefined {
  return viewOf(areas, areasOfStep(agenda, areas, ownTable))
}

/** The step at whose places people at a desk look: the one that runs, or the last one of a workshop that is over. */
export function stepAtDesk(agenda: Agenda | null): PlacedStep | undefined {
  if (!agenda || agenda.now.state === AgendaState.ready) return undefined
  return findStep(agenda.template, agenda.now.step)
}

/**
 * The places at which people at a desk look. In a step without places of its own they go on looking where its phase
 * worked last: all places of a phase together would be too small to read.
 */
export function deskAreasOfStep(
  agenda: Agenda | null,
  areas: Areas,
  ownTable: number | null,
): ReadonlySet<string> | undefined {
  const path = stepAtDesk(agenda)?.path
  if (!agenda || path === undefined) return undefined
  const own = ownAreas(areas, ownTable)
  return areasOnTheWay(agenda, path, own) ?? areasBefore(agenda, path, own) ?? areasOfPhase(path, own)
}

export function viewOf(areas: Areas, ids: ReadonlySet<string> | undefined): Rect | undefined {
  return ids && boundsWithTitles([...areas.values()].flatMap(({ id, rect }) => (ids.has(id) ? [rect] : [])))
}

/**
 * The notes and groups in these areas, as large as the screen allows: an area that a step takes from another may be half
 * empty. Undefined where people write, who need the room, and while nothing is there.
 */
export function viewOfWork(
  path: StepPath,
  { notes, clusters, areas }: Pick<BoardModel['scene'], 'notes' | 'clusters' | 'areas'>,
  ids: ReadonlySet<string>,
): Rect | undefined {
  if ([...ids].some((id) => stepPathIn(id) === path)) return undefined
  const within = [...notes.values()].filter(({ area }) => area !== null && ids.has(area))
  const groups = new Set(within.flatMap(({ cluster }) => (cluster !== null && clusters.get(cluster)) || []))
  const bounds = boundsOf([...within, ...groups].map(({ rect }) => rect))
  const tops = [...ids].map((id) => areas.get(id)?.rect.y ?? Infinity)
  return bounds && boundsWithTitles([bounds, { ...bounds, y: Math.min(bounds.y, ...tops), height: 0 }])
}

/** Ids of the areas without those of other tables. */
function ownAreas(areas: Areas, ownTable: number | null): readonly string[] {
  return [...areas.values()].flatMap(({ id, table }) =>
    ownTable === null || table === null || table === String(ownTable) ? [id] : [],
  )
}

/** The areas of a step, or of the nearest steps from which it takes its notes. */
function areasOnTheWay(
  agenda: Agenda,
  path: StepPath,
  areas: readonly string[],
): ReadonlySet<string> | undefined {
  let paths: readonly StepPath[] = [path]
  for (let step = 0; step < mostSteps && paths.length > 0; step += 1) {
    const wanted = new Set(paths)
    const found = someOf(areas.filter((id) => wanted.has(stepPathIn(id))))
    if (found) return found
    paths = paths.flatMap(
      (each) =>
        // The notes of one field come to those of the others.
        findStep(agenda.template, each)?.step.input?.flatMap(({ from, field }) =>
          field === undefined ? [from] : [],
        ) ?? [],
    )
  }
  return undefined
}

/** All areas of the phase of a step. */
function areasOfPhase(path: StepPath, areas: readonly string[]): ReadonlySet<string> | undefined {
  const [phase = ''] = path.split('/')
  return someOf(areas.filter((id) => id.startsWith(`${phase}/`)))
}

/** The areas of the last step of the phase, before this one, that has some. */
function areasBefore(
  agenda: Agenda,
  path: StepPath,
  areas: readonly string[],
): ReadonlySet<string> | undefined {
  const [phase = ''] = path.split('/')
  const paths = stepsOf(agenda.template).map((placed) => placed.path)
  const before = paths.slice(0, paths.indexOf(path)).filter((each) => each.startsWith(`${phase}/`))
  const last = before.findLast((each) => areas.some((id) => stepPathIn(id) === each))
  return last === undefined ? undefined : someOf(areas.filter((id) => stepPathIn(id) === last))
}

function someOf(ids: readonly string[]): ReadonlySet<string> | undefined {
  return ids.length > 0 ? new Set(ids) : undefined
}

/** Titles stand above their areas. */
export function boundsWithTitles(areas: Iterable<Rect>): Rect | undefined {
  const all = boundsOf(areas)
  return all && { ...all, y: all.y - titleBand, height: all.height + titleBand }
}
