import { fieldMargin } from '#shared/geometry/field.ts'
import { noteSide, packingGap } from '#shared/geometry/sizes.ts'
import { freePlaceAmong, packCells } from '#shared/geometry/packing.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { boundsOf, inset, intersects, type Point, type Rect } from '#shared/geometry/rect.ts'
import { Ground, PlannedBoard, type Block, type PlannedScene } from './planned-board.ts'
import {
  freeCells,
  layoutsOf,
  pileOn,
  reordered,
  byId,
  drawnTo,
  stripsAround,
  waysPast,
  withGap,
} from './group-cells.ts'
import { standingTogether, straightened } from './straighten.ts'

export interface Move extends Point {
  readonly id: string
}

const pitch = noteSide + packingGap
/** A note nearer than this to the edge of a group looks as if it touched it. */
const touching = 12
/** Of two notes nearer than this the upper one hides the words of the other. */
const hiding = 20
/** A note makes way by one cell, and by the edge of a field, at most. */
const reach = pitch + fieldMargin
/** So many notes make way for one drop; for more the group itself takes a free place. Not measured. */
const mostMakingWay = 4
/** Of more notes that were dropped within their group, the whole group is laid out again. Not measured. */
const mostReordered = 20
/** So many things find a place in one mend; the next mend goes on. Not measured. */
const mostMended = 60
/** A group of more notes stays where it is, also where it lies on others. */
const largeGroup = 2_500

/**
 * A change of the board that is not made yet: which notes come into which groups, and where everything then lies. A drop
 * moves nothing but the notes that it overlaps, by one cell at most. Nothing moves that this person may not move, or that
 * another person holds. The same board and the same questions give the same plan on every screen.
 */
export class Plan {
  readonly #scene: PlannedScene
  readonly #board: PlannedBoard
  readonly #ground: Ground
  readonly #ask: (note: string) => boolean
  readonly #rights = new Map<string, boolean>()
  /** True for notes in others' hands: they will be put somewhere else, and are in nobody's way. */
  readonly isHeld: (note: string) => boolean
  /** Notes that the person has put where they are. */
  readonly #put = new Set<string>()
  /** Notes that another page will move: their places count, and are not written. */
  readonly #ofOthers = new Set<string>()

  constructor(
    scene: PlannedScene,
    mayMove: (note: string) => boolean,
    isHeld: (note: string) => boolean = () => false,
  ) {
    this.#scene = scene
    this.#board = new PlannedBoard(scene)
    this.#ground = new Ground(scene)
    this.#ask = mayMove
    this.isHeld = isHeld
  }

  /** Puts a note somewhere, also outside its group: a note of no group into the area that is there. */
  put(id: string, at: Point, cluster: string | null = this.#board.groupOf(id)): void {
    const board = this.#board
    const isElsewhere = cluster === null || this.#scene.notes.get(id)?.cluster !== cluster
    const rect = { ...board.rectOf(id), ...at }
    if (isElsewhere) board.areaOf.set(id, this.#ground.areaUnder(rect))
    board.enter(id, cluster)
    board.place(id, cluster === null ? this.#ground.nearestInside(board.areaOfNote(id), rect) : at)
    this.#put.add(id)
  }

  /** Puts a note outside groups where there was room, in this area. In a new row below the area it makes it longer. */
  offer(id: string, at: Point, area: string | null): void {
    this.#board.areaOf.set(id, area)
    this.#board.enter(id, null)
    this.#board.place(id, this.#ground.nearestInside(area, { ...this.#board.rectOf(id), ...at }))
  }

  /** Puts a group somewhere, with the place of each of its notes: into the area that is there. */
  putGroup(cluster: string, places: ReadonlyMap<string, Point>): void {
    for (const [id, at] of places) this.put(id, at, cluster)
    const block = this.#board.blockOf(cluster)
    if (!block) return
    const area = this.#ground.areaUnder(block.rect)
    for (const id of block.notes) this.#board.areaOf.set(id, area)
    this.#move(block, this.#ground.nearestInside(area, block.rect))
  }

  /**
   * These notes take free cells of a group, where it has room to grow. None of its other notes moves. Each call reads the
   * whole group: many notes come by one call.
   */
  gather(cluster: string, notes: Iterable<string>): void {
    const board = this.#board
    const coming = new Set(notes)
    const rects = board
      .membersOf(cluster)
      .filter((id) => !coming.has(id))
      .map(board.rectOf)
    const area = board.areaOfGroup(cluster)
    for (const id of coming) {
      board.enter(id, cluster)
      board.areaOf.set(id, area)
      const rect = this.#cellFor(cluster, board.rectOf(id), rects)
      board.place(id, rect)
      rects.push(rect)
    }
  }

  /** Makes a group: where its first note is if there is room, or at the nearest free place. */
  begin(cluster: string, notes: readonly string[], near: Point): void {
    const board = this.#board
    const area = board.areaOfNote(notes[0] ?? '')
    for (const id of notes) {
      board.enter(id, cluster)
      board.areaOf.set(id, area)
    }
    const layouts = layoutsOf(notes.map(board.rectOf), near, this.#ground.columnsIn(area))
    const isPossible = (rects: readonly Rect[], hasToMakeWay: boolean) => {
      const field = board.fieldOf(cluster, rects)
      if (!field || !this.#ground.allows(area, field)) return false
      const others = this.#othersIn(field, cluster)
      return others.length === 0 || (hasToMakeWay && this.#makeWay(others, field, cluster))
    }
    const found =
      layouts.find((rects) => isPossible(rects, false)) ?? layouts.find((rects) => isPossible(rects, true))
    for (const [index, rect] of (found ?? layouts[0] ?? []).entries()) board.place(notes[index] ?? '', rect)
    const block = board.blockOf(cluster)
    if (!found && block) this.#move(block, this.#nearestFree(block, pitch))
  }

  /** Lays out all notes of a group in reading order. `rectOf` says where people put them. */
  tidy(cluster: string, rectOf = this.#board.rectOf): void {
    const members = inReadingOrder(this.#board.membersOf(cluster), rectOf)
    const rects = members.map(this.#board.rectOf)
    const { x, y } = boundsOf(rects) ?? { x: 0, y: 0 }
    const { places } = packCells(rects, this.#ground.columnsIn(this.#board.areaOfGroup(cluster)))
    for (const [index, at] of places.entries()) {
      const id = members[index] ?? ''
      if (this.#mayMove(id)) this.#board.place(id, { x: x + at.x, y: y + at.y })
    }
  }

  /** A collapsed group shows its notes again. */
  expand(cluster: string): void {
    this.#board.expand(cluster)
  }

  /** Notes of a group that were dropped within it go to the nearest place; a note there makes way to a cell beside it. */
  reorder(cluster: string, moved: ReadonlyMap<string, Point>): void {
    if (moved.size > mostReordered) {
      const rectOf = this.#board.rectOf
      return this.tidy(cluster, (id) => ({ ...rectOf(id), ...moved.get(id) }))
    }
    const most = this.#ground.columnsIn(this.#board.areaOfGroup(cluster))
    const isFixed = (id: string) => !this.#mayMove(id) || this.isHeld(id)
    for (const [id, at] of moved) {
      const rects = new Map(this.#board.membersOf(cluster).map((note) => [note, this.#board.rectOf(note)]))
      if (!this.#mayMove(id)) continue
      for (const [note, to] of reordered(rects, { id, at }, { most, reach, isFixed }))
        this.#board.place(note, to)
    }
  }

  /**
   * Notes and groups that the person has put on others. A note goes beside these. For a group the notes make way, or it
   * goes beside them itself. `mayLie` is true for two notes that may lie on one another.
   */
  settle(ids: readonly string[], mayLie: (id: string, other: string) => boolean = () => false): void {
    for (const id of ids) {
      const block = this.#board.blockOf(id)
      if (!block || !this.#isMovable(block)) continue
      const others = this.#othersIn(block.rect, block.id, block.isGroup ? touching : 0)
      if (!block.isGroup) {
        if (others.some((other) => other.isGroup || !(this.#put.has(other.id) || mayLie(id, other.id))))
          this.#move(block, this.#freeBeside(block))
      } else if (!this.#makeWay(others, block.rect, block.id)) this.#move(block, this.#nearestFree(block))
    }
  }

  /**
   * Puts in order what these groups and notes of this person have met: others were dropped there at the same moment, or a
   * group had no room. Of two things the smaller one takes the nearest free place. Of notes outside groups each is moved by
   * the page of its own person: `isOwn`.
   */
  mend(
    ids: Iterable<string>,
    isOwn: (note: string) => boolean,
    mayLie: (id: string, other: string) => boolean = () => false,
  ): void {
    const isMet = (one: Block, other: Block) => one.isGroup || other.isGroup || !mayLie(one.id, other.id)
    const met = new Map<string, Block>()
    for (const id of ids) {
      const block = this.#board.blockOf(id)
      if (!block || block.notes.some(this.isHeld)) continue
      if (block.isGroup) this.#straighten(block)
      else if (!this.#ground.allows(block.area, block.rect) && this.#isMovable(block))
        this.#move(block, this.#freeBeside(block))
      const now = this.#board.blockOf(id) ?? block
      const others = this.#othersIn(now.rect, now.id, 0)
        .filter((other) => isMet(now, other))
        .sort(byId)
        .slice(0, mostMended)
      if (others.length > 0) for (const one of [now, ...others]) met.set(one.id, one)
    }
    const order = [...met.values()].sort(
      (a, b) => this.#rankOf(b) - this.#rankOf(a) || (a.id < b.id ? -1 : 1),
    )
    const settled: Block[] = []
    for (const block of order.slice(0, mostMended)) {
      const below = settled.filter((other) => intersects(other.rect, block.rect) && isMet(block, other))
      settled.push(below.length > 0 && this.#isMovable(block) ? this.#takeAside(block, below, isOwn) : block)
    }
  }

  /** True when the words of both notes can be read although they may lie on one another. */
  readonly showsBoth = (id: string, other: string): boolean => {
    const [a, b] = [this.#board.rectOf(id), this.#board.rectOf(other)]
    return Math.hypot(a.x - b.x, a.y - b.y) >= hiding
  }

  isIn(note: string): boolean {
    return this.#board.groupOf(note) !== null
  }

  /** The groups that the plan has changed, and the notes that it has placed. */
  changed(): readonly string[] {
    const { places, touched } = this.#board
    const notes = [...places.keys()].filter((id) => !this.#ofOthers.has(id))
    const groups = [...touched].filter(([, members]) => members.length > 0)
    return [...groups.map(([id]) => id), ...notes]
  }

  joins(): ReturnType<PlannedBoard['joins']> {
    return this.#board.joins()
  }

  placeOf(note: string): Point {
    const { x, y } = this.#board.rectOf(note)
    return { x, y }
  }

  areas(): ReturnType<PlannedBoard['areas']> {
    return this.#board.areas()
  }

  areaOf(note: string): string | null {
    return this.#board.areaOfNote(note)
  }

  moves(): readonly Move[] {
    return [...this.#board.places].flatMap(([id, { x, y }]) => {
      const before = this.#scene.notes.get(id)
      const isMoved = before && (before.x !== x || before.y !== y) && !this.#ofOthers.has(id)
      return isMoved ? [{ id, x, y }] : []
    })
  }

  /** A free cell with which the group lies on nothing, or one for which the notes there make way; else on its own notes. */
  #cellFor(
    cluster: string,
    size: Rect,
    rects: readonly Rect[],
    otherwise: (cells: readonly Rect[]) => Rect | undefined = () => undefined,
  ): Rect {
    const bounds = boundsOf(rects)
    const area = this.#board.areaOfGroup(cluster)
    const before = bounds && this.#board.fieldOf(cluster, [bounds])
    if (!before) return size
    // A group that lies partly outside its area already grows downwards alone.
    const isAllowed = (field: Rect) =>
      this.#ground.allows(area, field) ||
      (!this.#ground.allows(area, before) && field.width === before.width && field.y === before.y)
    /** By size: most cells make the field larger in one of three ways. */
    const known = new Map<string, readonly Block[] | undefined>()
    const options = freeCells(rects, size, this.#ground.columnsIn(area)).map((cell) => {
      const field = this.#board.fieldOf(cluster, [bounds, cell]) ?? before
      const key = `${field.x} ${field.y} ${field.width} ${field.height}`
      if (!known.has(key)) known.set(key, isAllowed(field) ? this.#metBy(field, before, cluster) : undefined)
      return { cell, field, met: known.get(key) }
    })
    const clear = options.find(({ met }) => met?.length === 0)
    if (clear) return clear.cell
    const tight = options.toSorted((a, b) => (a.met?.length ?? Infinity) - (b.met?.length ?? Infinity))
    const tried = new Set<unknown>()
    const found = tight.find(({ met, field }) => {
      if (!met || tried.has(met)) return false
      tried.add(met)
      return this.#makeWay(met, field, cluster)
    })
    return (
      found?.cell ??
      otherwise(options.filter(({ met }) => met !== undefined).map(({ cell }) => cell)) ??
      pileOn(rects, size)
    )
  }

  /** The things that a group meets only when its field is so large. */
  #metBy(field: Rect, before: Rect, cluster: string): readonly Block[] {
    const met = stripsAround(before, field).flatMap((strip) => this.#othersIn(strip, cluster))
    return [...new Map(met.map((block) => [block.id, block])).values()].filter(
      ({ rect }) => !intersects(before, rect),
    )
  }

  /** Notes move off one another, and come back to the others of their group, into its area. */
  #straighten(block: Block): void {
    const { id, notes, area, rect } = block
    const board = this.#board
    const movable = notes.filter((note) => this.#mayMove(note) && !this.isHeld(note))
    if (notes.length > largeGroup || movable.length === 0) return
    for (const note of notes) if (board.areaOfNote(note) !== area) board.areaOf.set(note, area)
    // Two people have moved parts of it at once: wider than its area, it would make that one wider.
    if (!board.isCollapsed(id) && rect.width > this.#ground.widestGroup(area)) this.tidy(id)
    const now = board.blockOf(id) ?? block
    if (!this.#ground.allows(area, now.rect) && this.#isMovable(now)) this.#move(now, this.#nearestFree(now))
    if (board.isCollapsed(id)) return
    const together = standingTogether(notes, board.rectOf)
    const { places, away } = straightened(together, board.rectOf, new Set(movable))
    for (const [note, at] of places) board.place(note, at)
    const rects = together.filter((note) => !away.includes(note)).map(board.rectOf)
    const gone = [...away, ...notes.filter((note) => !together.includes(note) && movable.includes(note))]
    for (const note of gone) {
      const cell = this.#cellFor(id, board.rectOf(note), rects, (cells) => cells[0])
      board.place(note, cell)
      rects.push(cell)
    }
  }

  /** The thing that stays where two have met: one that may not be moved, then the one with more notes. */
  #rankOf(block: Block): number {
    return this.#isMovable(block) ? block.notes.length + Number(block.isGroup) : Infinity
  }

  #takeAside(block: Block, below: readonly Block[], isOwn: (note: string) => boolean): Block {
    const isOfOthers = !block.isGroup && below.every((other) => !other.isGroup) && !block.notes.every(isOwn)
    if (isOfOthers) this.#ofOthers.add(block.id)
    return this.#move(block, block.isGroup ? this.#nearestFree(block) : this.#freeBeside(block))
  }

  /** True when each of these notes has found a place beside the field that is nowhere else than a cell away. */
  #makeWay(others: readonly Block[], field: Rect, cluster: string): boolean {
    if (others.length > mostMakingWay) return false
    const ways: { readonly id: string; readonly rect: Rect }[] = []
    for (const other of others) {
      const rect =
        other.isGroup || !this.#isMovable(other)
          ? undefined
          : this.#besideWithin(
              reach,
              other,
              [inset(field, packingGap - touching), ...ways.map((way) => way.rect)],
              cluster,
            )
      if (!rect) return false
      ways.push({ id: other.id, rect })
    }
    for (const { id, rect } of ways) this.#board.place(id, rect)
    return true
  }

  /** The nearest place beside these things and all others, no farther away than this. */
  #besideWithin(
    farthest: number,
    block: Block,
    walls: readonly Rect[],
    without = block.id,
  ): Rect | undefined {
    const { id, rect, area } = block
    const others = this.#blocksIn(inset(rect, -farthest - packingGap))
      .filter((other) => other.id !== id && other.id !== without)
      .map((other) => other.rect)
    const taken = [...walls, ...others]
    for (const to of waysPast(rect, taken)) {
      if (Math.abs(to.x - rect.x) > farthest || Math.abs(to.y - rect.y) > farthest) continue
      const there = { ...rect, ...to }
      const spaced = withGap(there)
      if (!taken.some((wall) => intersects(wall, spaced)) && this.#ground.allows(area, there)) return there
    }
    return undefined
  }

  #freeBeside(block: Block): Point {
    return this.#besideWithin(reach, block, []) ?? this.#nearestFree(block)
  }

  /** The nearest place with nothing on it or close by, and with some room to grow. Below everything if there is none. */
  #nearestFree(block: Block, elbow = 0): Point {
    const { rect, area } = block
    const isGood = (at: Rect) =>
      this.#blocksIn(withGap(at)).every(({ id }) => id === block.id) && this.#ground.allows(area, at)
    for (const more of new Set([elbow, 0])) {
      const size = { width: rect.width + more, height: rect.height + more }
      const wish = { ...size, ...this.#ground.nearestInside(area, { ...rect, ...size }) }
      const near = freePlaceAmong(wish, this.#rectsAround(block, wish))
      if (near && isGood({ ...wish, ...near }))
        return block.isGroup ? drawnTo(wish, near, (at) => !isGood(at)) : near
    }
    return { x: this.#ground.nearestInside(area, rect).x, y: this.#board.bottom() + 4 * packingGap }
  }

  #rectsAround({ id, area }: Block, wish: Rect): readonly Rect[] {
    const around = inset(wish, -40 * (Math.max(wish.width, wish.height) + packingGap))
    const others = this.#blocksIn(around).filter((other) => other.id !== id)
    return [...others.map(({ rect }) => rect), ...this.#ground.wallsFor(area, wish, around)]
  }

  #othersIn(rect: Rect, own: string, margin = touching): readonly Block[] {
    return this.#blocksIn(inset(rect, -margin)).filter(({ id }) => id !== own)
  }

  /** Everything there but what others hold. */
  #blocksIn(rect: Rect): readonly Block[] {
    return this.#board.blocksIn(rect).filter(({ notes }) => !notes.every(this.isHeld))
  }

  #isMovable({ notes }: Block): boolean {
    return notes.length <= largeGroup && notes.every((id) => this.#mayMove(id) && !this.isHeld(id))
  }

  /** Asked once about each note: a group is asked about again and again. */
  readonly #mayMove = (note: string): boolean => {
    const may = this.#rights.get(note) ?? this.#ask(note)
    this.#rights.set(note, may)
    return may
  }

  #move(block: Block, to: Point): Block {
    const [dx, dy] = [to.x - block.rect.x, to.y - block.rect.y]
    if (dx === 0 && dy === 0) return block
    for (const id of block.notes) {
      const { x, y } = this.#board.rectOf(id)
      this.#put.delete(id)
      this.#board.place(id, { x: x + dx, y: y + dy })
    }
    return this.#board.blockOf(block.id) ?? block
  }
}
