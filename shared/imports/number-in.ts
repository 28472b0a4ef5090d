/** Longer ones are no coordinates. */
const longest = 32

/**
 * The number that a cell holds, as spreadsheets of both languages write it: `-1204.5`, `−1 204,5`, `1,204.50`. Undefined
 * for anything else, and for numbers beyond any board.
 */
export function numberIn(cell: string): number | undefined {
  if (cell.length > longest) return undefined
  const signs = cell.replaceAll(/[\s']/gu, '').replace('−', '-')
  if (!/^[+-]?[\d.,]*\d[\d.,]*(?:e[+-]?\d{1,2})?(?:px)?$/iu.test(signs)) return undefined
  const decimal = Math.max(signs.lastIndexOf(','), signs.lastIndexOf('.'))
  const whole = decimal === -1 ? signs : signs.slice(0, decimal).replaceAll(/[.,]/gu, '')
  const value = Number.parseFloat(decimal === -1 ? whole : `${whole}.${signs.slice(decimal + 1)}`)
  return Number.isFinite(value) && Math.abs(value) <= farthest ? value : undefined
}

/** Whiteboards without an edge put things this far away. Not measured. */
const farthest = 1e9
