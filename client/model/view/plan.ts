import { cardAround, fieldAround } from '#shared/geometry/field.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import { anyMeet, freePlaceAmong } from '#shared/geometry/packing.ts'
import { packingGap } from '#shared/geometry/page-shape.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { boundsOf, inset, intersects, movedBy, type Point, type Rect } from '#shared/geometry/rect.ts'
import type { Scene, SceneNote } from '../document/scene.ts'
import { Ground, type GroundScene } from './ground.ts'
import { GroupGrid } from './group-grid.ts'

export interface Move extends Point {
  readonly id: string
}

/** A thing that has its room to itself: a group with its notes, or a note outside groups. */
interface Block {
  readonly id: string
  readonly isGroup: boolean
  readonly rect: Rect
  readonly notes: readonly string[]
  /** The area that it belongs in. */
  readonly area: string | null
}

/** The parts of the scene that a plan reads. */
export type PlannedScene = Pick<Scene, 'notes' | 'clusters' | 'notesIn' | 'clustersIn'> & GroundScene

const pitch = noteSide + packingGap
/** A note that is not on the board yet. */
const emptyPlace: Rect = { x: 0, y: 0, width: noteSide, height: noteSide }
/** A note nearer than this to the edge of a group looks as if it touched it. */
const touching = 12
/** Of two notes nearer than this the upper one hides the words of the other. */
const hiding = 20
/** Notes of a group have no wider gap between them, also where some were taken out. Not measured. */
const apart = 4 * pitch
/** A way up or down counts as so much longer: screens are wide. */
const upright = 1.6
/** So many neighbours may move for one change. A chain is a few long; on a broken board it must end. */
const mostMoved = 200
/**
 * A plan looks at so many things. Then it sees nothing in the way and ends: where thousands of groups or notes lie on one
 * another, none of them finds room. Nine people who sort sixty notes need 2,900 at most; 5,000 take some 15 ms. Order
 * goes on with an unfinished plan in a task of its own.
 */
const mostLooked = 5_000
/** A plan that has moved more notes than these moves no group for which it would look at too much. Not measured. */
const fewMoved = 50
/** To ask whether this person may move a note costs so many looks, and to ask it again so much less. */
const looksForRights = 3
const looksAgain = 0.2
/** A larger group is not kept in order, stays where it is, and nothing makes room for it: 10,000 cells took 250 ms. */
const mostInOrder = 2_500
/** To put a note of a group into a cell takes as long as so many looks. Not measured. */
const looksToStraighten = 8
/** To see that a note of a group lies apart from its others costs so much of a look. Not measured. */
const looksToCheck = 0.25
/** To move a note costs so many looks: it is written, sent, read and painted again. */
const looksToMove = 8
/** A long list that is read once costs so much less a thing than single looks. Not measured. */
const looksAtOnce = 20
/** A new group stays where its first note is if this many notes at most have to give way. Not measured. */
const fewInTheWay = 4

/**
 * A change of the board that is not made yet: which notes come into which groups, and where everything then lies. A group
 * keeps its notes in a grid. A neighbour moves no further than needed, and nothing moves that this person may not move.
 * The same board and the same questions give the same plan on every screen.
 */
export class Plan {
  readonly #scene: PlannedScene
  readonly #ask: (note: string) => boolean
  readonly #mayMoveAll: boolean
  readonly #rights = new Map<string, boolean>()
  readonly #isHeld: (note: string) => boolean
  readonly #places = new Map<string, Rect>()
  readonly #clusterOf = new Map<string, string | null>()
  readonly #ground: Ground
  /** Notes that come into an area, or out of one. */
  readonly #areaOf = new Map<string, string | null>()
  /** Groups of which the plan changes something. */
  readonly #touched = new Map<string, readonly string[]>()
  readonly #expanded = new Set<string>()
  /** Notes that are where the person wants them, even on others. */
  readonly #put = new Set<string>()
  /** The blocks that the plan changes, as they will be. */
  readonly #planned = createGrid<Block>(2_048)
  readonly #blocks = new Map<string, Block>()
  readonly #outdated = new Set<string>()
  #hasLargeGroup: boolean | undefined
  #looked = 0
  #moved = 0
  #isUnfinished = false
  /** The lower edge of all notes as they are. Undefined until somebody finds no room. */
  #bottom: number | undefined

  /**
   * `isHeld` is true for notes in others' hands: they will be put somewhere else, and are in nobody's way. A person who may
   * move every note is not asked about each.
   */
  constructor(
    scene: PlannedScene,
    mayMove: (note: string) => boolean,
    isHeld: (note: string) => boolean = () => false,
    mayMoveAll = false,
  ) {
    this.#scene = scene
    this.#ground = new Ground(scene)
    this.#ask = mayMove
    this.#isHeld = isHeld
    this.#mayMoveAll = mayMoveAll
  }

  /** Puts a note somewhere, also outside its group: a note of no group into the area that is there. */
  put(id: string, at: Point, cluster: string | null = this.#groupOf(id)): void {
    const isElsewhere = cluster === null || this.#scene.notes.get(id)?.cluster !== cluster
    const rect = { ...this.#rectOf(id), ...at }
    if (isElsewhere) this.#areaOf.set(id, this.#ground.areaUnder(rect))
    this.#enter(id, cluster)
    this.#place(id, cluster === null ? this.#ground.nearestInside(this.#areaOfNote(id), rect) : at)
    this.#put.add(id)
  }

  /**
   * Puts a note outside groups where there was room, in this area: it makes way where others had the same thought. In a new
   * row below the area it makes the area longer.
   */
  offer(id: string, at: Point, area: string | null): void {
    this.#areaOf.set(id, area)
    this.#enter(id, null)
    this.#place(id, this.#ground.nearestInside(area, { ...this.#rectOf(id), ...at }))
  }

  /** Puts a group somewhere, with the place of each of its notes: into the area that is there. */
  putGroup(cluster: string, places: ReadonlyMap<string, Point>): void {
    for (const [id, at] of places) this.put(id, at, cluster)
    const block = this.#blockOf(cluster)
    if (!block) return
    const area = this.#ground.areaUnder(block.rect)
    for (const id of block.notes) this.#areaOf.set(id, area)
    const inside = this.#ground.nearestInside(area, block.rect)
    if (inside.x !== block.rect.x || inside.y !== block.rect.y) this.#move(block, inside)
  }

  /**
   * These notes take the next free cells of a group; its other notes fill the cells that are free. Each call reads the
   * whole group: many notes come by one call. To a very large group they come below its last row, and nothing else moves.
   */
  gather(cluster: string, notes: Iterable<string>): void {
    const coming = new Set(notes)
    const staying = this.#membersOf(cluster).filter((id) => !coming.has(id))
    const area = this.#areaOfGroup(cluster)
    for (const id of coming) {
      this.#enter(id, cluster)
      this.#areaOf.set(id, area)
    }
    this.#fillCells(cluster, staying, [...coming])
  }

  /** Makes a group: where its first note is if there is room, or at the nearest free place. */
  begin(cluster: string, notes: readonly string[], near: Point): void {
    const [first = ''] = notes
    const area = this.#scene.notes.has(first)
      ? this.#areaOfNote(first)
      : this.#ground.areaUnder({ ...this.#rectOf(first), ...near })
    for (const id of notes) {
      this.#enter(id, cluster)
      this.#areaOf.set(id, area)
    }
    const grid = new GroupGrid([], this.#rectOf, this.#gridOf(cluster, near))
    grid.fill(notes, () => false)
    this.#take(cluster, grid)
    const block = this.#blockOf(cluster)
    if (!block || (this.#isFree(block.rect, block) && this.#ground.allows(area, block.rect))) return
    const others = this.#blocksIn(block.rect).filter(({ id }) => id !== cluster)
    if (others.length <= fewInTheWay && others.every((other) => !other.isGroup && this.#isMovable(other)))
      return
    this.#move(block, this.#nearestFree(block))
  }

  /** Lays out all notes of a group anew, in reading order. */
  tidy(cluster: string): void {
    const members = inReadingOrder(this.#membersOf(cluster), this.#rectOf)
    const corner = boundsOf(members.map(this.#rectOf))
    const grid = new GroupGrid([], this.#rectOf, this.#gridOf(cluster, corner))
    grid.fill(members, () => false)
    this.#take(cluster, grid)
  }

  /** A collapsed group shows its notes again. */
  expand(cluster: string): void {
    this.#expanded.add(cluster)
    this.#touch(cluster)
  }

  /** Notes of a group that were dropped within it go to the nearest cell; the note there takes the cell they had. */
  reorder(cluster: string, moved: ReadonlyMap<string, Point>): void {
    const members = this.#membersOf(cluster)
    if (members.length > mostInOrder) {
      for (const [id, at] of moved) this.put(id, at, cluster)
      return
    }
    const grid = new GroupGrid(members, this.#rectOf, this.#gridOf(cluster))
    grid.moveAll(moved)
    this.#take(cluster, grid)
  }

  /**
   * Notes that lie on a group, or hide another note: to the nearest place where they lie on nothing. `isBelow` names other
   * notes on which they may not lie.
   */
  yield(ids: readonly string[], isBelow: (id: string, other: string) => boolean = () => false): void {
    for (const id of ids) {
      const block = this.#blockOf(id)
      if (!block || block.isGroup || !this.#isMovable(block)) continue
      const { rect } = block
      const isHere = (other: Block) =>
        other.isGroup || isBelow(id, other.id) || distance(other.rect, rect) < hiding
      const others = this.#blocksIn(rect).filter((other) => other.id !== id)
      if (others.some(isHere)) this.#move(block, this.#freeBeside(block))
    }
  }

  /**
   * Neighbours make room for these groups and notes. They stay where they are, the first before the next. Only for what
   * this person may not move do they move themselves.
   */
  makeRoom(first: readonly string[]): void {
    const settled: Block[] = []
    for (const id of first) {
      if (this.#isOver()) return
      const block = this.#blockOf(id)
      if (!block || block.notes.length > mostInOrder) continue
      if (settled.some((other) => other.id === block.id)) continue
      settled.push(this.#clear(block, settled))
    }
    for (let index = 0; index < settled.length && settled.length < mostMoved; index += 1) {
      const block = settled[index]
      if (!block || this.#isOver()) return
      for (const other of this.#inTheWayOf(block)) {
        if (settled.length >= mostMoved || this.#isOver(other.notes.length)) return
        if (this.#isMovable(other) && !settled.some(({ id }) => id === other.id))
          settled.push(this.#clear(other, settled))
      }
    }
  }

  /** True if something may still be in the way, because the plan had looked at enough. */
  get isUnfinished(): boolean {
    return this.#isUnfinished
  }

  /** The groups and notes among these, and around them, that lie on one another. */
  conflictsOf(ids: Iterable<string>): readonly string[] {
    const found = new Set<string>()
    const looked = new Set<string>()
    const queue = [...ids]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const block = looked.has(id) ? undefined : this.#blockOf(id)
      looked.add(id)
      if (!block) continue
      if (block.isGroup && this.#isMessy(block)) found.add(id)
      const others = this.#blocksIn(block.rect).filter((other) => other.id !== id)
      for (const other of others) {
        found.add(id).add(other.id)
        if (other.isGroup) queue.push(other.id)
      }
    }
    return [...found]
  }

  /** Puts the notes of those groups into cells in which two of them lie on one another, in two areas, or far apart. */
  straighten(ids: Iterable<string>): void {
    for (const id of ids) {
      const block = this.#blockOf(id)
      if (!block?.isGroup || !this.#isMessy(block)) continue
      this.#looked += looksToStraighten * block.notes.length
      if (this.#isSpent()) return
      for (const note of block.notes) this.#areaOf.set(note, block.area)
      const together = new Set(mostTogether(block.notes, this.#rectOf))
      const away = new Set(block.notes.filter((note) => !together.has(note) && this.#mayMove(note)))
      const staying = block.notes.filter((note) => !away.has(note))
      this.#fillCells(id, staying, [...away])
    }
  }

  isIn(note: string): boolean {
    return this.#groupOf(note) !== null
  }

  isGroup(id: string): boolean {
    return this.#touched.has(id) || this.#scene.clusters.has(id)
  }

  /** The groups that the plan has changed, and the notes outside groups for which it has found a place. */
  changed(): readonly string[] {
    const loose = [...this.#places.keys()].filter((id) => this.#groupOf(id) === null && !this.#put.has(id))
    const groups = [...this.#touched].filter(([, members]) => members.length > 0)
    return [...groups.map(([id]) => id), ...loose]
  }

  /** The notes that come from one group, or none, into another. */
  joins(): readonly { readonly id: string; readonly from: string | null; readonly into: string }[] {
    return [...this.#clusterOf].flatMap(([id, into]) => {
      const note = this.#scene.notes.get(id)
      return note && into !== null && note.cluster !== into ? [{ id, from: note.cluster, into }] : []
    })
  }

  placeOf(note: string): Point {
    const { x, y } = this.#rectOf(note)
    return { x, y }
  }

  /** The notes that come into another area, or out of one: also notes that are not on the board yet. */
  areas(): readonly { readonly id: string; readonly area: string | null }[] {
    return [...this.#areaOf].flatMap(([id, area]) =>
      (this.#scene.notes.get(id)?.area ?? null) === area ? [] : [{ id, area }],
    )
  }

  /** The area in which a note will lie. */
  areaOf(note: string): string | null {
    return this.#areaOfNote(note)
  }

  moves(): readonly Move[] {
    return [...this.#places].flatMap(([id, { x, y }]) => {
      const before = this.#scene.notes.get(id)
      return before && (before.x !== x || before.y !== y) ? [{ id, x, y }] : []
    })
  }

  #gridOf(cluster: string, near?: Point) {
    return { mayMove: this.#mayMove, near, most: this.#ground.columnsIn(this.#areaOfGroup(cluster)) }
  }

  #fillCells(cluster: string, staying: readonly string[], coming: readonly string[]): void {
    if (staying.length > mostInOrder) return this.#addBelow(cluster, staying, coming)
    const grid = new GroupGrid(staying, this.#rectOf, this.#gridOf(cluster))
    grid.fill(coming, (rect) => this.#isBlocked(rect, cluster))
    this.#take(cluster, grid)
  }

  #addBelow(cluster: string, staying: readonly string[], coming: readonly string[]): void {
    const { x, y, height } = boundsOf(staying.map(this.#rectOf)) ?? { x: 0, y: 0, height: 0 }
    const columns = Math.ceil(Math.sqrt(coming.length))
    for (const [index, id] of coming.entries())
      this.#place(id, {
        x: x + (index % columns) * pitch,
        y: y + height + packingGap + Math.floor(index / columns) * pitch,
      })
    this.#touch(cluster)
  }

  #take(cluster: string, grid: GroupGrid): void {
    for (const [id, at] of grid.places()) {
      const { x, y } = this.#rectOf(id)
      if (x === at.x && y === at.y) continue
      this.#place(id, at)
      this.#countMoved(1)
    }
    this.#touch(cluster)
  }

  /** True where something lies that this person may not move. */
  #isBlocked(rect: Rect, own: string): boolean {
    if (this.#isAllMovable()) return false
    return this.#blocksIn(rect).some(
      (other) => other.id !== own && !this.#isSpent() && !this.#isMovable(other),
    )
  }

  readonly #rectOf = (id: string): Rect =>
    this.#places.get(id) ?? this.#scene.notes.get(id)?.rect ?? emptyPlace

  #groupOf(id: string): string | null {
    const planned = this.#clusterOf.get(id)
    return planned === undefined ? (this.#scene.notes.get(id)?.cluster ?? null) : planned
  }

  #areaOfNote(id: string): string | null {
    const planned = this.#areaOf.get(id)
    const area = planned === undefined ? (this.#scene.notes.get(id)?.area ?? null) : planned
    return area !== null && this.#scene.areas.has(area) ? area : null
  }

  #areaOfGroup(cluster: string): string | null {
    const [first] = this.#membersOf(cluster)
    const planned = first === undefined ? undefined : this.#areaOf.get(first)
    if (planned !== undefined) return planned
    return this.#scene.clusters.get(cluster)?.area ?? null
  }

  #membersOf(cluster: string): readonly string[] {
    return this.#touched.get(cluster) ?? this.#scene.clusters.get(cluster)?.members ?? []
  }

  #enter(id: string, cluster: string | null): void {
    const before = this.#groupOf(id)
    this.#clusterOf.set(id, cluster)
    this.#outdated.add(id)
    if (before === cluster) return
    if (before !== null) this.#leave(id, before)
    if (cluster !== null) this.#touch(cluster, [...this.#membersOf(cluster), id])
  }

  #leave(id: string, cluster: string): void {
    this.#touch(
      cluster,
      this.#membersOf(cluster).filter((member) => member !== id),
    )
  }

  #touch(cluster: string, members = this.#membersOf(cluster)): void {
    this.#touched.set(cluster, members)
    this.#outdated.add(cluster)
    if (isLarge({ members })) this.#hasLargeGroup = true
  }

  #place(id: string, { x, y }: Point): void {
    this.#places.set(id, { ...this.#rectOf(id), x: Math.round(x), y: Math.round(y) })
    const cluster = this.#groupOf(id)
    this.#clusterOf.set(id, cluster)
    if (cluster === null) this.#outdated.add(id)
    else if (!this.#outdated.has(cluster) || !this.#touched.has(cluster)) this.#touch(cluster)
  }

  /** The group, or the note with the group that it is in. */
  #blockOf(id: string): Block | undefined {
    this.#bringUpToDate()
    return this.#blocks.get(id) ?? this.#readBlock(id)
  }

  #readBlock(id: string): Block | undefined {
    const notes = this.#membersOf(id)
    if (notes.length > 0) {
      const rects = notes.map(this.#rectOf)
      const isCollapsed = this.#scene.clusters.get(id)?.isCollapsed === true && !this.#expanded.has(id)
      const rect = isCollapsed ? cardAround(rects) : fieldAround(rects)
      return rect && { id, isGroup: true, rect, notes, area: this.#areaOfGroup(id) }
    }
    if (this.isGroup(id) || !(this.#scene.notes.has(id) || this.#places.has(id))) return undefined
    const cluster = this.#groupOf(id)
    if (cluster !== null) return this.#blockOf(cluster)
    return { id, isGroup: false, rect: this.#rectOf(id), notes: [id], area: this.#areaOfNote(id) }
  }

  #bringUpToDate(): void {
    if (this.#outdated.size === 0) return
    const ids = [...this.#outdated]
    this.#outdated.clear()
    for (const id of ids) {
      const before = this.#blocks.get(id)
      if (before) this.#planned.remove(before)
      this.#blocks.delete(id)
      const block = this.#readBlock(id)
      if (block?.id !== id) continue
      this.#blocks.set(id, block)
      this.#planned.add(block)
    }
  }

  #blocksIn(rect: Rect): readonly Block[] {
    this.#bringUpToDate()
    if (this.#isSpent()) return []
    const here: Block[] = [...this.#planned.query(rect)]
    for (const { id, rect: there, members, area } of this.#scene.clustersIn(rect))
      if (!this.#touched.has(id)) here.push({ id, isGroup: true, rect: there, notes: members, area })
    for (const note of this.#scene.notesIn(rect))
      if (note.cluster === null && !this.#clusterOf.has(note.id)) here.push(this.#looseBlock(note))
    this.#looked += here.length + 1
    return here.filter(({ notes }) => !notes.every(this.#isHeld))
  }

  #looseBlock({ id, rect, area }: SceneNote): Block {
    const there = area !== null && this.#scene.areas.has(area) ? area : null
    return { id, isGroup: false, rect, notes: [id], area: there }
  }

  /** True when nothing can be in the way of this person. */
  #isAllMovable(): boolean {
    if (!this.#mayMoveAll) return false
    this.#hasLargeGroup ??= [...this.#scene.clusters.values()].some(isLarge)
    return !this.#hasLargeGroup
  }

  #isSpent(): boolean {
    return this.#looked > mostLooked
  }

  /** True when nothing more is moved, or not so many more notes: a large group alone is moved all the same. */
  #isOver(more = 0): boolean {
    const cost = this.#moved > fewMoved ? looksToMove * more : 0
    this.#isUnfinished ||= this.#looked + cost > mostLooked
    return this.#isUnfinished
  }

  #countMoved(count: number): void {
    this.#moved += count
    this.#looked += looksToMove * count
  }

  #isMovable({ notes }: Block): boolean {
    return notes.length <= mostInOrder && (this.#mayMoveAll || notes.every(this.#mayMove))
  }

  readonly #mayMove = (note: string): boolean => {
    if (this.#mayMoveAll) return true
    const known = this.#rights.get(note)
    this.#looked += known === undefined ? looksForRights : looksAgain
    const may = known ?? this.#ask(note)
    this.#rights.set(note, may)
    return may
  }

  /** A note outside groups may not touch the edge of a group. */
  #keptClear({ rect, isGroup }: Block, other: Block): Rect {
    return isGroup && !other.isGroup ? inset(rect, -touching) : rect
  }

  /** A note outside groups is in nobody's way. */
  #inTheWayOf(block: Block): readonly Block[] {
    if (!block.isGroup) return []
    const others = this.#blocksIn(inset(block.rect, -touching)).filter(
      (other) => other.id !== block.id && intersects(this.#keptClear(block, other), other.rect),
    )
    return others.sort((a, b) => distance(a.rect, block.rect) - distance(b.rect, block.rect) || byId(a, b))
  }

  #isMessy({ id, notes, area, rect: field }: Block): boolean {
    if (notes.length > mostInOrder) return false
    // Two people have moved it and a note of it into two areas at once.
    const isTorn = notes.some((note) => this.#areaOfNote(note) !== area)
    if (isTorn || !this.#ground.allows(area, field)) return true
    if (this.#scene.clusters.get(id)?.isCollapsed && !this.#expanded.has(id)) return false
    this.#looked += looksToCheck * notes.length
    // One person has moved it while another put a note into it.
    if (mostTogether(notes, this.#rectOf).length < notes.length) return true
    return anyMeet(notes.map(this.#rectOf))
  }

  #isFree(rect: Rect, own: Block): boolean {
    return this.#blocksIn(withGap(rect)).every(({ id }) => id === own.id)
  }

  /** Moves a block clear of those that are settled, and of what nobody here may move. */
  #clear(block: Block, settled: readonly Block[]): Block {
    this.#looked += settled.length
    const isTaken = (rect: Rect) =>
      settled.some((other) => intersects(this.#keptClear(other, block), rect)) ||
      this.#isBlocked(rect, block.id)
    const isHome = !isTaken(block.rect) && this.#ground.allows(block.area, block.rect)
    if (isHome || !this.#isMovable(block)) return block
    if (!block.isGroup) return this.#move(block, this.#freeBeside(block))
    return this.#move(block, this.#pushed(block, settled) ?? this.#nearestFree(block))
  }

  /** The nearest place beside what is settled. A way that pushes others on counts as longer. */
  #pushed(block: Block, settled: readonly Block[]): Point | undefined {
    const { rect } = block
    const around = inset(rect, -Math.max(rect.width, rect.height))
    const fixed = this.#blocksIn(around).filter((other) => other.id !== block.id && !this.#isMovable(other))
    const walls = [...settled, ...fixed]
    this.#looked += walls.length
    let best: { readonly to: Point; readonly cost: number } | undefined
    const home = this.#ground.nearestInside(block.area, rect)
    for (const { to, length } of waysPast(rect, walls, home)) {
      if (best && length >= best.cost) break
      const there = { ...rect, ...to }
      const spaced = withGap(there)
      this.#looked += walls.length
      if (this.#isSpent()) break
      if (walls.some((wall) => intersects(wall.rect, spaced))) continue
      if (!this.#ground.allows(block.area, there)) continue
      const pushed = this.#blocksIn(there).filter((other) => other.id !== block.id)
      if (pushed.some((other) => !this.#isMovable(other))) continue
      const cost = length + pushed.reduce((sum, { isGroup }) => sum + (isGroup ? 400 : 100), 0)
      if (!best || cost < best.cost) best = { to, cost }
    }
    return best?.to
  }

  /** The nearest place beside what lies around, where nothing is. */
  #freeBeside(block: Block): Point {
    const { rect } = block
    const around = this.#blocksIn(inset(rect, -pitch)).filter(({ id }) => id !== block.id)
    for (const { to, length } of waysPast(rect, around)) {
      if (length > 2 * pitch) break
      const there = { ...rect, ...to }
      if (this.#isFree(there, block) && this.#ground.allows(block.area, there)) return to
    }
    return this.#nearestFree(block)
  }

  /** The nearest place with nothing on it or close by. Below everything if there is none for a long way. */
  #nearestFree(block: Block): Point {
    const { rect } = block
    if (this.#isSpent()) return rect
    const isGood = (at: Rect) => this.#isFree(at, block) && this.#ground.allows(block.area, at)
    const wish = { ...rect, ...this.#ground.nearestInside(block.area, rect) }
    const near = freePlaceAmong(wish, this.#rectsAround(block))
    if (near && isGood({ ...rect, ...near }))
      return block.isGroup ? drawnTo(wish, near, (at) => !isGood(at)) : near
    this.#bottom ??= bottomOf(this.#scene)
    return { x: rect.x, y: this.#bottom + 4 * packingGap }
  }

  /** Everything for a long way around that is not the block's own. */
  #rectsAround({ id, rect, notes, area }: Block): readonly Rect[] {
    this.#bringUpToDate()
    const around = inset(rect, -40 * (Math.max(rect.width, rect.height) + packingGap))
    const own = new Set(notes)
    const isThere = (note: { readonly id: string }) =>
      !this.#clusterOf.has(note.id) && !own.has(note.id) && !this.#isHeld(note.id)
    const groups = this.#scene.clustersIn(around).filter((group) => !this.#touched.has(group.id))
    const planned = this.#planned.query(around).filter((block) => block.id !== id)
    const notesAround = this.#scene.notesIn(around)
    const loose = notesAround.filter((note) => note.cluster === null && isThere(note))
    this.#looked += (groups.length + planned.length + notesAround.length) / looksAtOnce
    const walls = this.#ground.wallsFor(area, rect, around)
    return [...[...groups, ...planned, ...loose].map((thing) => thing.rect), ...walls]
  }

  #move(block: Block, to: Point): Block {
    const [dx, dy] = [to.x - block.rect.x, to.y - block.rect.y]
    this.#countMoved(block.notes.length)
    for (const id of block.notes) {
      const { x, y } = this.#rectOf(id)
      this.#put.delete(id)
      this.#place(id, { x: x + dx, y: y + dy })
    }
    return { ...block, rect: movedBy(block.rect, dx, dy) }
  }
}

/** Such a group is not kept in order. */
function isLarge({ members }: { readonly members: readonly string[] }): boolean {
  return members.length > mostInOrder
}

/** The notes of a group that stand in one place: the most of them, where others are far away. */
function mostTogether(notes: readonly string[], rectOf: (id: string) => Rect): readonly string[] {
  return (['y', 'x'] as const).reduce((all, axis) => {
    const parts: string[][] = []
    let end = -Infinity
    const placed = all.map((id) => ({ id, rect: rectOf(id) }))
    for (const { id, rect } of placed.sort((a, b) => a.rect[axis] - b.rect[axis] || byId(a, b))) {
      const part = parts.at(-1)
      if (part && rect[axis] <= end + apart) part.push(id)
      else parts.push([id])
      end = Math.max(end, rect[axis] + (axis === 'y' ? rect.height : rect.width))
    }
    return parts.reduce((most, part) => (part.length > most.length ? part : most), [])
  }, notes)
}

function bottomOf({ notes }: PlannedScene): number {
  let bottom = -Infinity
  for (const { rect } of notes.values()) bottom = Math.max(bottom, rect.y + rect.height)
  return notes.size === 0 ? 0 : bottom
}

/** The places beside walls nearby and beside corners between them, and those within its area, nearest first. */
function waysPast({ x, y, width, height }: Rect, walls: readonly Block[], home: Point = { x, y }) {
  const near = [...walls]
    .sort((a, b) => distance(a.rect, { x, y }) - distance(b.rect, { x, y }) || byId(a, b))
    .slice(0, 12)
    .map(({ rect }) => rect)
  const columns = near.flatMap((wall) => [wall.x + wall.width + packingGap, wall.x - packingGap - width])
  const rows = near.flatMap((wall) => [wall.y + wall.height + packingGap, wall.y - packingGap - height])
  return [x, ...(home.x === x ? [] : [home.x]), ...columns]
    .flatMap((left) =>
      [y, ...(home.y === y ? [] : [home.y]), ...rows].map((top) => ({
        to: { x: left, y: top },
        length: Math.abs(left - x) + upright * Math.abs(top - y),
      })),
    )
    .sort((a, b) => a.length - b.length)
}

function withGap(rect: Rect): Rect {
  return inset(rect, 1 - packingGap)
}

/** A free place found in large steps, moved back towards the wish as far as it stays free. */
function drawnTo(wish: Rect, found: Point, isTaken: (rect: Rect) => boolean): Point {
  let at = { x: found.x, y: found.y }
  for (const axis of ['x', 'y'] as const) {
    for (let step = (wish[axis] - at[axis]) / 2; Math.abs(step) >= 4; step /= 2) {
      const next = { ...at, [axis]: Math.round(at[axis] + step) }
      if (!isTaken({ ...wish, ...next })) at = next
    }
  }
  return at
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}
