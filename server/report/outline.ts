import type { Language } from '#shared/board/document.ts'
import type { Photo } from '#shared/board/photo.ts'
import { notesIn, type BoardSnapshot, type SnapshotNote } from '../board-file/snapshot.ts'
import { printableLine } from './text.ts'
import { wordsOf } from './words.ts'

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

/** Content of a report in reading order, in one language. PDF and Markdown follow it. */
export interface Outline {
  readonly title: string
  readonly facts: readonly string[]
  readonly isEmpty: boolean
  readonly clusters: readonly OutlineCluster[]
  readonly others: readonly SnapshotNote[]
}

/** Shortened notes that a file names. It counts the others. Not measured. */
const maxNamed = 3

export function outlineOf(board: BoardSnapshot, facts: BoardFacts, language: Language): Outline {
  const words = wordsOf(language)
  const { shortened = [] } = facts
  const written = board.notes.filter(saysSomething)
  const dotsOf = dotsOfClusters(board)
  const clusters = board.clusters.map((cluster) => ({
    title: printableLine(cluster.title) || words.untitledCluster,
    notes: notesIn(board, cluster.id).filter(saysSomething),
    dots: dotsOf(cluster.id),
  }))
  return {
    title: printableLine(board.title) || words.untitledBoard,
    facts: [
      words.date(facts.now, facts.zone),
      words.participants(facts.participants),
      words.notes(written.length),
      ...(shortened.length > 0 ? [words.shortened(shortened.length, shortened.slice(0, maxNamed))] : []),
    ],
    isEmpty: written.length === 0,
    clusters,
    others: notesIn(board, null).filter(saysSomething),
  }
}

/** The one with the most dots first. Those that were not voted on come last, and equal ones keep their order. */
export function byDots(clusters: readonly OutlineCluster[]): readonly OutlineCluster[] {
  return clusters.toSorted((a, b) => (b.dots ?? -1) - (a.dots ?? -1))
}

function dotsOfClusters(board: BoardSnapshot): (cluster: string) => number | null {
  const last = board.rounds.findLast(({ totals }) => totals !== null)
  const options = new Set(last?.options)
  return (cluster) => {
    const voted =
      last?.target === 'notes'
        ? notesIn(board, cluster).flatMap(({ id }) => (options.has(id) ? [id] : []))
        : [cluster]
    if (!voted.some((option) => options.has(option))) return null
    return voted.reduce((sum, option) => sum + (last?.totals?.[option] ?? 0), 0)
  }
}

/** Stands for a photo that is not shown. */
export function photoInWords({ alt = '' }: Photo, language: Language): string {
  return wordsOf(language).photo(printableLine(alt))
}

function saysSomething({ text, photo }: SnapshotNote): boolean {
  return text.trim() !== '' || photo !== undefined
}
