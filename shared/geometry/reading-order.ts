import type { Rect } from './rect.ts'

/**
 * As a reader's eye finds them: row by row from the top, each from left to right. What begins within the upper half of a
 * row's highest thing stands in that row. What stands in one place keeps the order it came in.
 */
export function inReadingOrder<T>(items: readonly T[], rectOf: (item: T) => Rect): readonly T[] {
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
  return rows.flatMap((row) => row.sort((a, b) => rectOf(a).x - rectOf(b).x || rectOf(a).y - rectOf(b).y))
}
