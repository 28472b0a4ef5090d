import type * as Y from 'yjs'
import { metaRoot, notesRoot } from '#shared/board/document.ts'
import { readWriting } from '#shared/board/writing.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import type { BoardDocument } from './board-document.ts'

/** Tells which notes a reveal has put on the board, at the moment they come. */
export interface Reveals {
  readonly onReveal: (listener: (notes: readonly string[]) => void) => () => void
  readonly close: () => void
}

/** A reveal is one change: a new time of shared writing, and the notes that come with it. */
export function watchReveals(board: BoardDocument): Reveals {
  const listeners = new Set<(notes: readonly string[]) => void>()
  const close = board.bind((doc) => {
    let before = readWriting(doc)
    // What is here when the board opens was revealed before, or never was.
    let wasHere = metaRoot(doc).size > 0
    let added: readonly string[] = []
    const collect = (event: Y.YMapEvent<unknown>) => {
      added = [...event.changes.keys].flatMap(([id, { action }]) => (action === 'add' ? [id] : []))
    }
    const look = () => {
      const now = readWriting(doc)
      const isNewTime = now.mode === WritingMode.shared && now.since !== before.since
      const notes = wasHere && isNewTime ? added : []
      before = now
      wasHere = metaRoot(doc).size > 0
      added = []
      if (notes.length > 0) for (const listener of listeners) listener(notes)
    }
    notesRoot(doc).observe(collect)
    doc.on('afterTransaction', look)
    return () => {
      notesRoot(doc).unobserve(collect)
      doc.off('afterTransaction', look)
    }
  })
  return {
    onReveal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
  }
}
