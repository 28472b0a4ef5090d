import type { StepPath } from '#shared/agenda/template.ts'
import { viewOfStep, runningStep } from '../../panels/host/areas-of-step.ts'
import type { OpenBoard } from '../../panels/host/feature.ts'
import { keepInView } from '../../panels/host/keep-in-view.ts'

/**
 * Shows the areas of a step to everybody when it begins. Nobody who writes is moved before the end of the writing. Returns
 * its own undo.
 */
export function followAreas({ model }: OpenBoard): () => void {
  const { agenda, scene, ui } = model
  let shown: StepPath | null = null
  let stopLooking = () => {}
  const look = () => {
    const path = runningStep(agenda.get())
    if (path === null || path === shown || ui.editing.get() !== null) return
    const rect = viewOfStep(agenda.get(), scene.areas)
    // The areas of a new step may follow the step.
    if (!rect) return
    shown = path
    if (ui.following.get() !== null) return
    stopLooking()
    stopLooking = keepInView(model, rect)
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
