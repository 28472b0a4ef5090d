import type { Language } from '#shared/board/document.ts'
import type { Tint } from '#shared/board/note.ts'
import { markColours } from '#shared/board/tint-colours.ts'
import { isRightToLeft, paragraphsOf } from '#shared/text/breaks.ts'
import { boardPicture } from './board-picture.ts'
import { breakable } from './breakable.ts'
import {
  handedInWords,
  lateInWords,
  marksInWords,
  outlineOf,
  photoInWords,
  type BoardFacts,
  type OutlinePart,
} from './outline.ts'
import { openPrintedPhotos, type PrintedPhotos } from './printed-notes.ts'
import { headFacts, type ReportContent } from './account-sections.ts'
import type {
  AgendaRow,
  EvidencePart,
  Quote,
  Quotes,
  RankingRow,
  ReportBlock,
  SharesRow,
  Table,
  Drawing,
} from '#shared/blocks/block.ts'
import { passageOf, passagesOf, runsOf, type Passage } from './runs.ts'
import { areScores, byDots } from '../board-file/dots.ts'
import { notesById, type BoardSnapshot, type SnapshotNote } from '../board-file/snapshot.ts'
import { abridged } from '#shared/text/excerpt.ts'
import { printable, printableLine } from '#shared/text/printable.ts'
import { typeset, type Tags } from './typst.ts'
import { wordsOf } from './words.ts'

/** Letters that would be smaller than 6.4 points on an upright page reach into its margins, or ask for a page that lies. */
const smallest = 6.4
const uprightPage = { width: 160, height: 220 }
/** Printers leave 9 mm white at most. */
const intoMargins = { width: 191, height: 220 }
const widePage = { width: 247, height: 155 }

/** For `drawing.typ`. */
function printedDrawing({ kind, width, height, ellipses, curves, labels, legend }: Drawing): object {
  const letters = Math.min(...labels.map((label) => label.letters))
  // In millimetres.
  const acrossOn = (page: typeof uprightPage) => Math.min(page.width, (page.height * width) / height)
  const room = [uprightPage, intoMargins].find(
    (page) => (letters * (acrossOn(page) / 25.4) * 72) / width >= smallest,
  )
  return {
    kind,
    width,
    height,
    isWide: room === undefined,
    across: acrossOn(room ?? widePage),
    ellipses,
    curves,
    labels: labels.map((label) => ({
      ...label,
      isLeft: label.isLeft === true,
      lines: label.lines.map(passageOf),
    })),
    legend: legend === '' ? null : passageOf(legend),
  }
}

interface ReportNote {
  readonly tint: Tint
  readonly text: readonly Passage[]
  /** The name of its author, if the author signed it, the words of its blanks, and the table that handed it up. */
  readonly signature: Passage | null
  /** The same without the blanks. */
  readonly name: Passage | null
  readonly photo: { readonly file: string; readonly alt: string; readonly width: number } | null
}

/** Largest size of a photo in the report, in millimetres, and its resolution. Not measured. */
const photoPlace = { width: 60, height: 45 }
const dotsPerMillimetre = 12

/** A report of so many chapters needs no table of contents. Not measured. */
const mostWithoutContents = 7

interface ReportOptions extends ReportContent {
  readonly language: Language
  /** As in `ExportJob`. */
  readonly photos?: string
  readonly tags?: Tags
}

/** The report as PDF: title, results, clusters with their notes, other notes. */
export async function reportPdf(
  board: BoardSnapshot,
  facts: BoardFacts,
  { language, photos, account, front, sections, rest, tags }: ReportOptions,
  onProgress: (progress: number) => void,
): Promise<Uint8Array> {
  const words = wordsOf(language)
  const amount = areScores(board) ? words.points : words.dots
  const { title, facts: named, isEmpty } = outlineOf(board, facts, language)
  const outline = outlineOf(rest, facts, language)
  onProgress(0.3)
  const printed = openPrintedPhotos(photos)
  const notesOf = async (notes: readonly SnapshotNote[]): Promise<readonly ReportNote[]> => {
    const written: ReportNote[] = []
    for (const note of notes) written.push(await noteOf(note, board, printed, language))
    return written
  }
  const partOf = async ({ clusters, others }: OutlinePart) => {
    const groups = []
    for (const { title, notes, dots } of byDots(clusters)) {
      const count = [words.notes(notes.length), ...(dots === null ? [] : [amount(dots)])].join(' · ')
      const isShort = isShortList(notes)
      groups.push({ title: passageOf(breakable(title)), count, isShort, notes: await notesOf(notes) })
    }
    return { clusters: groups, others: await notesOf(others), areOthersShort: isShortList(others) }
  }
  const byId = notesById(board)
  const notesInBlocks = {
    of: (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []),
    printed: notesOf,
  }
  const frontBlocks = []
  for (const [place, block] of (front?.blocks ?? []).entries())
    frontBlocks.push({
      ...(await printedBlock(block, notesInBlocks)),
      holdsCards: front?.blocks[place + 1]?.kind === 'principle',
    })
  const printedSections = []
  for (const { title: heading, blocks } of sections) {
    const parts = []
    for (const block of blocks) parts.push(await printedBlock(block, notesInBlocks))
    printedSections.push({ title: passageOf(breakable(heading)), blocks: parts })
  }
  const areas = []
  for (const area of outline.areas)
    areas.push({ title: passageOf(breakable(area.title)), ...(await partOf(area)) })
  const picture = await boardPicture(board, facts, language, printed)
  const data = {
    lang: language,
    plainTitle: title,
    title: passageOf(breakable(title)),
    kind: words.report,
    facts: headFacts(account, { language, zone: facts.zone }, named),
    front: front && {
      ...front,
      text: textOf(front.text),
      length: front.text.length,
      facts: front.facts.join(' · '),
      reason: front.reason === null ? null : lineOf(front.reason),
      digest: lineOf(front.digest),
      blocks: frontBlocks,
    },
    marks: markColours,
    sections: printedSections,
    hasContents: printedSections.length > mostWithoutContents,
    isPictureLast: account.agenda !== null,
    picture,
    areas,
    ...(await partOf(outline)),
    words: {
      clusters: words.clusters,
      picture: words.picture,
      pictureHint:
        picture && picture.strips.length > 1
          ? words.pictureInRows
          : account.agenda
            ? words.pictureHintAfter
            : words.pictureHint,
      others:
        account.agenda || outline.clusters.length + outline.areas.length > 0
          ? words.otherNotes
          : words.allNotes,
      otherNotes: words.otherNotes,
      nothingYet: isEmpty ? words.nothingYet : '',
      contents: words.contents,
      page: words.page,
      of: words.of,
    },
  }
  return typeset('report', data, printed.files, tags)
}

/** Some eight lines, a sixth of a page, without photos: no page is left half empty. Not measured. */
function isShortList(notes: readonly SnapshotNote[]): boolean {
  const lines = notes.reduce((sum, { text }) => sum + 1 + Math.floor(text.length / lettersInLine), 0)
  return lines <= 8 && notes.every(({ photo }) => photo === undefined)
}
const lettersInLine = 85

/** Letters of a row that has room beside another one. Not measured. */
const narrowLetters = 40

/** The longest text for so many columns: narrower ones are hard to read. Not measured. */
const columnsOfLetters = [
  [3, 60],
  [2, 140],
] as const

/** As many columns of short texts as take the fewest lines. */
function columnsFor(notes: readonly SnapshotNote[]): number {
  const isPlain = ({ photo, signature, blanks }: SnapshotNote): boolean =>
    !photo && signature === undefined && blanks === undefined
  if (notes.length < 4 || !notes.every(isPlain)) return 1
  const letters = notes.map(({ text }) => text.length)
  const linesIn = (columns: number): number => {
    const inLine = lettersInLine / columns - 2
    return Math.ceil(letters.reduce((sum, each) => sum + Math.ceil(each / inLine), 0) / columns)
  }
  return columnsOfLetters
    .filter(([, most]) => Math.max(...letters) <= most)
    .reduce((best, [columns]) => (linesIn(columns) < linesIn(best) ? columns : best), 1)
}

/** The notes of a block. */
interface BlockNotes {
  readonly of: (ids: readonly string[]) => readonly SnapshotNote[]
  readonly printed: (notes: readonly SnapshotNote[]) => Promise<readonly ReportNote[]>
}

function printedShares(row: SharesRow): object {
  return { ...row, counts: row.counts ?? [], label: lineOf(row.label) }
}

async function printedBlock(block: ReportBlock, { of, printed }: BlockNotes): Promise<object> {
  switch (block.kind) {
    case 'heading':
    case 'prompt':
      return { kind: block.kind, text: passageOf(breakable(block.text)) }
    case 'facts':
      return { kind: block.kind, text: block.facts.join(' · ') }
    case 'remark':
      return { ...block, isLead: block.isLead === true }
    case 'paragraph':
      return { kind: block.kind, text: textOf(block.text) }
    case 'drawing':
      return printedDrawing(block)
    case 'ranking':
      return {
        ...block,
        part: block.part ?? null,
        most: Math.max(0, ...block.rows.map(({ total }) => total)),
        rows: block.rows.map((row) => ({
          ...row,
          text: textOf(abridged(row.text)),
          since: row.since === null ? null : passageOf(breakable(row.since)),
          number: row.number ?? null,
          family: row.family ? passageOf(breakable(row.family)) : null,
          answers: columnsOf(row),
        })),
      }
    case 'notes': {
      const notes = of(block.notes)
      return {
        kind: block.kind,
        heading: block.heading === null ? null : passageOf(breakable(block.heading)),
        facts: block.facts.join(' · '),
        isShort: isShortList(notes),
        columns: columnsFor(notes),
        notes: await printed(notes),
      }
    }
    case 'actions': {
      const notes = await printed(of(block.rows.map(({ note }) => note)))
      const heads = block.heads.map((head) => passageOf(breakable(head)))
      const rows = notes.map((note, row) => ({
        // The table has the blanks in columns of their own.
        note: { ...note, signature: note.name },
        cells: (block.rows[row]?.cells ?? []).map((cell) => passageOf(breakable(cell))),
      }))
      return { kind: block.kind, heads, rows }
    }
    case 'agenda': {
      const longest = longestBar(block.rows.filter(isBar))
      const rows = block.rows.map((row) => ({
        ...row,
        text: passageOf(breakable(row.text)),
        bar: isBar(row) ? secondsOf(row).map((seconds) => Math.min(1, seconds / longest)) : null,
      }))
      return { kind: block.kind, heads: block.heads, rows }
    }
    case 'figures':
    case 'verdict':
      return block
    case 'statement':
      return { ...block, text: lineOf(block.text), facts: block.facts.join(' · ') }
    case 'distribution': {
      const most = Math.max(1, ...block.bars.map(({ count }) => count))
      const bars = block.bars.map(({ label, count, amount, side }) => ({
        label: lineOf(label),
        share: count / most,
        amount,
        side,
      }))
      const areLong = block.bars.some(({ label }) => label.length > shortLabel)
      const facts = block.facts.join(' · ')
      return { kind: block.kind, heading: headingOf(block.heading), facts, areLong, bars }
    }
    case 'shares':
      return { ...block, rows: block.rows.map(printedShares) }
    case 'versions': {
      const versions = block.versions.map(({ label, facts, parts }) => ({
        label,
        facts: facts.join(' · '),
        rtl: isRightToLeft(parts.map(({ text }) => text).join('')),
        parts: parts.map(({ text, mark }) => ({ runs: runsOf(breakable(printable(text))), mark })),
      }))
      return { kind: block.kind, versions }
    }
    case 'quotes':
      return printedQuotes(block)
    case 'principle': {
      const signs = block.signs.map(({ label, text }) => ({ label, text: textOf(text) }))
      const [choice, over] = [lineOf(block.choice), lineOf(block.over)]
      return { ...block, choice, over, signs, facts: block.facts.join(' · ') }
    }
    case 'evidence':
      return { ...block, items: block.items.map(printedEvidence) }
    case 'table':
      return printedTable(block)
  }
}

function printedTable({ kind, heads, rows, figures, widths }: Table): object {
  const isNarrow = rows.length >= 6 && rows.every((cells) => cells.join('').length <= narrowLetters)
  return {
    kind,
    heads,
    figures,
    widths: widths ?? null,
    isNarrow,
    rows: rows.map((cells) => cells.map(lineOf)),
  }
}

function printedEvidence({ head, rows, texts, quotes, ...rest }: EvidencePart): object {
  const counted = rows.map(({ label, amount }) => ({ label: lineOf(label), amount }))
  return { ...rest, head: lineOf(head), rows: counted, texts: texts.map(lineOf), quotes: quotes.map(lineOf) }
}

function printedQuotes({ kind, heading, quotes }: Quotes): object {
  const printed = quotes.map(printedQuote)
  return { kind, heading: headingOf(heading), areBrief: areBrief(quotes), quotes: printed }
}

/** Letters of a quote, with its source, in half of a line. */
const halfLine = 46

/** Many short quotes stand in two columns, where that takes fewer lines. */
function areBrief(quotes: readonly Quote[]): boolean {
  if (quotes.length < 6 || quotes.some(({ answers, remark }) => answers.length > 0 || remark !== ''))
    return false
  const linesOf = ({ text, name, about }: Quote) =>
    Math.ceil(`${text} ${name ?? ''} ${about}`.length / halfLine)
  const lines = quotes.reduce((sum, quote) => sum + linesOf(quote), 0)
  return quotes.every((quote) => linesOf(quote) <= 2) && lines / 2 < quotes.length * 0.85
}

function printedQuote({ text, name, about, answers, remark }: Quote): object {
  const source = [about, name ?? ''].filter((part) => part !== '').join(' · ')
  return { text: textOf(text), source, answers: answers.map(textOf), remark }
}

/** Letters of a label that leave most of the width to the bars. Not measured. */
const shortLabel = 28

/** Each answer as a column, as high as its share of the most frequent one. */
function columnsOf({ answers }: RankingRow): object | null {
  if (!answers) return null
  const most = Math.max(1, ...answers.bars.map(({ count }) => count))
  const bars = answers.bars.map((bar) => ({ ...bar, share: bar.count / most }))
  return { bars, inWords: answers.inWords }
}

function lineOf(text: string): Passage {
  return passageOf(breakable(printableLine(text)))
}

function headingOf(heading: string | null): Passage | null {
  return heading === null ? null : lineOf(heading)
}

/** The total would make all other bars short. */
function isBar({ level }: AgendaRow): boolean {
  return level !== 'total'
}

/** In seconds. A step that took many times what was planned is cut: it would make all other bars short. Not measured. */
function longestBar(rows: readonly AgendaRow[]): number {
  const planned = Math.max(0, ...rows.map(({ plannedSeconds }) => plannedSeconds))
  const spent = Math.max(0, ...rows.map(({ spentSeconds }) => spentSeconds))
  return Math.max(1, planned, planned === 0 ? spent : Math.min(spent, 3 * planned))
}

function secondsOf({ plannedSeconds, spentSeconds }: AgendaRow): readonly number[] {
  return [plannedSeconds, spentSeconds]
}

async function noteOf(
  note: SnapshotNote,
  board: BoardSnapshot,
  printed: PrintedPhotos,
  language: Language,
): Promise<ReportNote> {
  const joined = (words: readonly string[]): Passage | null => {
    const line = words.filter((part) => part !== '').join(' · ')
    return line === '' ? null : passageOf(line)
  }
  const { tint, photo, signature: signed = '' } = note
  // The lines of a principle follow one another.
  const text = note.kind === 'principle' ? note.text.replaceAll('\n', '\u2003') : note.text
  const signature = joined([printableLine(signed), ...marksInWords(board, note, language)])
  const name = joined([
    printableLine(signed),
    ...handedInWords(board, note.id, language),
    ...lateInWords(note, language),
  ])
  if (!photo) return { tint, text: textOf(text), signature, name, photo: null }
  const alt = photoInWords(photo, language)
  const scale = Math.min(photoPlace.width / photo.width, photoPlace.height / photo.height)
  const size = {
    width: Math.ceil(photo.width * scale * dotsPerMillimetre),
    height: Math.ceil(photo.height * scale * dotsPerMillimetre),
  }
  const file = await printed.print(photo, { size, fit: 'inside', paper: '#ffffff' })
  if (file === undefined) return { tint, text: textOf(`${alt}\n${text}`), signature, name, photo: null }
  const written = text.trim() === '' ? [] : textOf(text)
  return { tint, text: written, signature, name, photo: { file, alt, width: photo.width * scale } }
}

function textOf(text: string): readonly Passage[] {
  const paragraphs = paragraphsOf(printable(text).trim())
  return passagesOf(paragraphs.map((line) => ({ text: breakable(line), isRightToLeft: isRightToLeft(line) })))
}
