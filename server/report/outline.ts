import { fullTitleIn, titleIn, type AreaBlank } from '#shared/board/area.ts'
import { blanksBesideText, shownBlank } from '#shared/board/blanks.ts'
import type { Language } from '#shared/board/document.ts'
import { inLine } from '#shared/text/in-line.ts'
import type { Photo } from '#shared/board/photo.ts'
import { dotsOfClusters, saysSomething } from '../board-file/dots.ts'
import {
  areaOfCluster,
  notesById,
  notesIn,
  type BoardSnapshot,
  type SnapshotNote,
} from '../board-file/snapshot.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from './words.ts'
import type { Cluster } from '#shared/board/cluster.ts'
import { firstWordsOf, groupName } from '#shared/board/group-name.ts'

export interface BoardFacts {
  readonly participants: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** Time zone for dates. Without it, the server's. */
  readonly zone?: string | undefined
  /** The beginnings of notes that are cut in this file. */
  readonly shortened?: readonly string[]
}

export interface OutlineCluster {
  readonly title: string
  readonly notes: readonly SnapshotNote[]
  /** Dots of the last round, its own or those of its notes; null when it was not voted on. */
  readonly dots: number | null
}

/** The content of one area, or of the board outside areas. */
export interface OutlinePart {
  readonly clusters: readonly OutlineCluster[]
  /** Its notes outside clusters. */
  readonly others: readonly SnapshotNote[]
}

export interface OutlineArea extends OutlinePart {
  /** With its phase. */
  readonly title: string
  readonly blanks: readonly AreaBlank[]
}

/** Content of a report in reading order, in one language. PDF and Markdown follow it. */
export interface Outline extends OutlinePart {
  readonly title: string
  readonly facts: readonly string[]
  readonly isEmpty: boolean
  /** Areas with written notes. */
  readonly areas: readonly OutlineArea[]
}

/** Shortened notes that a file names. It counts the others. Not measured. */
const maxNamed = 3

export function outlineOf(board: BoardSnapshot, facts: BoardFacts, language: Language): Outline {
  const words = wordsOf(language)
  const { shortened = [] } = facts
  const written = board.notes.filter(saysSomething)
  const dotsOf = dotsOfClusters(board)
  const partOf = (area: string | null): OutlinePart => ({
    clusters: board.clusters
      .filter(({ id }) => areaOfCluster(board, id) === area)
      .map((cluster) => ({
        title: groupTitle(board, cluster, language),
        notes: notesIn(board, cluster.id).filter(saysSomething),
        dots: dotsOf(cluster.id),
      })),
    others: notesIn(board, null).filter((note) => (note.area ?? null) === area && saysSomething(note)),
  })
  const areas = board.areas.map(({ id, title: name, phaseTitle = {}, blanks = [] }) => ({
    title: printableLine(fullTitleIn({ phaseTitle, title: name }, language)),
    blanks,
    ...partOf(id),
  }))
  return {
    title: printableLine(board.title) || words.untitledBoard,
    facts: [
      words.date(facts.now, facts.zone),
      ...(facts.participants > 0 ? [words.participants(facts.participants)] : []),
      words.notes(written.length),
      ...(shortened.length > 0 ? [words.shortened(shortened.length, shortened.slice(0, maxNamed))] : []),
    ],
    isEmpty: written.length === 0,
    areas: areas.filter(({ clusters, others }) => clusters.length + others.length > 0),
    ...partOf(null),
  }
}

/** The words of a note's blanks, with their labels where its area has them: "Owner: Ana". */
function blanksInWords(
  board: Pick<BoardSnapshot, 'areas'>,
  { step, field, blanks }: SnapshotNote,
  language: Language,
): readonly string[] {
  const labels = board.areas.find(({ id }) => id === `${step}/${field}`)?.blanks ?? []
  const words = wordsOf(language)
  return blanksBesideText(blanks).map(([id, value]) => {
    const label = labels.find((blank) => blank.id === id)?.label ?? {}
    const name = printableLine(titleIn({ title: label }, language))
    const shown = printableLine(shownBlank(value, language))
    return name === '' ? shown : words.labelled(name, shown)
  })
}

/** Small words beside a note: its blanks, and the table that handed it up. */
export function marksInWords(
  board: Pick<BoardSnapshot, 'areas' | 'handedUp' | 'notes' | 'clusters'>,
  note: SnapshotNote,
  language: Language,
): readonly string[] {
  return [
    ...blanksInWords(board, note, language),
    ...arrowsInWords(board, note, language),
    ...handedInWords(board, note.id, language),
    ...lateInWords(note, language),
  ]
}

/** Letters of a thing to which an arrow leads: enough to find it. */
const arrowLetters = 60

/** The things to which the arrows of a note lead. */
function arrowsInWords(
  board: Pick<BoardSnapshot, 'notes' | 'clusters'>,
  { arrows = [] }: SnapshotNote,
  language: Language,
): readonly string[] {
  return arrows.flatMap((id) => {
    const group = board.clusters.find((cluster) => cluster.id === id)
    const words = notesById(board).get(id)?.text ?? (group && groupTitle(board, group, language))
    const line = printableLine(inLine(words?.trim() ?? '', arrowLetters))
    return line === '' ? [] : [wordsOf(language).arrowTo(line)]
  })
}

/** A note that came when its step was over says so. */
export function lateInWords({ isLate }: SnapshotNote, language: Language): readonly string[] {
  return isLate ? [wordsOf(language).addedLater] : []
}

/** The tables that handed a note or a group up. */
export function handedInWords(
  { handedUp }: Pick<BoardSnapshot, 'handedUp'>,
  id: string,
  language: Language,
): readonly string[] {
  const tables = handedUp.flatMap(({ table, items }) => (items.includes(id) ? [table] : []))
  return [...new Set(tables)].map((table) => wordsOf(language).handedUp(table))
}

/** Stands for a photo that is not shown. */
export function photoInWords({ alt = '' }: Photo, language: Language): string {
  return wordsOf(language).photo(printableLine(alt))
}

/** The name of a group in a file, as screens have it. */
export function groupTitle(
  board: Pick<BoardSnapshot, 'notes'>,
  { id, title }: Pick<Cluster, 'id' | 'title'>,
  language: Language,
): string {
  const firstWords = printableLine(firstWordsOf(notesIn(board, id)))
  return groupName({ title: printableLine(title), firstWords }, wordsOf(language))
}
