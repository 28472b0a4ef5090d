import { byRow, cellKey, cellsOf, type Cell } from '#shared/geometry/cells.ts'
import { fieldAround } from '#shared/geometry/field.ts'
import { noteSide } from '#shared/geometry/note-side.ts'
import { meetsAnyOf } from '#shared/geometry/packing.ts'
import { packingGap } from '#shared/geometry/page-shape.ts'
import { inReadingOrder, inRows } from '#shared/geometry/reading-order.ts'
import { boundsOf, union, type Point, type Rect } from '#shared/geometry/rect.ts'

const pitch = noteSide + packingGap
/** A note so far from its cell is put into it; further away it may get another cell. */
const slack = pitch / 4
/** For more notes at once no cell is sought that keeps clear of what may not be moved. */
const mostSought = 50

interface GridRules {
  readonly mayMove: (note: string) => boolean
  /** The corner of a group without notes. */
  readonly near?: Point | undefined
  /** The most columns. */
  readonly most: number
}

interface Search {
  readonly isClear: readonly ((cell: Rect) => boolean)[]
  readonly takes: (cell: Rect) => void
}

/** The notes of one group, each in a cell. Notes that may not be moved stay, and no other comes to lie on them. */
export class GroupGrid {
  readonly #rectOf: (id: string) => Rect
  readonly #at = new Map<string, Cell>()
  readonly #taken = new Map<number, string>()
  readonly #lost: readonly string[]
  readonly #fixed: ReadonlySet<string>
  readonly #origin: Point
  readonly #most: number

  constructor(
    members: readonly string[],
    rectOf: (id: string) => Rect,
    { mayMove, near = { x: 0, y: 0 }, most }: GridRules,
  ) {
    this.#rectOf = rectOf
    this.#most = most
    this.#fixed = new Set(members.filter((id) => !mayMove(id)))
    this.#origin = boundsOf(members.map(rectOf)) ?? near
    const lost: string[] = []
    for (const [row, notes] of inRows([...members].sort(), rectOf).entries()) {
      for (const id of notes) {
        const off = (rectOf(id).x - this.#origin.x) / pitch
        const cell = { column: Math.round(off), row }
        const isThere = Math.abs(off - cell.column) * pitch <= slack && !this.#taken.has(cellKey(cell))
        if (isThere) this.#set(id, cell)
        else lost.push(id)
      }
    }
    this.#lost = lost
  }

  /** Notes beyond the grid, and those that lie on another, go to the free cells; then those that come. */
  fill(coming: readonly string[], isBlocked: (rect: Rect) => boolean): void {
    const count = this.#at.size + this.#lost.length + coming.length
    const cells = cellsOf(count + 4 * this.#fixed.size + 40, this.#most)
    const [within, more] = [cells.slice(0, count), cells.slice(count)]
    const wanted = new Set(within.map(cellKey))
    const beyond = [...this.#at].filter(([id, cell]) => !this.#fixed.has(id) && !wanted.has(cellKey(cell)))
    for (const [id, cell] of beyond) {
      this.#at.delete(id)
      this.#taken.delete(cellKey(cell))
    }
    const homeless = [...beyond.map(([id]) => id), ...this.#lost].filter((id) => !this.#fixed.has(id))
    const isNew = this.#at.size + this.#fixed.size === 0
    const isFree = this.#search(homeless.length + coming.length > mostSought ? () => false : isBlocked)
    const free = [...within.filter(this.#isEmpty).sort(byRow), ...more.filter(this.#isEmpty)]
    for (const id of inReadingOrder(homeless, this.#rectOf)) this.#settle(id, free, isFree)
    const next = isNew ? free : cells.filter(this.#isEmpty)
    for (const id of coming) this.#settle(id, next, isFree)
  }

  /** Ways to choose a cell: so that the field stays clear of what may not be moved, or else the note alone. */
  #search(isBlocked: (rect: Rect) => boolean): Search {
    const stays = [...this.#fixed].map(this.#rectOf)
    const meets = meetsAnyOf(stays)
    let extent = boundsOf([...[...this.#at.keys()].map(this.#rectOf), ...stays])
    const isClear = [
      (cell: Rect) => !meets(cell) && !isBlocked(fieldAround(extent ? [extent, cell] : [cell]) ?? cell),
      (cell: Rect) => !meets(cell) && !isBlocked(cell),
      () => true,
    ]
    const takes = (cell: Rect) => {
      extent = extent ? union(extent, cell) : cell
    }
    return { isClear, takes }
  }

  readonly #isEmpty = (cell: Cell): boolean => !this.#taken.has(cellKey(cell))

  /** Takes one of these empty cells out of the list. */
  #settle(id: string, cells: Cell[], { isClear, takes }: Search): void {
    const { width, height } = this.#rectOf(id)
    const rectAt = (cell: Cell) => ({ ...this.#roughPlace(cell), width, height })
    for (const isGood of isClear) {
      const index = cells.findIndex((cell) => isGood(rectAt(cell)))
      const [cell] = index < 0 ? [] : cells.splice(index, 1)
      if (!cell) continue
      this.#set(id, cell)
      return takes(rectAt(cell))
    }
  }

  /** Each goes to the cell nearest to its point, as the rows are before any of them moves. */
  moveAll(moved: ReadonlyMap<string, Point>): void {
    const placeOf = this.#placing()
    const cells = cellsOf(this.#at.size + this.#lost.length, this.#most)
    const places = cells.map((cell) => ({ cell, ...placeOf(cell) }))
    for (const [id, to] of moved) {
      const cell = nearestTo(to, places)?.cell
      if (cell && !this.#fixed.has(id)) this.#moveTo(id, cell)
    }
  }

  #moveTo(id: string, cell: Cell): void {
    const from = this.#at.get(id)
    const there = this.#taken.get(cellKey(cell))
    if (there !== undefined && this.#fixed.has(there)) return
    if (from) this.#taken.delete(cellKey(from))
    this.#set(id, cell)
    if (there === undefined || there === id) return
    this.#at.delete(there)
    if (from) this.#set(there, from)
  }

  places(): readonly (readonly [string, Point])[] {
    const placeOf = this.#placing()
    return [...this.#at].filter(([id]) => !this.#fixed.has(id)).map(([id, cell]) => [id, placeOf(cell)])
  }

  #set(id: string, cell: Cell): void {
    this.#at.set(id, cell)
    this.#taken.set(cellKey(cell), id)
  }

  #roughPlace({ column, row }: Cell): Point {
    return { x: this.#origin.x + column * pitch, y: this.#origin.y + row * pitch }
  }

  /** A row is as high as its highest note. */
  #placing(): (cell: Cell) => Point {
    const heights: number[] = []
    for (const [id, { row }] of this.#at)
      heights[row] = Math.max(heights[row] ?? noteSide, this.#rectOf(id).height)
    const tops: number[] = [this.#origin.y]
    const topOf = (row: number): number => {
      for (let next = tops.length; next <= row; next += 1)
        tops[next] = (tops[next - 1] ?? 0) + (heights[next - 1] ?? noteSide) + packingGap
      return tops[row] ?? this.#origin.y
    }
    return ({ column, row }) => ({ x: this.#origin.x + column * pitch, y: topOf(row) })
  }
}

/** The first of those that are nearest. */
function nearestTo<T extends Point>({ x, y }: Point, places: readonly T[]): T | undefined {
  let nearest: T | undefined
  let least = Infinity
  for (const place of places) {
    const square = (place.x - x) ** 2 + (place.y - y) ** 2
    if (square >= least) continue
    nearest = place
    least = square
  }
  return nearest
}
