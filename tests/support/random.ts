export interface Random {
  readonly seed: number
  /** In [0, 1). */
  readonly next: () => number
  /** A whole number in [0, below). */
  readonly below: (limit: number) => number
  readonly chance: (probability: number) => boolean
  /** Throws when the list is empty. */
  readonly pick: <T>(list: readonly T[]) => T
}

/** Mulberry32: the same seed gives the same run; a failing test prints its seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    seed,
    next,
    below: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[Math.floor(next() * list.length)]
      if (item === undefined) throw new Error('cannot pick from an empty list')
      return item
    },
  }
}

/** From the environment variable SEED, to repeat a failure; otherwise new each time. */
export function testSeed(): number {
  const given = Number(process.env['SEED'])
  return Number.isInteger(given) && given > 0 ? given : Math.floor(Math.random() * 2 ** 31)
}

/** How many times as much a random test does in `npm run fuzz` as in `npm test`. */
export const fuzzScale = Number(process.env['FUZZ_SCALE'] ?? 1)
