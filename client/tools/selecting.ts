import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { SceneNote } from '../model/document/scene.ts'

/** Keeps the same set when nothing changes, so that nobody who listens works for nothing. */
export function select({ ui }: BoardModel, ids: Iterable<string>): void {
  const next = new Set(ids)
  const now = ui.selection.get()
  if (next.size === now.size && [...next].every((id) => now.has(id))) return
  ui.selection.set(next)
}

export function toggle(model: BoardModel, id: string): void {
  const next = new Set(model.ui.selection.get())
  if (!next.delete(id)) next.add(id)
  select(model, next)
}

export function selectAll(model: BoardModel): void {
  const ids: string[] = []
  for (const note of model.scene.notes.values()) if (!note.isHidden) ids.push(note.id)
  for (const cluster of model.scene.clusters.values()) if (cluster.isCollapsed) ids.push(cluster.id)
  select(model, ids)
}

/** Those of the notes and clusters that this person may move. */
export function movable({ barrierToMove }: BoardModel, ids: Iterable<string>): readonly string[] {
  return [...ids].filter((id) => barrierToMove(id) === undefined)
}

/** The notes that move when these notes and clusters do. */
export function notesMoving({ scene }: BoardModel, ids: Iterable<string>): readonly SceneNote[] {
  const notes = new Map<string, SceneNote>()
  for (const id of ids) {
    for (const member of scene.clusters.get(id)?.members ?? [id]) {
      const note = scene.notes.get(member)
      if (note) notes.set(member, note)
    }
  }
  return [...notes.values()]
}

/** The one thing selected, if it is one. */
export function onlySelected({ ui }: BoardModel): string | undefined {
  const ids = ui.selection.get()
  return ids.size === 1 ? [...ids][0] : undefined
}

/** The selected notes, if this person may move all of them between groups. */
export function notesToRegroup(model: Pick<BoardModel, 'ui' | 'scene' | 'may'>): readonly string[] {
  const notes = [...model.ui.selection.get()].filter((id) => model.scene.notes.has(id))
  return notes.every((id) => model.may(Operation.gatherNote, id)) ? notes : []
}

/** Asks for the group of the selected notes. False when none is selected. */
export function chooseGroup(model: BoardModel): boolean {
  const first = [...model.ui.selection.get()].find((id) => model.scene.notes.has(id))
  if (first === undefined) return false
  const notes = notesToRegroup(model)
  const barrier = model.barrierTo(Operation.gatherNote, first)
  if (notes.length > 0) model.ui.regrouping.set(notes)
  else if (barrier !== undefined && barrier !== Barrier.role) model.explain(barrier)
  return true
}
