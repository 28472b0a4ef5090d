import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../model/contract/board-model.ts'

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
