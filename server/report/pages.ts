import type { ExportPaper } from '#shared/wire/http.ts'
import { boundsOf, centreOf, intersects, type Rect } from '#shared/geometry/rect.ts'
import type { SheetItem } from './board-sheet.ts'
import { fullSize, largestSide } from './paper.ts'

/** One page: which part of the board it shows, where, and what is drawn on it. Lengths of paper are in points. */
export interface Page {
  readonly width: number
  readonly height: number
  /** Where on the paper the view begins. */
  readonly left: number
  readonly top: number
  /** The part of the board that is shown, in board units. */
  readonly view: Rect
  /** The name of a sheet among others, as on a map: B3. */
  readonly mark: string | null
  /** Index of an item, and whether it belongs to another sheet, where it is read. */
  readonly draw: readonly (readonly [item: number, isElsewhere: boolean])[]
}

export interface Pages {
  /** Points per board unit. */
  readonly unit: number
  /** Height of the type of the title, points. */
  readonly titleSize: number
  readonly pages: readonly Page[]
}

/** Tiled: a note is 35 mm wide, its usual text 9 points. Taste. */
const tiledSize = 0.5
const paperSizes = { a4: [595.28, 841.89], a3: [841.89, 1190.55] } as const
/** Points: what most printers leave white, and what neighbouring sheets share so that they can be glued. */
const paperMargin = 30
const overlap = 24
/** More sheets than this nobody glues: the board is printed smaller. Taste. */
const mostSheets = 120

/** On how many lines of this width the title goes at a type size, both in points. */
export type TitleLines = (width: number, size: number) => number

export function pagesFor(paper: ExportPaper, titleLines: TitleLines, items: readonly SheetItem[]): Pages {
  const bounds = boundsOf(items.map(({ rect }) => rect)) ?? { x: 0, y: 0, width: 0, height: 0 }
  return paper === 'one' ? onePage(bounds, titleLines, items) : tiled(paper, bounds, titleLines, items)
}

function onePage(bounds: Rect, titleLines: TitleLines, items: readonly SheetItem[]): Pages {
  // Seen as a whole on a screen or a poster, the title must stand up to the board.
  const wanted = Math.max(24, Math.min(160, (Math.max(bounds.width, 600) * fullSize) / 26))
  const margin = 48
  const { titleSize, room } = titleFit(titleLines, wanted, Math.max(600, bounds.width) * fullSize)
  const unit = Math.min(
    fullSize,
    (largestSide - 2 * margin) / Math.max(1, bounds.width),
    (largestSide - 2 * margin - room) / Math.max(1, bounds.height),
  )
  const page: Page = {
    width: Math.max(600 * fullSize, bounds.width * unit) + 2 * margin,
    height: bounds.height * unit + 2 * margin + room,
    left: margin,
    top: margin + room,
    view: bounds,
    mark: null,
    draw: items.map((_, index) => [index, false]),
  }
  return { unit, titleSize, pages: [page] }
}

/** A long title is first set smaller, then on more lines, and never so small that the notes outdo it. Taste. */
function titleFit(
  titleLines: TitleLines,
  wanted: number,
  width: number,
): { readonly titleSize: number; readonly room: number } {
  const smallest = wanted / 2
  const sizes = [1, 0.9, 0.8, 0.7, 0.6].map((part) => wanted * part)
  const titleSize =
    sizes.slice(0, 4).find((size) => titleLines(width, size) <= 1) ??
    sizes.slice(3).find((size) => titleLines(width, size) <= 2) ??
    smallest
  // Below it the facts, and some air.
  return { titleSize, room: titleSize * (1.2 * titleLines(width, titleSize) + 2) }
}

function tiled(paper: 'a3' | 'a4', bounds: Rect, titleLines: TitleLines, items: readonly SheetItem[]): Pages {
  const { titleSize, room } = titleFit(titleLines, 24, paperSizes[paper][0] - 2 * paperMargin)
  let unit = tiledSize
  let pages = sheets(paper, bounds, items, unit, room)
  while (pages.length > mostSheets) {
    unit *= 0.8
    pages = sheets(paper, bounds, items, unit, room)
  }
  return { unit, titleSize, pages }
}

/** The sheets that have something on them, upright or across, whichever takes fewer. */
function sheets(
  paper: 'a3' | 'a4',
  bounds: Rect,
  items: readonly SheetItem[],
  unit: number,
  room: number,
): readonly Page[] {
  const [short, long] = paperSizes[paper]
  const upright = cut(short, long, bounds, items, unit, room)
  const across = cut(long, short, bounds, items, unit, room)
  return across.length < upright.length ? across : upright
}

function cut(
  width: number,
  height: number,
  bounds: Rect,
  items: readonly SheetItem[],
  unit: number,
  room: number,
): readonly Page[] {
  // The title stands on every sheet's upper margin as a mark, and large on the first alone.
  const view = { width: (width - 2 * paperMargin) / unit, height: (height - 2 * paperMargin) / unit }
  const step = { x: view.width - overlap / unit, y: view.height - overlap / unit }
  const top = bounds.y - room / unit
  const columns = Math.max(1, Math.ceil((bounds.width - overlap / unit) / step.x))
  const rows = Math.max(1, Math.ceil((bounds.height + room / unit - overlap / unit) / step.y))
  // Far more than is ever printed: the caller tries again smaller, without drawing these.
  if (columns * rows > 100 * mostSheets) return Array.from({ length: mostSheets + 1 }, () => blank)
  const drawn = new Map<number, [number, boolean][]>()
  for (const [index, { rect }] of items.entries()) {
    for (
      let row = first(rect.y - top, step.y);
      row < rows && top + row * step.y < rect.y + rect.height;
      row += 1
    ) {
      for (
        let column = first(rect.x - bounds.x, step.x);
        column < columns && bounds.x + column * step.x < rect.x + rect.width;
        column += 1
      ) {
        const there = { x: bounds.x + column * step.x, y: top + row * step.y, ...view }
        if (!intersects(there, rect)) continue
        const key = row * columns + column
        const sheet = drawn.get(key) ?? []
        sheet.push([index, !isHome(row, column, rect)])
        drawn.set(key, sheet)
      }
    }
  }
  if (!drawn.has(0)) drawn.set(0, [])
  return [...drawn]
    .toSorted(([a], [b]) => a - b)
    .map(([key, draw]) => {
      const row = Math.floor(key / columns)
      const column = key % columns
      const there = { x: bounds.x + column * step.x, y: top + row * step.y, ...view }
      return {
        width,
        height,
        left: paperMargin,
        top: paperMargin,
        view: there,
        mark: `${letters(column)}${row + 1}`,
        draw,
      }
    })

  /** The sheet on which an item is read: the one that has its centre, edges going to the later sheet. */
  function isHome(row: number, column: number, rect: Rect): boolean {
    const centre = centreOf(rect)
    const homeColumn = Math.min(columns - 1, Math.max(0, Math.floor((centre.x - bounds.x) / step.x)))
    const homeRow = Math.min(rows - 1, Math.max(0, Math.floor((centre.y - top) / step.y)))
    return row === homeRow && column === homeColumn
  }
}

const blank: Page = {
  width: 0,
  height: 0,
  left: 0,
  top: 0,
  view: { x: 0, y: 0, width: 0, height: 0 },
  mark: null,
  draw: [],
}

/** The first step that an item at this distance can be seen on, the one before it sharing its overlap. */
function first(distance: number, step: number): number {
  return Math.max(0, Math.floor(distance / step) - 1)
}

/** 0 → A, 25 → Z, 26 → AA. */
function letters(column: number): string {
  const last = String.fromCodePoint(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}
