import { count, plural } from '#shared/blocks/numbers.ts'
import {
  adoptedId,
  behind,
  lineageOf,
  type LineageThing,
  type LineageColumn,
} from '#shared/statements/lineage.ts'
import { lineageDrawing, lineageLetters, type LineageBox } from '#shared/statements/lineage-drawing.ts'
import type { Language } from '#shared/board/document.ts'
import { capital, cutTo } from '#shared/text/letters.ts'
import type { AccountLineage } from '../board-file/lineage-account.ts'
import type { Drawing, DrawnLabel, Section } from '#shared/blocks/block.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { printableLine } from '#shared/text/printable.ts'

interface LineageWords {
  readonly title: string
  readonly stands: (notes: number) => string
  readonly unnamed: string
  readonly phrase: string
  readonly cameWith: string
  readonly voices: string
  readonly atMost: (voices: number) => string
  readonly origin: (column: LineageColumn, name: string) => string
  readonly version: (statement: number, version: number) => string
  readonly proposals: (texts: string) => string
  readonly groups: (titles: string) => string
  /** The head of a column of the drawing. */
  readonly column: (column: LineageColumn, things: number) => string
  /** Under the drawing. */
  readonly legend: string
  readonly folded: (column: LineageColumn, things: number) => string
}

const things = {
  en: {
    note: ['note', 'notes'],
    group: ['group', 'groups'],
    proposal: ['proposal', 'proposals'],
    version: ['version', 'versions'],
    adopted: ['adopted sentence', 'adopted sentences'],
  },
  fr: {
    note: ['note', 'notes'],
    group: ['groupe', 'groupes'],
    proposal: ['proposition', 'propositions'],
    version: ['version', 'versions'],
    adopted: ['phrase adoptée', 'phrases adoptées'],
  },
} as const satisfies Record<Language, Record<LineageColumn, readonly [string, string]>>

const en: LineageWords = {
  title: 'What our purpose grew from',
  stands: (notes) => `${plural('en', notes, 'note', 'notes')} behind it, as many voices at most`,
  unnamed: 'nobody is named who has not signed',
  phrase: 'Phrase',
  cameWith: 'Came in with',
  voices: 'Voices',
  atMost: (voices) => (voices === 1 ? '1' : `${count('en', voices)} at most`),
  origin: (column, name) =>
    ({
      note: `A note: “${name}”`,
      group: `The group “${name}”`,
      proposal: `A proposal: “${name}”`,
      version: capital(name),
      adopted: 'Its adoption',
    })[column],
  version: (statement, version) =>
    version === 0 ? `statement ${statement}` : `statement ${statement}, version ${version}`,
  proposals: (texts) => `Proposals behind it: ${texts}`,
  groups: (titles) => `Groups behind it: ${titles}`,
  column: (column, of) => (column === 'adopted' ? 'Adopted' : counted('en', column, of)),
  legend: 'From the notes on the left to the adopted sentence on the right.',
  folded: (column, of) => `and ${count('en', of)} more ${things.en[column][of === 1 ? 0 : 1]}`,
}

const fr: LineageWords = {
  title: 'D’où vient notre raison d’être',
  stands: (notes) => `${plural('fr', notes, 'note', 'notes')} derrière elle, autant de voix au plus`,
  unnamed: 'personne n’est nommé sans avoir signé',
  phrase: 'Morceau de phrase',
  cameWith: 'Arrivé avec',
  voices: 'Voix',
  atMost: (voices) => (voices === 1 ? '1' : `${count('fr', voices)} au plus`),
  origin: (column, name) =>
    ({
      note: `Une note : « ${name} »`,
      group: `Le groupe « ${name} »`,
      proposal: `Une proposition : « ${name} »`,
      version: capital(name),
      adopted: 'L’adoption',
    })[column],
  version: (statement, version) =>
    version === 0 ? `phrase ${statement}` : `phrase ${statement}, version ${version}`,
  proposals: (texts) => `Propositions derrière elle : ${texts}`,
  groups: (titles) => `Groupes derrière elle : ${titles}`,
  column: (column, of) => (column === 'adopted' ? 'Adoptée' : counted('fr', column, of)),
  legend: 'Des notes, à gauche, à la phrase adoptée, à droite.',
  folded: (_, of) => (of === 1 ? 'et une autre' : `et ${count('fr', of)} autres`),
}

function counted(language: Language, column: LineageColumn, of: number): string {
  const [one, many] = things[language][column]
  return plural(language, of, one, many)
}

function lineageWordsOf(language: Language): LineageWords {
  return { en, fr }[language]
}

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
