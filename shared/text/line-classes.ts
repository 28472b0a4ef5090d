/**
 * The classes of characters by which lines break (UAX #14), as the build gives them to a browser: runs of one class, a
 * letter each and their length unless it is 1. Packed as linebreak packs them they would need 5 kB more.
 */
export class LineClasses {
  /** Of the basic plane, by code point. */
  readonly #near = new Uint8Array(nearEnd)
  /** The first code points of the runs beyond, and their classes. */
  readonly #starts: number[] = []
  readonly #classes: number[] = []

  constructor(runs: string) {
    let at = 0
    for (const [, letter = '', length = ''] of runs.matchAll(/(\D)(\d*)/gu)) {
      const end = at + Number(length || 1)
      const kind = letter.charCodeAt(0) - firstLetter
      this.#near.fill(kind, at, end)
      if (end > nearEnd) {
        this.#starts.push(at)
        this.#classes.push(kind)
      }
      at = end
    }
  }

  get(point: number): number | undefined {
    if (point < nearEnd) return this.#near[point]
    let [low, high] = [0, this.#starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= point) low = middle
      else high = middle
    }
    return this.#classes[low]
  }
}

const nearEnd = 0x10000
/** The first one behind the digits. */
export const firstLetter = ':'.charCodeAt(0)
