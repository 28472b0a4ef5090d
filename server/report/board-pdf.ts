import type { Language } from '#shared/board/document.ts'
import { baseline, lineHeight, noteMargin } from '#shared/text/layout.ts'
import type { ExportPaper } from '#shared/wire/http.ts'
import { boardSheet } from './board-sheet.ts'
import { openMeasure } from './measure.ts'
import type { BoardFacts } from './outline.ts'
import { pagesFor } from './pages.ts'
import type { BoardSnapshot } from './snapshot.ts'
import { markColours, tintColours } from './palette.ts'
import { typeset } from './typst.ts'
import { wordsOf } from './words.ts'

export async function boardPdf(
  board: BoardSnapshot,
  facts: BoardFacts,
  { language, paper }: { readonly language: Language; readonly paper: ExportPaper },
  onProgress: (progress: number) => void,
): Promise<Uint8Array> {
  const words = wordsOf(language)
  const written = [...board.notes.map(({ text }) => text), ...board.clusters.map(({ title }) => title)]
  const measure = await openMeasure(written.join('\n'))
  const { items, ...sheet } = boardSheet(board, facts, language, measure)
  onProgress(0.4)
  const pages = pagesFor(paper, sheet.plainTitle, items)
  const pdf = await typeset('board', {
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
  })
  onProgress(0.9)
  return pdf
}
