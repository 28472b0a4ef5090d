import type { Language } from '#shared/board/document.ts'
import { signaturePlace } from '#shared/board/signatures.ts'
import { markColours, tintColours } from '#shared/board/tint-colours.ts'
import { baseline, lineHeight, linesIn, noteMargin } from '#shared/text/layout.ts'
import { photoFrame } from '#shared/text/photo-note.ts'
import type { ExportPaper } from '#shared/wire/http.ts'
import { boardSheet, titleWidening } from './board-sheet.ts'
import { openPrintedMeasure } from './measure.ts'
import type { BoardFacts } from './outline.ts'
import { pagesFor } from './pages.ts'
import { openPrintedPhotos, type PrintedPhotos } from './printed-photos.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { printable } from './text.ts'
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
  const titles = [board.title, ...board.clusters.map(({ title }) => title)]
  const written = [...board.notes.flatMap(({ text, signature = '' }) => [text, signature]), ...titles]
  const { measure, isAnyMissing } = await openPrintedMeasure(written.join('\n'))
  const printed = openPrintedPhotos(photos)
  const photoFiles = await printPhotos(board, printed)
  const { items, ...sheet } = boardSheet(board, facts, language, measure, photoFiles)
  onProgress(0.4)
  const titleLines = (width: number, size: number) =>
    linesIn(width / titleWidening, sheet.plainTitle, size, measure).length
  const pages = pagesFor(paper, titleLines, items)
  // Only a tagged file tells whether the compiler's own fonts have a sign that ours lack.
  const tags = wanted === 'none' && isAnyMissing() ? 'standard' : wanted
  const data = {
    hasTags: tags !== 'none',
    ...sheet,
    ...pages,
    items,
    lang: language,
    names: pages.pages.map(
      ({ mark }, index) =>
        `${words.tile(mark ?? '')} · ${words.page} ${index + 1} ${words.of} ${pages.pages.length}`,
    ),
    tints: tintColours,
    marks: markColours,
    baseline,
    lineHeight,
    noteMargin,
    signaturePlace,
  }
  const pdf = await typeset('board', data, printed.files, tags)
  onProgress(0.9)
  return pdf
}

/** 300 dots an inch: at 100 % a note is two inches wide. */
const dotsPerUnit = 3

/** Files of the notes' photos, by note. */
async function printPhotos(
  { notes }: BoardSnapshot,
  printed: PrintedPhotos,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const { id, text, tint, photo } of notes) {
    if (!photo) continue
    const { width, height } = photoFrame(printable(text))
    const size = { width: width * dotsPerUnit, height: height * dotsPerUnit }
    const file = await printed.print(photo, { size, fit: 'cover', paper: tintColours[tint] })
    if (file !== undefined) files.set(id, file)
  }
  return files
}
