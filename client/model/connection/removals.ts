import type * as Y from 'yjs'
import { clustersRoot, notesRoot } from '#shared/board/document.ts'
import type { BoardDocument } from '../document/board-document.ts'
import { byServer } from './connection.ts'

/** Knows whose hand took notes and clusters off the board. */
export interface Removals {
  /** Others'. A document that takes another's place removes nothing: what it lacks was never on the server. */
  readonly areOthers: (id: string) => boolean
  readonly close: () => void
}

export function watchRemovals(board: BoardDocument): Removals {
  const others = new Set<string>()
  const close = board.bind((doc) => {
    const roots = [notesRoot(doc), clustersRoot(doc)]
    const watch = ({ keysChanged, target }: Y.YMapEvent<unknown>, { origin }: Y.Transaction) => {
      for (const id of keysChanged) {
        if (origin === byServer && !target.has(id)) others.add(id)
        else others.delete(id)
      }
    }
    for (const root of roots) root.observe(watch)
    return () => {
      for (const root of roots) root.unobserve(watch)
      others.clear()
    }
  })
  return { areOthers: (id) => others.has(id), close }
}
