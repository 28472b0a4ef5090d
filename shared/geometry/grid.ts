import { intersects, type Rect } from './rect.ts'

/** Side of a cell for notes, in board units. A note touches at most four cells. */
const noteCell = 512

/** Makes one number of a cell's coordinates. Exact below 2^22, which a board's limits ensure. */
const stride = 2 ** 23

/**
 * Finds items by place. At ten thousand notes it is faster than a tree (measured): a move searches a few
 * short lists, and a screen at a legible zoom shows a few dozen cells.
 */
export interface Grid<T extends { readonly rect: Rect }> {
  readonly add: (item: T) => void
  readonly remove: (item: T) => void
  /** Each item once, in no order. */
  readonly query: (rect: Rect) => readonly T[]
  readonly clear: () => void
}

/** `cell`: side of a cell in board units, somewhat larger than most items. */
export function createGrid<T extends { readonly rect: Rect }>(cell = noteCell): Grid<T> {
  /** Lists: they are read far more often than changed. */
  const cells = new Map<number, T[]>()
  const items = new Set<T>()

  return {
    add: (item) => {
      items.add(item)
      eachCell(cell, item.rect, (key) => {
        const there = cells.get(key)
        if (there) there.push(item)
        else cells.set(key, [item])
      })
    },
    remove: (item) => {
      if (!items.delete(item)) return
      eachCell(cell, item.rect, (key) => {
        const there = cells.get(key)
        if (!there) return
        there.splice(there.indexOf(item), 1)
        if (there.length === 0) cells.delete(key)
      })
    },
    query: (rect) => {
      const isLarge = (rect.width / cell + 1) * (rect.height / cell + 1) > cells.size
      if (isLarge) return [...items].filter((item) => intersects(item.rect, rect))
      const found: T[] = []
      const [left, top] = [Math.floor(rect.x / cell), Math.floor(rect.y / cell)]
      eachCell(cell, rect, (key, column, row) => {
        const there = cells.get(key)
        if (!there) return
        for (const item of there) {
          if (!intersects(item.rect, rect)) continue
          // An item of several cells counts in the first cell that it shares with the rectangle.
          const isFirst =
            Math.max(left, Math.floor(item.rect.x / cell)) === column &&
            Math.max(top, Math.floor(item.rect.y / cell)) === row
          if (isFirst) found.push(item)
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

function eachCell(cell: number, rect: Rect, visit: (key: number, column: number, row: number) => void): void {
  const right = Math.floor((rect.x + rect.width) / cell)
  const bottom = Math.floor((rect.y + rect.height) / cell)
  for (let column = Math.floor(rect.x / cell); column <= right; column += 1) {
    for (let row = Math.floor(rect.y / cell); row <= bottom; row += 1) {
      visit(column * stride + row, column, row)
    }
  }
}
