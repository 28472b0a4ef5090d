import { isId } from '../../board/id.ts'

/** Pairs that people say have the same idea. A board with more of them needs no more hints. */
export const pairLimit = 100

/** Two notes, and the number of people who say that they have the same idea. */
export interface AgreedPair {
  readonly one: string
  readonly other: string
  readonly yes: number
  /** Those of them that came with a file: nobody knows whose they are. */
  readonly earlier: number
  /** So many had said so, besides those, when the workshop ended. People who say so again are perhaps the same. */
  readonly ended: number
}

/** The number of people who say so at least. `counted`: since the workshop ended, or began. */
export function yesWith({ earlier, ended }: Pick<AgreedPair, 'earlier' | 'ended'>, counted: number): number {
  return earlier + Math.max(ended, counted)
}

/** The same for both orders of the notes. */
export function pairKey({ one, other }: Pick<AgreedPair, 'one' | 'other'>): string {
  return [one, other].sort().join(' ')
}

/** The pairs in the server's state of this activity. Each is an item of its own. */
export function pairsIn(state: unknown): readonly AgreedPair[] {
  if (typeof state !== 'object' || state === null) return []
  return Object.values(state).flatMap(readPair).slice(0, pairLimit)
}

function readPair(entry: unknown): readonly AgreedPair[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { one, other, yes, earlier, ended } = entry as Record<string, unknown>
  if (!isId(one) || !isId(other) || !Number.isSafeInteger(yes)) return []
  return [{ one, other, yes: Number(yes), earlier: numberIn(earlier), ended: numberIn(ended) }]
}

function numberIn(value: unknown): number {
  return Number.isSafeInteger(value) ? Number(value) : 0
}
