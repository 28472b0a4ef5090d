import type * as Y from 'yjs'
import { clustersRoot, notesRoot } from '#shared/board/document.ts'
import type { BoardDocument } from '../document/board-document.ts'
import { byServer } from './incoming-updates.ts'

/** Knows which notes and clusters another person removed. */
export interface Removals {
  /** True if another person removed it. A replaced document removes nothing: the missing parts never reached the server. */
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
