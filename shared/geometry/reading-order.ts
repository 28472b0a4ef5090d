import type { Rect } from './rect.ts'

/** Compares two items in one place. */
type Tie<T> = (a: T, b: T) => number

/** Sorts items as people read them: row by row from the top, each row from left to right. */
export function inReadingOrder<T>(
  items: readonly T[],
  rectOf: (item: T) => Rect,
  tie?: Tie<T>,
): readonly T[] {
  return inRows(items, rectOf, tie).flat()
}

/**
 * The rows from the top, each from left to right. An item belongs to a row when it begins within the upper half of the
 * row's topmost item. Items in one place keep their order unless `tie` says another.
 */
export function inRows<T>(
  items: readonly T[],
  rectOf: (item: T) => Rect,
  tie: Tie<T> = () => 0,
): readonly (readonly T[])[] {
  const byTop = items.map((item) => ({ item, rect: rectOf(item) })).sort((a, b) => a.rect.y - b.rect.y)
  const rows: (typeof byTop)[] = []
  let limit = -Infinity
  for (const placed of byTop) {
    const { rect } = placed
    const row = rows.at(-1)
    if (row && rect.y < limit) row.push(placed)
    else {
      rows.push([placed])
      limit = rect.y + rect.height / 2
    }
  }
  for (const row of rows)
    row.sort((a, b) => a.rect.x - b.rect.x || a.rect.y - b.rect.y || tie(a.item, b.item))
  return rows.map((row) => row.map(({ item }) => item))
}
