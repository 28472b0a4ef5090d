import type { Language } from '#shared/board/document.ts'
import { boundsOf, type Rect } from '#shared/geometry/rect.ts'
import type { Measure } from '#shared/text/layout.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { boardSheet, titleWidening, type SheetItem } from './board-sheet.ts'
import { openPrintedMeasure } from './measure.ts'
import type { BoardFacts } from './outline.ts'
import { drawingData, printNotePhotos, writtenOn, type PrintedPhotos } from './printed-notes.ts'

/** In points: the width of the report's text, and a height that leaves room on a page for what stands above. */
const maxWidth = 453
const maxHeight = 560
/** Points per board unit: two notes alone need not fill the page. Not measured. */
const maxUnit = 0.5
/** Smaller type is not drawn: nobody can read it, and it takes most of the time. In points. */
const minType = 1.5
/** Type of the groups' titles, in points. */
const titleType = 7
/** Fine enough for a picture that is as wide as a page. Not measured. */
const dotsPerUnit = 1

/** The things that the template draws. */
export interface BoardPicture {
  readonly style: object
  /** Points per board unit. */
  readonly unit: number
  readonly strips: readonly Strip[]
}

/** The whole board as the report shows it; null for one without notes. */
export async function boardPicture(
  board: BoardSnapshot,
  facts: BoardFacts,
  language: Language,
  printed: PrintedPhotos,
): Promise<BoardPicture | null> {
  if (board.notes.length === 0) return null
  const { measure } = await openPrintedMeasure(writtenOn(board))
  const photos = await printNotePhotos(board, printed, dotsPerUnit)
  const { items } = boardSheet(board, facts, language, measure, photos)
  const view = boundsOf(items.map(({ rect }) => rect))
  if (!view) return null
  const { unit, strips } = stripsOf(items, view)
  // Screen readers skip the picture: the same notes follow as text.
  return {
    style: { ...drawingData, hasTags: false },
    unit,
    strips: strips.map((strip) => ({
      ...strip,
      items: strip.items.map((item) => readable(item, unit, measure)),
    })),
  }
}

interface Strip {
  readonly view: Rect
  readonly items: readonly SheetItem[]
}

/**
 * A workshop grows to the right: its board is much wider than a page. It is cut where nothing stands, into as many strips
 * below one another as show it largest.
 */
function stripsOf(
  items: readonly SheetItem[],
  view: Rect,
): { readonly unit: number; readonly strips: readonly Strip[] } {
  const columns = columnsOf(items)
  const whole = { unit: unitOf([view]), strips: [{ view, items }] }
  return Array.from({ length: Math.min(maxStrips, columns.length) }, (_, index) => {
    const strips = rowsOf(columns, view.width / (index + 1))
    return { unit: unitOf(strips.map((strip) => strip.view)), strips }
  }).reduce((best, next) => (next.unit > best.unit * 1.1 ? next : best), whole)
}

/** Not measured. */
const maxStrips = 6
/** In points. */
const stripGap = 10

function unitOf(views: readonly Rect[]): number {
  const width = Math.max(...views.map((view) => view.width))
  const height = views.reduce((sum, view) => sum + view.height, 0)
  return Math.min(maxUnit, maxWidth / width, (maxHeight - stripGap * (views.length - 1)) / height)
}

/** Things that overlap from left to right stay together. */
function columnsOf(items: readonly SheetItem[]): readonly Strip[] {
  const columns: { view: Rect; items: SheetItem[] }[] = []
  const placed = items.map((item, place) => ({ item, place }))
  for (const { item } of placed.toSorted((a, b) => a.item.rect.x - b.item.rect.x || a.place - b.place)) {
    const last = columns.at(-1)
    if (last && item.rect.x < last.view.x + last.view.width) {
      last.view = boundsOf([last.view, item.rect]) ?? last.view
      last.items.push(item)
    } else columns.push({ view: item.rect, items: [item] })
  }
  // Later items cover earlier ones.
  const order = new Map(items.map((item, place) => [item, place]))
  const byPlace = (a: SheetItem, b: SheetItem) => (order.get(a) ?? 0) - (order.get(b) ?? 0)
  return columns.map((column) => ({ ...column, items: column.items.sort(byPlace) }))
}

/** Columns side by side, as long as they are no wider than this together. */
function rowsOf(columns: readonly Strip[], maxWidth: number): readonly Strip[] {
  const rows: Strip[] = []
  for (const column of columns) {
    const last = rows.at(-1)
    const view = last && boundsOf([last.view, column.view])
    if (last && view && view.width <= maxWidth)
      rows[rows.length - 1] = { view, items: [...last.items, ...column.items] }
    else rows.push(column)
  }
  return rows
}

/** Titles of groups are set larger, as on a screen that shows the whole board. */
function readable(item: SheetItem, unit: number, measure: Measure): SheetItem {
  if (item.kind === 'heading' && item.lines === 1) {
    const width = measure(item.title.lines.flat().join(''), item.size) * titleWidening
    const widest = (item.size * (item.rect.width - 2 * item.size)) / Math.max(1, width)
    return { ...item, size: Math.max(item.size, Math.min(titleType / unit, widest)) }
  }
  if (item.kind !== 'note' || item.size * unit >= minType) return item
  return { ...item, text: [], signature: null, result: null }
}
