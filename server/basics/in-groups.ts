import { newPace } from './yield-turn.ts'

/**
 * Does the same work on all items, `atOnce` at a time, with pauses for other work between the groups. An error waits for
 * the end of its group, so that no work goes on behind it.
 */
export async function inGroups<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const pace = newPace()
  for (let first = 0; first < items.length; first += atOnce) {
    const settled = await Promise.allSettled(items.slice(first, first + atOnce).map(work))
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason
      results.push(each.value)
    }
    await pace()
  }
  return results
}
