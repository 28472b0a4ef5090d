import { isPlaced, type Gap } from './placed-struct.ts'
import type { Parent } from './schema-path.ts'

/**
 * Counts the values that one update writes under the same key and between the same neighbours. Yjs walks
 * past all of them for every further value that does not name its exact neighbour. Thousands of values
 * would cost quadratic time.
 */
export interface InsertCost {
  readonly inList: (gap: Gap) => number
  readonly inGap: (gap: Gap) => number
  readonly add: (gap: Gap) => void
}

interface Counts {
  total: number
  readonly gaps: Map<string, number>
}

export function newInsertCost(): InsertCost {
  const lists = new Map<Parent, Map<string | null, Counts>>()
  const countsOf = ({ path }: Gap): Counts | undefined => lists.get(path.parent)?.get(path.sub)
  return {
    inList: (gap) => countsOf(gap)?.total ?? 0,
    inGap: (gap) => countsOf(gap)?.gaps.get(gapOf(gap)) ?? 0,
    add: (gap) => {
      const { parent, sub } = gap.path
      let subs = lists.get(parent)
      if (!subs) lists.set(parent, (subs = new Map()))
      let counts = subs.get(sub)
      if (!counts) subs.set(sub, (counts = { total: 0, gaps: new Map() }))
      const key = gapOf(gap)
      counts.total += 1
      counts.gaps.set(key, (counts.gaps.get(key) ?? 0) + 1)
    },
  }
}

/** A gap's name: the place in the document where the chain of left neighbours begins. */
function gapOf({ left, leftId }: Gap): string {
  const id = left !== null && isPlaced(left) ? left.baseId : leftId
  return id ? `${id.client} ${id.clock}` : ''
}
