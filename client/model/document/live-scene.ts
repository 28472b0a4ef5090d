import type * as Y from 'yjs'
import type { BoardDocument } from './board-document.ts'
import type { Scene, SceneChange } from './scene.ts'

/** One scene for as long as the board is open, whichever document is behind it; after a swap it reports `isAll`. */
export function createLiveScene(board: BoardDocument, create: (doc: Y.Doc) => Scene): Scene {
  const listeners = new Set<(change: SceneChange) => void>()
  const tell = (change: SceneChange) => {
    for (const listener of listeners) listener(change)
  }
  const scenes: Scene[] = []
  const scene = () => {
    const [current] = scenes
    if (!current) throw new Error('the scene is read before the document is bound')
    return current
  }
  const unbind = board.bind((doc) => {
    const next = create(doc)
    scenes[0] = next
    const stop = next.onChange(tell)
    tell({ notes: new Set(), clusters: new Set(), areas: new Set(), isAll: true, isOwn: false })
    return () => {
      stop()
      next.close()
    }
  })
  return {
    get notes() {
      return scene().notes
    },
    get clusters() {
      return scene().clusters
    },
    get areas() {
      return scene().areas
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notesIn: (rect) => scene().notesIn(rect),
    clustersIn: (rect) => scene().clustersIn(rect),
    areasIn: (rect) => scene().areasIn(rect),
    areaAt: (point) => scene().areaAt(point),
    at: (point) => scene().at(point),
    bounds: () => scene().bounds(),
    farOut: () => scene().farOut(),
    layoutOf: (id) => scene().layoutOf(id),
    layoutToPaint: (note) => scene().layoutToPaint(note),
    knownLayoutOf: (id) => scene().knownLayoutOf(id),
    remeasure: () => scene().remeasure(),
    close: unbind,
  }
}
