import { AgendaState } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { titleBand } from '#shared/geometry/area.ts'
import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { OpenBoard } from '../../panels/host/feature.ts'
import { keepInView } from '../../panels/host/keep-in-view.ts'

type Areas = BoardModel['scene']['areas']

/** So many steps back the notes of a step may lie. */
const mostSteps = 20

/**
 * Shows the areas of a step to everybody when it begins: its own, or those of the notes that it works on. Nobody who writes
 * is moved before the end of the writing. Returns its own undo.
 */
export function followAreas({ model }: OpenBoard): () => void {
  const { agenda, scene, ui } = model
  let shown: StepPath | null = null
  let stopLooking = () => {}
  const look = () => {
    const running = agenda.get()
    const path = running?.now.state === AgendaState.running ? running.now.step : null
    if (!running || path === null || path === shown || ui.editing.get() !== null) return
    const rect = boundsOf(areasFor(running.template, path, scene.areas))
    // The areas of a new step may follow the step.
    if (!rect) return
    shown = path
    if (ui.following.get() !== null) return
    stopLooking()
    stopLooking = keepInView(model, withTitle(rect))
  }
  const stops = [
    () => stopLooking(),
    agenda.listen(look),
    ui.editing.listen(look),
    scene.onChange(({ areas, isAll }) => {
      if (areas.size > 0 || isAll) look()
    }),
  ]
  look()
  return () => {
    for (const stop of stops) stop()
  }
}

/** The rectangles of the step's areas, or of the steps from which it takes its notes, or else of its phase. */
function areasFor(template: Template, path: StepPath, areas: Areas): readonly Rect[] {
  const rectsOf = (isWanted: (id: string) => boolean): readonly Rect[] =>
    [...areas.values()].flatMap(({ id, rect }) => (isWanted(id) ? [rect] : []))
  let paths: readonly StepPath[] = [path]
  for (let step = 0; step < mostSteps && paths.length > 0; step += 1) {
    const wanted = new Set(paths)
    const rects = rectsOf((id) => wanted.has(id.split('/').slice(0, 2).join('/')))
    if (rects.length > 0) return rects
    paths = paths.flatMap((each) => findStep(template, each)?.step.input?.map(({ from }) => from) ?? [])
  }
  const [phase = ''] = path.split('/')
  return rectsOf((id) => id.startsWith(`${phase}/`))
}

/** Titles stand above their areas. */
function withTitle({ x, y, width, height }: Rect): Rect {
  return { x, y: y - titleBand, width, height: height + titleBand }
}
