import type { Language } from '#shared/board/document.ts'
import type { Photo } from '#shared/board/photo.ts'
import { cutTo } from '#shared/text/cut.ts'
import { rankOptions } from '#shared/workshop/tally.ts'
import { notesIn, type BoardSnapshot, type SnapshotNote, type SnapshotRound } from '../board-file/snapshot.ts'
import { printable, printableLine } from './text.ts'
import { wordsOf } from './words.ts'

export interface BoardFacts {
  readonly participants: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whose days are meant; the server's when it is missing. */
  readonly zone?: string | undefined
}

/** One line of a ranking. */
export interface OutlineItem {
  readonly rank: number
  readonly text: string
  readonly total: number
  readonly isShortlisted: boolean
  readonly isInTieBand: boolean
}

export interface OutlineRound {
  readonly title: string
  readonly facts: readonly string[]
  /** Best first; what received no dot is only counted, in the remarks. */
  readonly items: readonly OutlineItem[]
  readonly remarks: readonly string[]
}

/** The report's content in the order it is read, in one language; both the PDF and the Markdown follow it. */
export interface Outline {
  readonly title: string
  readonly facts: readonly string[]
  readonly isEmpty: boolean
  readonly rounds: readonly OutlineRound[]
  readonly clusters: readonly { readonly title: string; readonly notes: readonly SnapshotNote[] }[]
  readonly others: readonly SnapshotNote[]
}

export function outlineOf(board: BoardSnapshot, facts: BoardFacts, language: Language): Outline {
  const words = wordsOf(language)
  const written = board.notes.filter(saysSomething)
  const clusters = board.clusters.map((cluster) => ({
    title: printableLine(cluster.title) || words.untitledCluster,
    notes: notesIn(board, cluster.id).filter(saysSomething),
  }))
  return {
    title: printableLine(board.title) || words.untitledBoard,
    facts: [
      words.date(facts.now, facts.zone),
      words.participants(facts.participants),
      words.notes(written.length),
    ],
    isEmpty: written.length === 0,
    // The last round is the one people came for; the earlier ones explain it.
    rounds: board.rounds.toReversed().map((round) => roundOutline(board, round, language, facts.zone)),
    clusters,
    others: notesIn(board, null).filter(saysSomething),
  }
}

/** For where a picture is not shown. */
export function photoInWords({ alt = '' }: Photo, language: Language): string {
  return wordsOf(language).photo(printableLine(alt))
}

function saysSomething({ text, photo }: SnapshotNote): boolean {
  return text.trim() !== '' || photo !== undefined
}

function roundOutline(
  board: BoardSnapshot,
  round: SnapshotRound,
  language: Language,
  zone: string | undefined,
): OutlineRound {
  const words = wordsOf(language)
  const name = words.round(round.number)
  const title = printableLine(round.title)
  const ranked = round.totals ? rankOptions(round.options, round.totals) : []
  const items = ranked
    .filter((item) => item.total > 0)
    .map(({ option, rank, total, isShortlisted, isInTieBand }) => ({
      rank,
      total,
      isShortlisted,
      isInTieBand,
      text: optionText(board, round, option, language),
    }))
  const remarks: string[] = []
  if (round.totals === null) remarks.push(words.noTotals)
  else if (items.length < ranked.length) remarks.push(words.noDots(ranked.length - items.length))
  if (items.some((item) => item.isInTieBand)) remarks.push(words.tieBand)
  return {
    title: title === '' ? name : `${name} – ${title}`,
    facts: [
      round.isSecret ? words.secret : words.open,
      words.voted(round.voted, round.eligible),
      words.rules(round.budget, round.cap),
      words.date(round.closedAt, zone),
    ],
    items,
    remarks,
  }
}

/** Two or three lines, or few more of a list: a ranking is seen at a glance, and the notes themselves follow it. Taste. */
const longestOption = 240
const mostLines = 6

/** Between words, where that leaves half of it at least. */
function abridged(text: string): string {
  const whole = printable(text).trim()
  const lines = whole.split('\n').slice(0, mostLines).join('\n')
  if (lines.length === whole.length && whole.length <= longestOption) return whole
  const kept = cutTo(lines, longestOption)
  const [words = ''] = kept === lines ? [lines] : (/^.*(?=\s)/su.exec(kept) ?? [])
  const isWhole = kept === lines || words.length >= longestOption / 2
  return `${(isWhole ? words : kept).replace(/[\s\p{Ps}\p{Pi}\p{Pd}.,;:…]+$/u, '')}…`
}

function optionText(board: BoardSnapshot, round: SnapshotRound, option: string, language: Language): string {
  const words = wordsOf(language)
  if (round.target === 'notes') {
    const note = board.notes.find(({ id }) => id === option)
    if (!note) return words.goneOption
    if (note.text.trim() !== '') return abridged(note.text)
    return note.photo ? photoInWords(note.photo, language) : words.emptyNote
  }
  const cluster = board.clusters.find(({ id }) => id === option)
  return cluster ? printableLine(cluster.title) || words.untitledCluster : words.goneOption
}
