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

/**
 * An item of more cells is kept in a list of its own, which every query searches: neither a field across
 * the whole board nor numbers that are none may fill the cells. A field of sixty notes has fewer.
 */
const maxCells = 16

/** A cell with more items is a set: taking one out of a long list takes as long as reading all of it. */
const crowded = 64

/** `cell`: side of a cell in board units, somewhat larger than most items. */
export function createGrid<T extends { readonly rect: Rect }>(cell = noteCell): Grid<T> {
  /** Lists: they are read far more often than changed. */
  const cells = new Map<number, T[] | Set<T>>()
  const items = new Set<T>()
  const large = new Set<T>()

  return {
    add: (item) => {
      items.add(item)
      const block = blockOf(cell, item.rect)
      if (!isSmall(block)) return void large.add(item)
      eachCell(block, (key) => {
        const there = cells.get(key)
        if (!there) cells.set(key, [item])
        else if (there instanceof Set) there.add(item)
        else if (there.length < crowded) there.push(item)
        else cells.set(key, new Set(there).add(item))
      })
    },
    remove: (item) => {
      if (!items.delete(item) || large.delete(item)) return
      eachCell(blockOf(cell, item.rect), (key) => {
        const there = cells.get(key)
        if (!there) return
        if (there instanceof Set) there.delete(item)
        else there.splice(there.indexOf(item), 1)
        if ((there instanceof Set ? there.size : there.length) === 0) cells.delete(key)
      })
    },
    query: (rect) => {
      const block = blockOf(cell, rect)
      const isCheap = block.columns * block.rows <= cells.size
      if (!isCheap) return [...items].filter((item) => intersects(item.rect, rect))
      const found: T[] = []
      eachCell(block, (key, column, row) => {
        const there = cells.get(key)
        if (!there) return
        for (const item of there) {
          if (!intersects(item.rect, rect)) continue
          // An item of several cells counts in the first cell that it shares with the rectangle.
          const isFirst =
            Math.max(block.left, Math.floor(item.rect.x / cell)) === column &&
            Math.max(block.top, Math.floor(item.rect.y / cell)) === row
          if (isFirst) found.push(item)
        }
      })
      for (const item of large) if (intersects(item.rect, rect)) found.push(item)
      return found
    },
    clear: () => {
      cells.clear()
      items.clear()
      large.clear()
    },
  }
}

/** The cells that a rectangle touches. */
interface Block {
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly rows: number
}

function blockOf(cell: number, { x, y, width, height }: Rect): Block {
  const [left, top] = [Math.floor(x / cell), Math.floor(y / cell)]
  return {
    left,
    top,
    columns: Math.floor((x + width) / cell) - left + 1,
    rows: Math.floor((y + height) / cell) - top + 1,
  }
}

/** False also for numbers that are none, and for a rectangle turned inside out. */
function isSmall({ columns, rows }: Block): boolean {
  return columns >= 1 && rows >= 1 && columns * rows <= maxCells
}

/** Counts the cells instead of comparing places: at 1e30, a place plus one is the same place. */
function eachCell(
  { left, top, columns, rows }: Block,
  visit: (key: number, column: number, row: number) => void,
): void {
  for (let across = 0; across < columns; across += 1) {
    for (let down = 0; down < rows; down += 1) {
      const [column, row] = [left + across, top + down]
      visit(column * stride + row, column, row)
    }
  }
}
