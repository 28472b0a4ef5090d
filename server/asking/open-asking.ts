import type { StoredAsking } from '../contracts/askings.ts'
import type { Electorate } from '../polls/electorate.ts'
import type { PairClock } from './pair-clock.ts'

/** Questions that people answer now. */
export interface OpenAsking {
  readonly stored: StoredAsking
  readonly people: Electorate
  /** The number of people that was told before a restart. It never falls. */
  readonly floor: number
  /** Of a pair; null where nothing else follows. */
  readonly clock: PairClock | null
}

export function sizeOf({ people, floor }: OpenAsking): number {
  return Math.max(floor, people.size)
}
