/** People of a group that is smaller are shown among the others: else a figure could tell on a person. */
export const smallestGroup = 5

/** The people of one self-declared group. Null: all others together. */
export interface GroupCount {
  readonly id: string | null
  readonly count: number
}

/**
 * Groups as they may be shown: those under five are merged into "others", with the people who named none. Others under
 * five take the smallest group in, so that nobody can subtract. Largest first, the others last.
 */
export function mergedGroups(counts: ReadonlyMap<string, number>, withoutGroup = 0): readonly GroupCount[] {
  const sorted = [...counts]
    .filter(([, count]) => count > 0)
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  const shown = sorted.filter(([, count]) => count >= smallestGroup)
  let others = withoutGroup + sum(sorted.slice(shown.length).map(([, count]) => count))
  while (others > 0 && others < smallestGroup) {
    const smallest = shown.pop()
    if (!smallest) break
    others += smallest[1]
  }
  return [
    ...shown.map(([id, count]) => ({ id, count })),
    ...(others > 0 ? [{ id: null, count: others }] : []),
  ]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
