import type { Language } from '#shared/board/document.ts'
import { boundsOf } from '#shared/geometry/rect.ts'
import type { Measure } from '#shared/text/layout.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { boardSheet, titleWidening, type SheetItem } from './board-sheet.ts'
import { drawingData } from './drawing-data.ts'
import { openPrintedMeasure } from './measure.ts'
import type { BoardFacts } from './outline.ts'
import { printNotePhotos, writtenOn } from './printed-notes.ts'
import type { PrintedPhotos } from './printed-photos.ts'

/** In points: the width of the report's text, and a height that leaves room on a page for what stands above. */
const maxWidth = 453
const maxHeight = 440
/** Points per board unit: two notes alone need not fill the page. Not measured. */
const maxUnit = 0.5
/** Smaller type is not drawn: nobody can read it, and it takes most of the time. In points. */
const minType = 1.5
/** Type of the groups' titles, in points. */
const titleType = 7
/** Fine enough for a picture that is as wide as a page. Not measured. */
const dotsPerUnit = 1

/** The whole board as the report shows it; null for one without notes. */
export async function boardPicture(
  board: BoardSnapshot,
  facts: BoardFacts,
  language: Language,
  printed: PrintedPhotos,
): Promise<object | null> {
  if (board.notes.length === 0) return null
  const { measure } = await openPrintedMeasure(writtenOn(board))
  const photos = await printNotePhotos(board, printed, dotsPerUnit)
  const { items } = boardSheet(board, facts, language, measure, photos)
  const view = boundsOf(items.map(({ rect }) => rect))
  if (!view) return null
  const unit = Math.min(maxUnit, maxWidth / view.width, maxHeight / view.height)
  // Screen readers skip the picture: the same notes follow as text.
  return {
    style: { ...drawingData, hasTags: false },
    unit,
    view,
    items: items.map((item) => readable(item, unit, measure)),
  }
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
