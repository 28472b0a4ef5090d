import type { Cluster } from '#shared/board/cluster.ts'
import type { Note } from '#shared/board/note.ts'
import type { Rect, Point } from '#shared/geometry/rect.ts'

/** A note as drawn: what the document says, and where its text breaks. */
export interface SceneNote extends Note {
  /** The square, or taller when the text does not fit the smallest type. */
  readonly rect: Rect
  /** Hidden inside a collapsed cluster. */
  readonly isHidden: boolean
}

export interface SceneCluster extends Cluster {
  readonly members: readonly string[]
  /** The field behind the members with its heading; a card when collapsed. */
  readonly rect: Rect
}

/** What changed since the last report: ids of notes and clusters. `all`: read everything anew. */
export interface SceneChange {
  readonly notes: ReadonlySet<string>
  readonly clusters: ReadonlySet<string>
  readonly isAll: boolean
}

/** The board as the canvas sees it, kept up to date from the document incrementally: no full read per change. */
export interface Scene {
  readonly notes: ReadonlyMap<string, SceneNote>
  readonly clusters: ReadonlyMap<string, SceneCluster>
  /** At most once a frame, after whatever arrived has been applied. */
  readonly onChange: (listener: (change: SceneChange) => void) => () => void
  /** In stacking order, lowest first; hidden ones left out. */
  readonly notesIn: (rect: Rect) => readonly SceneNote[]
  readonly clustersIn: (rect: Rect) => readonly SceneCluster[]
  /** The nearest note, else the cluster whose field or heading is there. */
  readonly at: (point: Point) => { readonly kind: 'note' | 'cluster'; readonly id: string } | undefined
  /** Everything on the board; undefined when it is empty. */
  readonly bounds: () => Rect | undefined
  readonly close: () => void
}
