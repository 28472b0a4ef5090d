import type { Rect } from './rect.ts'

/** Sorts items as people read them: row by row from the top, each row from left to right. */
export function inReadingOrder<T>(items: readonly T[], rectOf: (item: T) => Rect): readonly T[] {
  return inRows(items, rectOf).flat()
}

/**
 * The rows from the top, each from left to right. An item belongs to a row when it begins within the upper half of the
 * row's topmost item. Items in one place keep their order.
 */
export function inRows<T>(items: readonly T[], rectOf: (item: T) => Rect): readonly (readonly T[])[] {
  const byTop = [...items].sort((a, b) => rectOf(a).y - rectOf(b).y)
  const rows: T[][] = []
  let limit = -Infinity
  for (const item of byTop) {
    const rect = rectOf(item)
    const row = rows.at(-1)
    if (row && rect.y < limit) row.push(item)
    else {
      rows.push([item])
      limit = rect.y + rect.height / 2
    }
  }
  return rows.map((row) => row.sort((a, b) => rectOf(a).x - rectOf(b).x || rectOf(a).y - rectOf(b).y))
}
