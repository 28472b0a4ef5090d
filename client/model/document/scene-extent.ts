import { isUsualSpan, outliersOf } from '#shared/geometry/outliers.ts'
import { boundsOf, encloses, inset, type Point, type Rect } from '#shared/geometry/rect.ts'

interface Placed {
  readonly rect: Rect
}

type Notes = ReadonlyMap<string, Placed & Point & { readonly id: string; readonly isHidden: boolean }>
type Clusters = ReadonlyMap<string, Placed & { readonly members: readonly string[] }>
type Areas = ReadonlyMap<string, Placed>

/** Where the notes and clusters lie. */
interface Extent {
  readonly all: Rect | undefined
  /** Without those far outside. */
  readonly main: Rect | undefined
  readonly farOut: readonly string[]
}

const nothing: ReadonlySet<string> = new Set()

/** Where everything on a board lies, measured again after changes at its edge alone. */
export class SceneExtent {
  readonly #notes: Notes
  readonly #clusters: Clusters
  readonly #areas: Areas
  /** The bounds of everything shown. Undefined while a change at their edge has not been measured. */
  #whole: Rect | undefined
  /** The whole without its edges. */
  #inner: Rect | undefined
  #extent: Extent | undefined

  constructor(notes: Notes, clusters: Clusters, areas: Areas) {
    this.#notes = notes
    this.#clusters = clusters
    this.#areas = areas
  }

  now(): Extent {
    this.#extent ??= this.#measure()
    return this.#extent
  }

  /** Something has come, gone or moved there. Things within the whole, off its edges, do not change it. */
  changedAt(...places: readonly (Rect | undefined)[]): void {
    this.#extent = undefined
    for (const rect of places) {
      if (rect && this.#inner && !encloses(this.#inner, rect)) this.#inner = this.#whole = undefined
    }
  }

  #measure(): Extent {
    const all = (this.#whole ??= boundsOf(this.#rectsShown()))
    this.#inner = all && inset(all, 1)
    if (!all || isUsualSpan(all)) return { all, main: all, farOut: [] }
    const farOut = outliersOf([...this.#notes.values()]).map(({ id }) => id)
    const main = farOut.length === 0 ? all : boundsOf(this.#rectsShown(new Set(farOut)))
    return { all, main, farOut }
  }

  /** A field or card with a note far outside is there, too. */
  *#rectsShown(without: ReadonlySet<string> = nothing): Iterable<Rect> {
    for (const note of this.#notes.values()) if (!note.isHidden && !without.has(note.id)) yield note.rect
    for (const { members, rect } of this.#clusters.values()) {
      if (without.size === 0 || !members.some((id) => without.has(id))) yield rect
    }
    for (const { rect } of this.#areas.values()) yield rect
  }
}
