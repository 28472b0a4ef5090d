import { cardAround, fieldAround, fieldMargin } from '#shared/geometry/field.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { noteSide, packingGap } from '#shared/geometry/sizes.ts'
import { type Point, type Rect, centreOf, inset } from '#shared/geometry/rect.ts'
import { columnsOfGroups, innerOf, pitch } from '#shared/geometry/area.ts'
import type { Scene, SceneNote } from '../document/scene.ts'

/** A thing that has its room to itself: a group with its notes, or a note outside groups. */
export interface Block {
  readonly id: string
  readonly isGroup: boolean
  readonly rect: Rect
  readonly notes: readonly string[]
  /** The area that it belongs in. */
  readonly area: string | null
}

/** The parts of the scene that a plan reads. */
export type PlannedScene = Pick<Scene, 'notes' | 'clusters' | 'notesIn' | 'clustersIn'> & GroundScene

/** A note that is not on the board yet. */
const emptyPlace: Rect = { x: 0, y: 0, width: noteSide, height: noteSide }

/** The board as it will be: the scene, with the places, groups and areas that a plan changes. */
export class PlannedBoard {
  readonly #scene: PlannedScene
  readonly places = new Map<string, Rect>()
  readonly clusterOf = new Map<string, string | null>()
  /** Notes that come into an area, or out of one. */
  readonly areaOf = new Map<string, string | null>()
  /** The members of groups of which the plan changes something. */
  readonly touched = new Map<string, readonly string[]>()
  readonly #expanded = new Set<string>()
  /** The blocks that the plan changes, as they will be. */
  readonly #planned = createGrid<Block>(2_048)
  readonly #blocks = new Map<string, Block>()
  readonly #outdated = new Set<string>()

  constructor(scene: PlannedScene) {
    this.#scene = scene
  }

  readonly rectOf = (id: string): Rect => this.places.get(id) ?? this.#scene.notes.get(id)?.rect ?? emptyPlace

  groupOf(id: string): string | null {
    const planned = this.clusterOf.get(id)
    return planned === undefined ? (this.#scene.notes.get(id)?.cluster ?? null) : planned
  }

  areaOfNote(id: string): string | null {
    const planned = this.areaOf.get(id)
    const area = planned === undefined ? (this.#scene.notes.get(id)?.area ?? null) : planned
    return area !== null && this.#scene.areas.has(area) ? area : null
  }

  areaOfGroup(cluster: string): string | null {
    const [first] = this.membersOf(cluster)
    const planned = first === undefined ? undefined : this.areaOf.get(first)
    return planned === undefined ? (this.#scene.clusters.get(cluster)?.area ?? null) : planned
  }

  membersOf(cluster: string): readonly string[] {
    return this.touched.get(cluster) ?? this.#scene.clusters.get(cluster)?.members ?? []
  }

  isGroup(id: string): boolean {
    return this.touched.has(id) || this.#scene.clusters.has(id)
  }

  isCollapsed(cluster: string): boolean {
    return this.#scene.clusters.get(cluster)?.isCollapsed === true && !this.#expanded.has(cluster)
  }

  expand(cluster: string): void {
    this.#expanded.add(cluster)
    this.#touch(cluster)
  }

  /** Puts a note into a group, or outside groups. */
  enter(id: string, cluster: string | null): void {
    const before = this.groupOf(id)
    this.clusterOf.set(id, cluster)
    this.#outdated.add(id)
    if (before === cluster) return
    if (before !== null)
      this.#touch(
        before,
        this.membersOf(before).filter((member) => member !== id),
      )
    if (cluster !== null) this.#touch(cluster, [...this.membersOf(cluster), id])
  }

  place(id: string, { x, y }: Point): void {
    this.places.set(id, { ...this.rectOf(id), x: Math.round(x), y: Math.round(y) })
    const cluster = this.groupOf(id)
    this.clusterOf.set(id, cluster)
    if (cluster === null) this.#outdated.add(id)
    else if (!this.#outdated.has(cluster) || !this.touched.has(cluster)) this.#touch(cluster)
  }

  /** The group, or the note with the group that it is in. */
  blockOf(id: string): Block | undefined {
    // Alone: of 10,000 notes that were dropped, nobody asks about most.
    if (this.#outdated.delete(id)) this.#readAgain(id)
    return this.#blocks.get(id) ?? this.#readBlock(id)
  }

  blocksIn(rect: Rect): readonly Block[] {
    this.#bringUpToDate()
    const here: Block[] = [...this.#planned.query(rect)]
    for (const { id, rect: there, members, area } of this.#scene.clustersIn(rect))
      if (!this.touched.has(id)) here.push({ id, isGroup: true, rect: there, notes: members, area })
    for (const note of this.#scene.notesIn(rect))
      if (note.cluster === null && !this.clusterOf.has(note.id)) here.push(this.#looseBlock(note))
    return here
  }

  /** The notes that come from one group, or none, into another. */
  joins(): readonly { readonly id: string; readonly from: string | null; readonly into: string }[] {
    return [...this.clusterOf].flatMap(([id, into]) => {
      const note = this.#scene.notes.get(id)
      return note && into !== null && note.cluster !== into ? [{ id, from: note.cluster, into }] : []
    })
  }

  /** The notes that come into another area, or out of one: also notes that are not on the board yet. */
  areas(): readonly { readonly id: string; readonly area: string | null }[] {
    return [...this.areaOf]
      .filter(([id, area]) => this.#scene.notes.get(id)?.area !== area)
      .map(([id, area]) => ({ id, area }))
  }

  /** The lower edge of everything. */
  bottom(): number {
    let bottom = -Infinity
    for (const { rect } of this.#scene.notes.values()) bottom = Math.max(bottom, rect.y + rect.height)
    for (const { y, height } of this.places.values()) bottom = Math.max(bottom, y + height)
    return bottom === -Infinity ? 0 : bottom
  }

  fieldOf(cluster: string, rects: readonly Rect[]): Rect | undefined {
    return this.isCollapsed(cluster) ? cardAround(rects) : fieldAround(rects)
  }

  #touch(cluster: string, members = this.membersOf(cluster)): void {
    this.touched.set(cluster, members)
    this.#outdated.add(cluster)
  }

  #readBlock(id: string): Block | undefined {
    const notes = this.membersOf(id)
    if (notes.length > 0) {
      const rect = this.fieldOf(id, notes.map(this.rectOf))
      return rect && { id, isGroup: true, rect, notes, area: this.areaOfGroup(id) }
    }
    if (this.isGroup(id) || !(this.#scene.notes.has(id) || this.places.has(id))) return undefined
    const cluster = this.groupOf(id)
    if (cluster !== null) return this.blockOf(cluster)
    return { id, isGroup: false, rect: this.rectOf(id), notes: [id], area: this.areaOfNote(id) }
  }

  #bringUpToDate(): void {
    if (this.#outdated.size === 0) return
    const ids = [...this.#outdated]
    this.#outdated.clear()
    for (const id of ids) this.#readAgain(id)
  }

  #readAgain(id: string): void {
    const before = this.#blocks.get(id)
    if (before) this.#planned.remove(before)
    this.#blocks.delete(id)
    const block = this.#readBlock(id)
    if (block?.id !== id) return
    this.#blocks.set(id, block)
    this.#planned.add(block)
  }

  #looseBlock({ id, rect, area }: SceneNote): Block {
    const there = area !== null && this.#scene.areas.has(area) ? area : null
    return { id, isGroup: false, rect, notes: [id], area: there }
  }
}

type GroundScene = Pick<Scene, 'areas' | 'areasIn' | 'areaAt'>

/** Beyond the end of every board. */
const endless = 1_000_000

/**
 * The areas, for a plan: a thing of an area stays between its left and its right edge, and may go as far down as there is
 * room; all others stay outside. A thing that is too wide for its area only keeps out of the other ones.
 */
export class Ground {
  readonly #scene: GroundScene

  constructor(scene: GroundScene) {
    this.#scene = scene
  }

  /** The area in which a thing lies: that of its middle. */
  areaUnder(rect: Rect): string | null {
    return this.#scene.areas.size === 0 ? null : (this.#scene.areaAt(centreOf(rect))?.id ?? null)
  }

  /** The nearest place for the thing within its area. */
  nearestInside(area: string | null, rect: Rect): Point {
    const inner = this.#innerFor(area, rect)
    if (!inner) return { x: rect.x, y: rect.y }
    return {
      x: Math.min(Math.max(rect.x, inner.x), inner.x + inner.width - rect.width),
      y: Math.max(rect.y, inner.y),
    }
  }

  allows(area: string | null, rect: Rect): boolean {
    if (this.#scene.areas.size === 0) return true
    const inner = this.#innerFor(area, rect)
    if (inner && !isWithin(inner, rect)) return false
    return this.#scene.areasIn(rect).every(({ id }) => id === area)
  }

  /** What a thing of this area must keep a gap from, around it. Its own edges are so far away: it may touch them. */
  wallsFor(area: string | null, rect: Rect, around: Rect): readonly Rect[] {
    if (this.#scene.areas.size === 0) return []
    const others = this.#scene.areasIn(around).filter(({ id }) => id !== area)
    const walls = others.map((other) => other.rect)
    const inner = this.#innerFor(area, rect)
    if (!inner) return walls
    const { x, y, width } = inset(inner, -packingGap)
    return [
      ...walls,
      { x: x - endless, y: -endless, width: endless, height: 2 * endless },
      { x: x + width, y: -endless, width: endless, height: 2 * endless },
      { x: x - endless, y: y - endless, width: 2 * endless, height: endless },
    ]
  }

  /** The most columns of a group of this area. */
  columnsIn(area: string | null): number {
    const there = area === null ? undefined : this.#scene.areas.get(area)
    return there ? columnsOfGroups(there) : Infinity
  }

  /** The width of a group of this area with the most columns, in board units. */
  widestGroup(area: string | null): number {
    return this.columnsIn(area) * pitch - packingGap + 2 * fieldMargin
  }

  #innerFor(area: string | null, { width }: Rect): Rect | undefined {
    const there = area === null ? undefined : this.#scene.areas.get(area)
    const inner = there && innerOf(there)
    return inner && inner.width >= width ? inner : undefined
  }
}

function isWithin(inner: Rect, { x, y, width }: Rect): boolean {
  return x >= inner.x && x + width <= inner.x + inner.width && y >= inner.y
}
