import type { Note } from '#shared/board/note.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { OwnRights } from '../document/own-rights.ts'

/** True if this person may change the tint and the sources of a note. Those of a signed one stand under its author's name. */
export function mayMark(
  may: OwnRights['may'],
  note: Pick<Note, 'id' | 'signature' | 'isRewritten'> | undefined,
): boolean {
  if (!note || !may(Operation.markNote, note.id)) return false
  const isSigned = note.signature !== undefined || note.isRewritten === true
  return !isSigned || may(Operation.settleNote, note.id)
}
