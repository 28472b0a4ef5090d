import { adoptedId, behind, lineageOf, type LineageThing } from '#shared/statements/lineage.ts'
import { lineageDrawing, lineageLetters, type LineageBox } from '#shared/statements/lineage-drawing.ts'
import type { Language } from '#shared/board/document.ts'
import { capital } from '#shared/text/capital.ts'
import { cutTo } from '#shared/text/cut.ts'
import type { AccountLineage } from '../board-file/lineage-account.ts'
import type { Drawing, DrawnLabel, Section } from '#shared/blocks/block.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { lineageWordsOf, type LineageWords } from './lineage-words.ts'
import { printableLine } from '#shared/text/printable.ts'

/** The adopted sentence back to the notes: phrase by phrase, then drawn. */
export function lineageSection(account: AccountLineage, board: BoardSnapshot, language: Language): Section {
  const words = lineageWordsOf(language)
  const { voices, groups, proposals, phrases } = account
  const listed = (title: (texts: string) => string, texts: readonly string[]) => {
    const said = texts.map(printableLine).filter((text) => text !== '')
    return said.length === 0 ? [] : [{ kind: 'paragraph' as const, text: title(said.join(' · ')) }]
  }
  return {
    title: words.title,
    blocks: [
      { kind: 'facts', facts: [words.stands(voices), words.unnamed] },
      {
        kind: 'table',
        heads: [words.phrase, words.cameWith, words.voices],
        rows: phrases.map(({ text, origin, voices: behindIt }) => [
          printableLine(text),
          words.origin(origin.column, nameOf(origin, words)),
          behindIt === 0 ? '–' : words.atMost(behindIt),
        ]),
        figures: 0,
        widths: [4, 6, 2],
      },
      ...listed(words.proposals, proposals),
      ...listed(words.groups, groups),
      drawingOf(board, words),
    ],
  }
}

/** Letters of the words of an origin. Not measured. */
const nameLetters = 160

function nameOf({ numbers, text }: Pick<LineageThing, 'numbers' | 'text'>, words: LineageWords): string {
  if (numbers) return words.version(...numbers)
  const line = printableLine(text)
  return line.length > nameLetters ? `${cutTo(line, nameLetters).trimEnd()}…` : line
}

function drawingOf(board: BoardSnapshot, words: LineageWords): Drawing {
  const lineage = lineageOf(board)
  const { width, height, heads, boxes, lines } = lineageDrawing(lineage, behind(lineage, [adoptedId]), true)
  const titles = heads.map((head): DrawnLabel => ({
    x: head.x + head.width / 2,
    y: 20,
    width: head.width,
    height: 24,
    lines: [words.column(head.column, head.count)],
    letters: lineageLetters.head,
    look: 'soft',
    isLeft: true,
  }))
  return {
    kind: 'drawing',
    width,
    height,
    ellipses: [],
    curves: lines.map(({ points }) => points),
    labels: [...titles, ...boxes.map((box) => labelOf(box, words))],
    legend: words.legend,
  }
}

function labelOf(box: LineageBox, words: LineageWords): DrawnLabel {
  const { column, x, y, width, height, lines, numbers, isFolded, ids } = box
  const said = isFolded ? [words.folded(column, ids.length)] : lines.map(printableLine)
  return {
    x: x + width / 2,
    y: y + height / 2,
    width,
    height,
    lines: [...(numbers ? [capital(words.version(...numbers))] : []), ...said],
    letters: column === 'adopted' ? lineageLetters.adopted : lineageLetters.box,
    look: column === 'adopted' ? 'strong' : isFolded ? 'dashed' : 'framed',
    isLeft: true,
  }
}
