import { newPace } from './yield-turn.ts'

/** Fisher–Yates shuffle. With 32 random bits for each place no room can notice a bias. */
export function shuffled<T>(items: readonly T[], randomBytes: (count: number) => Uint8Array): readonly T[] {
  const order = [...items]
  const random = new DataView(new Uint8Array(randomBytes(order.length * 4)).buffer)
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor((random.getUint32(last * 4) / 2 ** 32) * (last + 1))
    const [a, b] = [order[last] as T, order[other] as T]
    order[last] = b
    order[other] = a
  }
  return order
}

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
