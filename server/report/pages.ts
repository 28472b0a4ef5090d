import type { ExportPaper } from '#shared/wire/http.ts'
import { boundsOf, centreOf, intersects, type Rect } from '#shared/geometry/rect.ts'
import type { SheetItem } from './board-sheet.ts'
import { fullSize, maxPageSide } from './places-on-paper.ts'

/** A page, and the part of the board on it. Lengths of paper are in points. */
export interface Page {
  readonly width: number
  readonly height: number
  /** Place of the view on the paper. */
  readonly left: number
  readonly top: number
  /** The shown part of the board, in board units. */
  readonly view: Rect
  /** Name of a sheet among others, as on a map: B3. */
  readonly mark: string | null
  /** Items by index. `isElsewhere`: screen readers read the item on another sheet. */
  readonly draw: readonly (readonly [item: number, isElsewhere: boolean])[]
}

export interface Pages {
  /** Points per board unit. */
  readonly unit: number
  /** Type size of the title, in points. */
  readonly titleSize: number
  readonly pages: readonly Page[]
}

/** Scale of sheets: a note is 35 mm wide, its usual text 9 points. Not measured. */
const tiledSize = 0.5
const paperSizes = { a4: [595.28, 841.89], a3: [841.89, 1190.55] } as const
/** In points: the margin that most printers leave white, and the strip that neighbouring sheets share for gluing. */
const paperMargin = 30
const overlap = 24
/** Nobody glues more sheets: a larger board is printed smaller. Not measured. */
const maxSheets = 120

/** Number of lines that the title takes at a width and a type size, both in points. */
export type TitleLines = (width: number, size: number) => number

export function pagesFor(paper: ExportPaper, titleLines: TitleLines, items: readonly SheetItem[]): Pages {
  const bounds = boundsOf(items.map(({ rect }) => rect)) ?? { x: 0, y: 0, width: 0, height: 0 }
  return paper === 'one' ? onePage(bounds, titleLines, items) : tiled(paper, bounds, titleLines, items)
}

function onePage(bounds: Rect, titleLines: TitleLines, items: readonly SheetItem[]): Pages {
  // The title must be readable on a screen or a poster that shows the whole board.
  const wanted = Math.max(24, Math.min(160, (Math.max(bounds.width, 600) * fullSize) / 26))
  const margin = 48
  const { titleSize, room } = titleFit(titleLines, wanted, Math.max(600, bounds.width) * fullSize)
  const unit = Math.min(
    fullSize,
    (maxPageSide - 2 * margin) / Math.max(1, bounds.width),
    (maxPageSide - 2 * margin - room) / Math.max(1, bounds.height),
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

/** Sets a long title smaller first, then on more lines. It stays larger than the notes. Not measured. */
function titleFit(
  titleLines: TitleLines,
  wanted: number,
  width: number,
): { readonly titleSize: number; readonly room: number } {
  const minSize = wanted / 2
  const sizes = [1, 0.9, 0.8, 0.7, 0.6].map((part) => wanted * part)
  const titleSize =
    sizes.slice(0, 4).find((size) => titleLines(width, size) <= 1) ??
    sizes.slice(3).find((size) => titleLines(width, size) <= 2) ??
    minSize
  // The facts, and some space, are below it.
  return { titleSize, room: titleSize * (1.2 * titleLines(width, titleSize) + 2) }
}

function tiled(paper: 'a3' | 'a4', bounds: Rect, titleLines: TitleLines, items: readonly SheetItem[]): Pages {
  const { titleSize, room } = titleFit(titleLines, 24, paperSizes[paper][0] - 2 * paperMargin)
  let unit = tiledSize
  let pages = sheets(paper, bounds, items, unit, room)
  while (pages.length > maxSheets) {
    unit *= 0.8
    pages = sheets(paper, bounds, items, unit, room)
  }
  return { unit, titleSize, pages }
}

/** The sheets that are not empty. Upright or across, whichever takes fewer. */
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
  // The first sheet has the large title. Each sheet has a small one in its upper margin.
  const view = { width: (width - 2 * paperMargin) / unit, height: (height - 2 * paperMargin) / unit }
  const step = { x: view.width - overlap / unit, y: view.height - overlap / unit }
  const top = bounds.y - room / unit
  const columns = Math.max(1, Math.ceil((bounds.width - overlap / unit) / step.x))
  const rows = Math.max(1, Math.ceil((bounds.height + room / unit - overlap / unit) / step.y))
  // Far too many: the caller tries a smaller scale, and these are never drawn.
  if (columns * rows > 100 * maxSheets) return Array.from({ length: maxSheets + 1 }, () => blank)
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

  /** True for the sheet on which an item is read: the one with its centre. Edges belong to the later sheet. */
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

/** The first step that shows an item at this distance. The step before it shares the overlap. */
function first(distance: number, step: number): number {
  return Math.max(0, Math.floor(distance / step) - 1)
}

/** 0 → A, 25 → Z, 26 → AA. */
function letters(column: number): string {
  const last = String.fromCodePoint(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}
