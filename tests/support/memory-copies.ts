import * as Y from 'yjs'
import type { OpenBrowserCopy } from '#client/model/memory/browser-copy.ts'

/** Keeps documents as a browser does, for as long as the test lasts. */
export function createMemoryCopies(): OpenBrowserCopy {
  const updates = new Map<string, Uint8Array[]>()
  return (name, doc) => {
    const kept = updates.get(name) ?? []
    updates.set(name, kept)
    const load = () => {
      for (const update of kept) Y.applyUpdate(doc, update, kept)
    }
    load()
    const keep = (update: Uint8Array, origin: unknown) => {
      if (origin !== kept) kept.push(update)
    }
    doc.on('update', keep)
    const close = () => doc.off('update', keep)
    return {
      loaded: Promise.resolve(),
      readOtherTabs: async () => load(),
      close,
      discard: () => {
        kept.length = 0
        close()
        return Promise.resolve()
      },
    }
  }
}
