import { AgendaState } from '#shared/agenda/agenda.ts'
import { isSurelyAtTables } from '#shared/agenda/steps.ts'
import type { Step } from '#shared/agenda/template.ts'
import { SavingState } from '../../model/contract/board-model.ts'
import { deskAreasOfStep, readableFit, stepAtDesk, viewOf } from '../../panels/host/areas-of-step.ts'
import type { OpenBoard } from '../../panels/host/feature.ts'
import { keepInView } from '../../panels/host/keep-in-view.ts'

/**
 * Shows the areas of a step to everybody when it begins, and those of the last step to whoever opens the board later. Nobody
 * who writes is moved before the end of the writing. Returns its own undo.
 */
export function followAreas({ model }: OpenBoard): () => void {
  const { agenda, saving, scene, tables, ui } = model
  /** The step, and the person's table in it. */
  let shown: string | null = null
  let stopLooking = () => {}
  const look = () => {
    const placed = stepAtDesk(agenda.get())
    const path = placed?.path ?? null
    if (path === null || ui.editing.get() !== null) return
    const isOver = agenda.get()?.now.state === AgendaState.ended
    // People who were here at the end stay where they are. Whoever comes later waits for the whole board.
    if (isOver && (shown !== null || saving.get() === SavingState.joining)) return
    const ownTable = model.ownTable()
    const isAtTables = tables.get() !== null
    const place = `${path} ${isAtTables} ${ownTable}`
    // The tables of a step follow the move to it, and so may its areas.
    const areTablesDue = !isAtTables && placed !== undefined && isSurelyAtTables(placed.step)
    const ids = deskAreasOfStep(agenda.get(), scene.areas, ownTable)
    const rect = viewOf(scene.areas, ids)
    const areDue = !isOver && (areTablesDue || areAreasDue(placed?.step, path, scene.areas, isAtTables))
    if (place === shown || areDue || !ids || !rect) return
    shown = place
    if (ui.following.get() !== null) return
    stopLooking()
    stopLooking = keepInView(model, rect, readableFit(agenda.get(), ids))
  }
  const stops = [
    () => stopLooking(),
    agenda.listen(look),
    tables.listen(look),
    saving.listen(look),
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

/** The step has places of its own, and none of them has arrived. */
function areAreasDue(
  step: Step | undefined,
  path: string,
  areas: OpenBoard['model']['scene']['areas'],
  isAtTables: boolean,
): boolean {
  const hasOwn = step !== undefined && 'fields' in step && step.fields.length > 0
  const isOfStep = ({ id, table }: { readonly id: string; readonly table: string | null }) =>
    id.startsWith(`${path}/`) && (table !== null) === isAtTables
  return hasOwn && ![...areas.values()].some(isOfStep)
}
