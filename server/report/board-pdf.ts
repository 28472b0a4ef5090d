import type { Language } from '#shared/board/document.ts'
import { linesIn } from '#shared/text/layout.ts'
import type { ExportPaper } from '#shared/wire/http.ts'
import { boardSheet, titleWidening } from './board-sheet.ts'
import { openPrintedMeasure } from './measure.ts'
import type { BoardFacts } from './outline.ts'
import { pagesFor } from './pages.ts'
import { drawingData, printNotePhotos, writtenOn, openPrintedPhotos } from './printed-notes.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { typeset, type Tags } from './typst.ts'
import { wordsOf } from './words.ts'

export interface BoardPaper {
  readonly language: Language
  readonly paper: ExportPaper
  /** As in `ExportJob`. */
  readonly photos?: string
  readonly tags?: Tags
}

export async function boardPdf(
  board: BoardSnapshot,
  facts: BoardFacts,
  { language, paper, photos, tags: wanted = 'standard' }: BoardPaper,
  onProgress: (progress: number) => void,
): Promise<Uint8Array> {
  const words = wordsOf(language)
  const { measure, isAnyMissing } = await openPrintedMeasure(writtenOn(board))
  const printed = openPrintedPhotos(photos)
  const photoFiles = await printNotePhotos(board, printed, dotsPerUnit)
  const { items, ...sheet } = boardSheet(board, facts, language, measure, photoFiles)
  onProgress(0.4)
  const titleLines = (width: number, size: number) =>
    linesIn(width / titleWidening, sheet.plainTitle, size, measure).length
  const pages = pagesFor(paper, titleLines, items)
  // Only a tagged file tells whether the compiler's own fonts have a sign that ours lack.
  const tags = wanted === 'none' && isAnyMissing() ? 'standard' : wanted
  const data = {
    style: { ...drawingData, hasTags: tags !== 'none' },
    ...sheet,
    ...pages,
    items,
    lang: language,
    names: pages.pages.map(
      ({ mark }, index) =>
        `${words.tile(mark ?? '')} · ${words.page} ${index + 1} ${words.of} ${pages.pages.length}`,
    ),
  }
  const pdf = await typeset('board', data, printed.files, tags)
  onProgress(0.9)
  return pdf
}

/** 300 dots an inch: at 100 % a note is two inches wide. */
const dotsPerUnit = 3
