import { intersects, type Rect } from '#shared/geometry/rect.ts'

/** More things than this in one picture are looked through for those that others cover. */
const fewThings = 400

/** The picture is divided into so many cells each way. Not measured. */
const cellsAcross = 64

/** Where things lie so many layers deep, nothing of the lowest shows but a rim. Not measured. */
const layers = 4

/**
 * The things that can be seen, lowest first as they come. Ten thousand notes in one place would take half
 * a second to paint, and all but some dozens lie under others. `bodyOf`: the opaque part of a thing.
 * Dense piles lose their lowest things, at most a rim of which would show.
 */
export function uncovered<T extends { readonly rect: Rect }>(
  things: readonly T[],
  area: Rect,
  bodyOf: (thing: T) => Rect,
  few = fewThings,
): readonly T[] {
  if (things.length <= few) return things
  const cover = new Cover(area)
  const places = new Set<string>()
  const seen: T[] = []
  for (let index = things.length - 1; index >= 0 && !cover.isWhole; index -= 1) {
    const thing = things[index]
    if (!thing || !intersects(thing.rect, area)) continue
    const { x, y, width, height } = thing.rect
    const place = `${x},${y},${width},${height}`
    if (places.has(place) || !cover.hasRoomFor(thing.rect)) continue
    places.add(place)
    seen.push(thing)
    cover.add(thing.rect, bodyOf(thing))
    if (seen.length > few && cover.depth > layers) break
  }
  return seen.toReversed()
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

const Cell = { free: 0, touched: 1, covered: 2 } as const

/** The cells of an area that something touches, and those that lie wholly under something. */
class Cover {
  readonly #area: Rect
  readonly #cells = new Uint8Array(cellsAcross * cellsAcross)
  /** The covered cells once more, a bit each: ten thousand notes ask for thousands of cells each. */
  readonly #coveredBits = new Int32Array((cellsAcross * cellsAcross) / 32)
  #covered = 0
  #touched = 0
  #touches = 0

  constructor(area: Rect) {
    this.#area = area
  }

  get isWhole(): boolean {
    return this.#covered === this.#cells.length
  }

  /** Things on a cell that has any. */
  get depth(): number {
    return this.#touches / Math.max(1, this.#touched)
  }

  hasRoomFor(rect: Rect): boolean {
    const { left, right, top, bottom } = this.#cellsOf(rect, Math.floor, Math.ceil)
    const [first, second] = [bitsOf(left, right), bitsOf(left - halfRow, right - halfRow)]
    for (let row = top; row < bottom; row += 1) {
      const isCovered =
        (first & ~(this.#coveredBits[2 * row] ?? 0)) === 0 &&
        (second & ~(this.#coveredBits[2 * row + 1] ?? 0)) === 0
      if (!isCovered) return true
    }
    return false
  }

  add(rect: Rect, body: Rect): void {
    this.#visit(rect, Math.floor, Math.ceil, (at) => {
      this.#touches += 1
      if (this.#cells[at] !== Cell.free) return
      this.#touched += 1
      this.#cells[at] = Cell.touched
    })
    this.#visit(body, Math.ceil, Math.floor, (at) => {
      if (this.#cells[at] !== Cell.covered) this.#covered += 1
      this.#cells[at] = Cell.covered
      this.#coveredBits[at >> 5] = (this.#coveredBits[at >> 5] ?? 0) | (1 << (at & 31))
    })
  }

  #cellsOf({ x, y, width, height }: Rect, roundStart: Round, roundEnd: Round) {
    const area = this.#area
    const across = cellsAcross / area.width
    const down = cellsAcross / area.height
    return {
      left: Math.max(0, roundStart((x - area.x) * across)),
      top: Math.max(0, roundStart((y - area.y) * down)),
      right: Math.min(cellsAcross, roundEnd((x + width - area.x) * across)),
      bottom: Math.min(cellsAcross, roundEnd((y + height - area.y) * down)),
    }
  }

  #visit(rect: Rect, roundStart: Round, roundEnd: Round, visit: (at: number) => void): void {
    const { left, right, top, bottom } = this.#cellsOf(rect, roundStart, roundEnd)
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) visit(row * cellsAcross + column)
    }
  }
}
