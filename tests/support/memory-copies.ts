import * as Y from 'yjs'
import type { OpenBrowserCopy } from '#client/model/memory/browser-copy.ts'

/** Stores documents in memory as a browser does on its disk, for as long as the test lasts. */
export function createMemoryCopies(): OpenBrowserCopy {
  const copies = new Map<string, Uint8Array[]>()
  return (name, doc) => {
    const updates = copies.get(name) ?? []
    copies.set(name, updates)
    const load = () => {
      for (const update of updates) Y.applyUpdate(doc, update, updates)
    }
    load()
    const store = (update: Uint8Array, origin: unknown) => {
      if (origin !== updates) updates.push(update)
    }
    doc.on('update', store)
    const close = () => doc.off('update', store)
    return {
      loaded: Promise.resolve(),
      readOtherTabs: async () => load(),
      close,
      discard: () => {
        updates.length = 0
        close()
        return Promise.resolve()
      },
    }
  }
}
