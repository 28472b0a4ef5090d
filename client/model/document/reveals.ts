import type * as Y from 'yjs'
import { metaRoot, notesRoot } from '#shared/board/document.ts'
import { itemAt } from '#shared/board/yjs-internals.ts'
import { readFacts } from '#shared/board/note.ts'
import { readWriting } from '#shared/board/writing.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import type { BoardDocument } from './board-document.ts'
import { isUnfinished } from './apply-in-turns.ts'

type Listener = (notes: readonly string[]) => void

/** Reports the notes that a reveal puts on the board. */
export interface Reveals {
  /** As soon as some of them are here; a large reveal comes in several parts. */
  readonly onArriving: (listener: Listener) => () => void
  /** All of them, once the last has come. */
  readonly onReveal: (listener: Listener) => () => void
  readonly close: () => void
}

/** A reveal dates its notes when it begins and ends far sooner than this, milliseconds. */
const longestMs = 60_000

/**
 * The server writes `meta.writing` and what it reveals under one Yjs client of its own, in this order: the notes in one
 * or several updates, then the mode. Nobody else writes under that client.
 */
export function watchReveals(board: BoardDocument): Reveals {
  const arriving = new Set<Listener>()
  const revealed = new Set<Listener>()
  const close = board.bind((doc) => {
    let before = readWriting(doc)
    // Notes that are here when the board opens were revealed before, or never.
    let wasHere = metaRoot(doc).size > 0
    let added: readonly string[] = []
    let fromServer: readonly string[] = []
    const collect = (event: Y.YMapEvent<unknown>) => {
      added = [...event.changes.keys].flatMap(([id, { action }]) => (action === 'add' ? [id] : []))
    }
    const look = (transaction: Y.Transaction) => {
      const now = readWriting(doc)
      const fresh = wasHere ? added.filter((id) => clientOf(notesRoot(doc), id) === serverOf(doc)) : []
      const isOver = wasHere && now.revealed !== null && now.revealed !== before.revealed
      const wasPrivate = before.mode === WritingMode.private
      // Notes that the server made in an earlier step are no part of the reveal that comes.
      if (!wasPrivate && now.mode === WritingMode.private) fromServer = []
      before = now
      // Once here, always here. A board that comes in slices is here with the last one.
      wasHere ||= metaRoot(doc).size > 0 && !isUnfinished(transaction)
      added = []
      fromServer = [...fromServer, ...fresh]
      if (wasPrivate) tell(arriving, fresh)
      if (!isOver) return
      const notes = fromServer.filter((id) => createdOf(doc, id) > now.since - longestMs)
      fromServer = []
      if (!wasPrivate) tell(arriving, notes)
      tell(revealed, notes)
    }
    notesRoot(doc).observe(collect)
    doc.on('afterTransaction', look)
    return () => {
      notesRoot(doc).unobserve(collect)
      doc.off('afterTransaction', look)
    }
  })
  return { onArriving: subscribeTo(arriving), onReveal: subscribeTo(revealed), close }
}

function subscribeTo(listeners: Set<Listener>): Reveals['onReveal'] {
  return (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
}

function tell(listeners: ReadonlySet<Listener>, notes: readonly string[]): void {
  if (notes.length > 0) for (const listener of listeners) listener(notes)
}

function serverOf(doc: Y.Doc): number | undefined {
  return clientOf(metaRoot(doc), 'writing')
}

function clientOf(root: Y.Map<unknown>, key: string): number | undefined {
  return itemAt(root, key)?.id.client
}

function createdOf(doc: Y.Doc, id: string): number {
  return readFacts(notesRoot(doc).get(id))?.created ?? 0
}
