import { intersects, overlap, type Rect } from '#shared/geometry/rect.ts'

/** More things than this in one picture are looked through for those that others cover. */
const fewThings = 400

/** So many are painted as they are, even if they lie on one another. Not measured. */
const fewInPile = 60

/** The picture is divided into so many cells each way. Not measured. */
const cellsAcross = 64

/** Where things lie so many layers deep, nothing of the lowest shows but a rim. Not measured. */
const layers = 4

/** Things that fill the area so many times are painted where a corner of them shows; further ones where a third of them does. Not measured. */
const generousLayers = 8
const leastShown = 1 / 3

/**
 * The things that can be seen, lowest first as they come. Ten thousand notes in one place would take half
 * a second to paint, and all but some dozens lie under others. `bodyOf`: the opaque part of a thing.
 * Dense piles lose their lowest things, at most a rim of which would show. Things beside a pile stay.
 */
export function uncovered<T extends { readonly rect: Rect }>(
  things: readonly T[],
  area: Rect,
  bodyOf: (thing: T) => Rect,
  few = fewThings,
): readonly T[] {
  if (things.length <= Math.min(few, fewInPile)) return things
  if (things.length <= few && isThin(things, area)) return things
  const cover = new Cover(area)
  const places = new Set<string>()
  const seen: T[] = []
  for (let index = things.length - 1; index >= 0 && !cover.isWhole; index -= 1) {
    const thing = things[index]
    if (!thing || !intersects(thing.rect, area) || !cover.takes(thing.rect)) continue
    const { x, y, width, height } = thing.rect
    const place = `${x},${y},${width},${height}`
    if (places.has(place)) continue
    places.add(place)
    seen.push(thing)
    cover.add(thing.rect, bodyOf(thing))
  }
  return seen.toReversed()
}

/** True where things fill the area a few times at most: painting them all takes less than the search. */
function isThin(things: readonly { readonly rect: Rect }[], area: Rect): boolean {
  let left = layers * area.width * area.height
  for (const { rect } of things) {
    const part = overlap(rect, area)
    if (part) left -= part.width * part.height
  }
  return left >= 0
}

/** A row of cells is two numbers of bits. */
const halfRow = cellsAcross / 2

type Round = (value: number) => number

/** The bits of a number from one up to another, where those beyond its ends are left out. */
function bitsOf(from: number, to: number): number {
  const [first, end] = [Math.max(0, from), Math.min(halfRow, to)]
  if (end <= first) return 0
  return (end - first === halfRow ? -1 : (1 << (end - first)) - 1) << first
}

/** The number of bits that are set. */
function countOf(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/** The layers of things on the cells of an area. A cell is full when it lies wholly under something, or below many layers. */
class Cover {
  readonly #area: Rect
  /** How many times things fill each cell. */
  readonly #depths = new Float32Array(cellsAcross * cellsAcross)
  /** The full cells, a bit each: ten thousand notes ask for thousands of cells each. */
  readonly #fullBits = new Int32Array((cellsAcross * cellsAcross) / 32)
  #full = 0
  /** Cells that things have been laid on, each as often as that was. */
  #laid = 0

  constructor(area: Rect) {
    this.#area = area
  }

  get isWhole(): boolean {
    return this.#full === this.#depths.length
  }

  /** True where enough of it would show. */
  takes(rect: Rect): boolean {
    const { left, right, top, bottom } = this.#cellsOf(rect, Math.floor, Math.ceil)
    const [first, second] = [bitsOf(left, right), bitsOf(left - halfRow, right - halfRow)]
    const isGenerous = this.#laid < generousLayers * this.#depths.length
    const wanted = isGenerous ? 1 : Math.max(1, leastShown * (right - left) * (bottom - top))
    let free = 0
    for (let row = top; row < bottom && free < wanted; row += 1)
      free +=
        countOf(first & ~(this.#fullBits[2 * row] ?? 0)) +
        countOf(second & ~(this.#fullBits[2 * row + 1] ?? 0))
    return free >= wanted
  }

  add(rect: Rect, body: Rect): void {
    const { x, y, across, down } = this.#scale()
    const [left, right] = [(rect.x - x) * across, (rect.x + rect.width - x) * across]
    const [top, bottom] = [(rect.y - y) * down, (rect.y + rect.height - y) * down]
    this.#visit(rect, Math.floor, Math.ceil, (column, row) => {
      const wide = Math.min(right, column + 1) - Math.max(left, column)
      const tall = Math.min(bottom, row + 1) - Math.max(top, row)
      const at = row * cellsAcross + column
      const depth = (this.#depths[at] ?? 0) + wide * tall
      this.#depths[at] = depth
      this.#laid += 1
      if (depth >= layers) this.#fill(at)
    })
    this.#visit(body, Math.ceil, Math.floor, (column, row) => this.#fill(row * cellsAcross + column))
  }

  #fill(at: number): void {
    const bits = this.#fullBits[at >> 5] ?? 0
    const bit = 1 << (at & 31)
    if ((bits & bit) !== 0) return
    this.#fullBits[at >> 5] = bits | bit
    this.#full += 1
  }

  #scale() {
    const { x, y, width, height } = this.#area
    return { x, y, across: cellsAcross / width, down: cellsAcross / height }
  }

  #cellsOf(rect: Rect, roundStart: Round, roundEnd: Round) {
    const { x, y, across, down } = this.#scale()
    return {
      left: Math.max(0, roundStart((rect.x - x) * across)),
      top: Math.max(0, roundStart((rect.y - y) * down)),
      right: Math.min(cellsAcross, roundEnd((rect.x + rect.width - x) * across)),
      bottom: Math.min(cellsAcross, roundEnd((rect.y + rect.height - y) * down)),
    }
  }

  #visit(rect: Rect, roundStart: Round, roundEnd: Round, visit: (column: number, row: number) => void): void {
    const { left, right, top, bottom } = this.#cellsOf(rect, roundStart, roundEnd)
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) visit(column, row)
    }
  }
}
