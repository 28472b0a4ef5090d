import { graftsRoot } from '#shared/board/document.ts'
import { lettersOfGraft } from '#shared/board/grafts.ts'
import { addToUndo, undoStep, type UndoStep } from '#shared/board/yjs-internals.ts'
import type { Statements, Wording } from '../contract/statements.ts'
import type { BoardDocument } from '../document/board-document.ts'

interface Grafts {
  /** Adds grafts of this person's to the undo of an open editor. */
  readonly follow: (statement: string, wording: Wording) => Wording
  readonly own: Statements['ownGraft']
  readonly undo: Statements['undoGraft']
  readonly close: () => void
}

/** The server writes grafts; each is a step in the undo of the person who made it. */
export function openGrafts(board: BoardDocument): Grafts {
  const editors = new Map<string, Wording>()
  /** Grafts of this person's that have not arrived yet. */
  const awaited = new Set<string>()
  const steps = new Map<string, { readonly undo: Wording['undo']; readonly step: UndoStep }>()
  const look = () => {
    for (const id of awaited) {
      const letters = lettersOfGraft(board.current(), id)
      if (!letters) continue
      awaited.delete(id)
      const editor = editors.get(letters.statement)
      if (editor) steps.set(id, { undo: editor.undo, step: addToUndo(editor.undo, letters) })
    }
  }
  const close = board.bind((doc) => {
    look()
    graftsRoot(doc).observe(look)
    return () => graftsRoot(doc).unobserve(look)
  })
  return {
    follow: (statement, wording) => {
      editors.set(statement, wording)
      return {
        ...wording,
        close: () => {
          if (editors.get(statement) === wording) editors.delete(statement)
          // A person who has left the words takes nothing back in them.
          for (const [id, { undo }] of steps) if (undo === wording.undo) steps.delete(id)
          wording.close()
        },
      }
    },
    own: (id) => {
      awaited.add(id)
      look()
    },
    undo: (id) => {
      const made = steps.get(id)
      steps.delete(id)
      if (made) undoStep(made.undo, made.step)
    },
    close,
  }
}
