import type * as Y from 'yjs'

/**
 * The document of an open board. It can be swapped: after a refused edit the old one holds updates that the server does
 * not have, and only a fresh copy agrees with everybody else's.
 */
export interface BoardDocument {
  readonly current: () => Y.Doc
  /** Runs `attach` on the current document and on each one that replaces it. `attach` returns its own undo. */
  readonly bind: (attach: (doc: Y.Doc) => () => void) => () => void
  readonly swap: (next: Y.Doc) => void
}

export function createBoardDocument(first: Y.Doc): BoardDocument {
  let doc = first
  const bindings = new Map<symbol, { attach: (doc: Y.Doc) => () => void; detach: () => void }>()
  return {
    current: () => doc,
    bind: (attach) => {
      const key = Symbol('binding')
      bindings.set(key, { attach, detach: attach(doc) })
      return () => {
        bindings.get(key)?.detach()
        bindings.delete(key)
      }
    },
    swap: (next) => {
      const old = doc
      for (const binding of bindings.values()) binding.detach()
      doc = next
      for (const binding of bindings.values()) binding.detach = binding.attach(next)
      old.destroy()
    },
  }
}
