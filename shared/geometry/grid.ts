import { intersects, type Rect } from './rect.ts'

/** Side of a cell, board units: a note touches at most four. */
const cell = 512

/** Coordinates of cells as one number: exact while both stay below 2^22, which a board's limits ensure. */
const stride = 2 ** 23

/**
 * Which items are where. At ten thousand notes this beats a tree: moving one costs two set operations, and what a
 * screen shows at a legible zoom lies in a few dozen cells.
 */
export interface Grid<T extends { readonly rect: Rect }> {
  readonly add: (item: T) => void
  readonly remove: (item: T) => void
  /** In no order; each once. */
  readonly query: (rect: Rect) => readonly T[]
  readonly clear: () => void
}

const nothing: readonly never[] = []

export function createGrid<T extends { readonly rect: Rect }>(): Grid<T> {
  const cells = new Map<number, Set<T>>()
  const items = new Set<T>()

  return {
    add: (item) => {
      items.add(item)
      eachCell(item.rect, (key) => {
        const there = cells.get(key)
        if (there) there.add(item)
        else cells.set(key, new Set([item]))
      })
    },
    remove: (item) => {
      if (!items.delete(item)) return
      eachCell(item.rect, (key) => {
        const there = cells.get(key)
        there?.delete(item)
        if (there?.size === 0) cells.delete(key)
      })
    },
    query: (rect) => {
      const isLarge = (rect.width / cell + 1) * (rect.height / cell + 1) > cells.size
      if (isLarge) return [...items].filter((item) => intersects(item.rect, rect))
      const found: T[] = []
      const [left, top] = [Math.floor(rect.x / cell), Math.floor(rect.y / cell)]
      eachCell(rect, (key, column, row) => {
        for (const item of cells.get(key) ?? nothing) {
          // An item of several cells is counted in the first that it and the rectangle share.
          if (Math.max(left, Math.floor(item.rect.x / cell)) !== column) continue
          if (Math.max(top, Math.floor(item.rect.y / cell)) !== row) continue
          if (intersects(item.rect, rect)) found.push(item)
        }
      })
      return found
    },
    clear: () => {
      cells.clear()
      items.clear()
    },
  }
}

function eachCell(rect: Rect, visit: (key: number, column: number, row: number) => void): void {
  const right = Math.floor((rect.x + rect.width) / cell)
  const bottom = Math.floor((rect.y + rect.height) / cell)
  for (let column = Math.floor(rect.x / cell); column <= right; column += 1) {
    for (let row = Math.floor(rect.y / cell); row <= bottom; row += 1) {
      visit(column * stride + row, column, row)
    }
  }
}
