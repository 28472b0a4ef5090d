import { AgendaState } from '#shared/agenda/agenda.ts'
import type { Step } from '#shared/agenda/template.ts'
import { t } from '../../i18n/i18n.ts'
import { findStep, isSurelyAtTables } from '#shared/agenda/steps.ts'
import { isWritten } from '#shared/board/draft.ts'
import { boundsOf, encloses, type Rect } from '#shared/geometry/rect.ts'
import { SavingState } from '../../model/contract/board-model.ts'
import type { OpenBoard } from '../../panels/host/feature.ts'
import {
  boundsWithTitles,
  readableFit,
  deskAreasOfStep,
  stepAtDesk,
  viewOf,
  viewOfWork,
} from '../../panels/host/areas-of-step.ts'
import { bringTask, isInColumn } from '../../panels/host/column.ts'
import { focusBoard } from '../../panels/host/return-focus.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { keepInView } from '../../panels/host/keep-in-view.ts'
import { deskDrawer } from './write-entries.ts'
import { writeFirstWords } from './first-words.ts'

/** Follows private writing and the places of steps. Returns its own undo. */
export function followWritingAndAreas(board: OpenBoard): () => void {
  const stops = [followWriting(board), followAreas(board)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Opens the desk when private writing begins, and shows the reveal to everyone. Returns its own undo. */
function followWriting(board: OpenBoard): () => void {
  const { model, shell } = board
  const { desk, ui, scene, notices } = model
  const openDesk = () => {
    // The task of the step is the desk, and it is there already.
    if (runningStep(model)?.step.activity === 'write') return bringTask(shell)
    if (isInColumn(board) && desk.takesNotes.get()) {
      shell.drawer.set(null)
      bringTask(shell)
    } else shell.drawer.set(deskDrawer)
  }
  /** Closes the drawer when no draft is left after the reveal. */
  const closeEmptyDesk = () => {
    const isNeeded = model.writing.get().mode === 'private' || desk.drafts.get().some(isWritten)
    if (isNeeded || shell.drawer.get() !== deskDrawer) return
    shell.drawer.set(null)
    focusBoard()
  }
  let stopLooking = () => {}
  const stops = [
    () => stopLooking(),
    desk.takesNotes.subscribe((isPrivate) => {
      if (!isPrivate) return
      if (ui.tool.get() === 'note') ui.tool.set('select')
      // The task of such a step takes the words.
      if (runningStep(model)?.step.writing === 'private') bringTask(shell)
      else openDesk()
    }),
    desk.wanted.listen((draft) => draft !== null && openDesk()),
    desk.drafts.listen(closeEmptyDesk),
    model.writing.listen(closeEmptyDesk),
    model.reveals.onReveal((ids) => {
      const notes = ids.flatMap((id) => scene.notes.get(id) ?? [])
      if (notes.length === 0) return
      const step = runningStep(model)?.path
      const boundsNow = () => {
        const there = ids.flatMap((id) => scene.notes.get(id) ?? [])
        // With the areas in which they lie: the view of the step stays.
        const areas = new Set(there.flatMap(({ area }) => (area && scene.areas.get(area)?.rect) || []))
        const shown = [...there.map(({ rect }) => rect), ...areas]
        return areas.size > 0 ? boundsWithTitles(shown) : boundsOf(shown)
      }
      /** The notes that a step takes from others come a moment after its own. */
      const whenAreasGrow = (again: () => void) =>
        scene.onChange(({ areas }) => {
          if (areas.size > 0 && !ui.isHolding.get() && runningStep(model)?.path === step) again()
        })
      const look = () => {
        stopLooking()
        // An empty drawer closes, and the revealed notes get its room.
        const [bounds, all] = [boundsNow(), scene.bounds()]
        const isAll = bounds !== undefined && all !== undefined && encloses(bounds, all)
        const areas = ids.flatMap((id) => scene.notes.get(id)?.area ?? [])
        const fit = readableFit(model.agenda.get(), areas)
        stopLooking = keepInView(model, boundsNow, { ...fit, isAll }, whenAreasGrow)
      }
      const isWriting = ui.editing.get() !== null
      // A person who was typing a draft types on for a moment: no key may act on a selection.
      if (!isWriting) ui.selection.set(new Set())
      ui.following.set(null)
      if (!isWriting) look()
      // The stage shows them. On a board that one writes on, the view does not move.
      if (model.agenda.get() !== null && !isWriting) return
      notices.show({
        text: toldReveal(board, ids),
        tone: 'calm',
        ...(isWriting && { action: { label: t('phone.show'), run: look } }),
      })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** How many are shown, as the step calls them in which they were written. */
export function toldReveal({ model, features }: OpenBoard, ids: readonly string[]): string {
  const count = ids.length
  const template = model.agenda.get()?.template
  const path = ids.flatMap((id) => model.scene.notes.get(id)?.step ?? [])[0]
  const activity = template && path !== undefined && findStep(template, path)?.step.activity
  const scene = features.find(({ name }) => name === activity)?.step?.now()
  return scene?.revealed?.(count) ?? writeFirstWords.t('revealed', { count })
}

/**
 * Shows the areas of a step to everybody when it begins, and those of the last step to whoever opens the board later. Nobody
 * who writes is moved before the end of the writing. Returns its own undo.
 */
function followAreas({ model }: OpenBoard): () => void {
  const { agenda, camera, saving, scene, tables, ui } = model
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
    // Notes that people move meanwhile do not move the view.
    let seen: Rect | undefined
    const part = () => {
      const now = viewOfWork(path, scene, ids) ?? rect
      if (camera.screen.get().width > 1) seen ??= now
      return seen ?? now
    }
    stopLooking = keepInView(model, part, readableFit(agenda.get(), ids))
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
