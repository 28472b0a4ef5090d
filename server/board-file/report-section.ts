import type { Language } from '#shared/board/document.ts'
import type { SnapshotNote } from './snapshot.ts'

/** The part of a report that one activity adds, as plain data. The PDF and the Markdown draw the same blocks. */
export interface ReportSection {
  readonly title: string
  readonly blocks: readonly ReportBlock[]
}

export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  /** Short facts under a heading, on one line. */
  | { readonly kind: 'facts'; readonly facts: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A paragraph in small print. `isLead`: it stands on the page of the next block. */
  | { readonly kind: 'remark'; readonly text: string; readonly isLead?: true }
  /** A sentence of the agenda, as people read it on their screens. */
  | { readonly kind: 'prompt'; readonly text: string }
  | NoteList
  | ActionList
  | AgendaTable
  | Ranking

/** Notes under a heading of their own, or under the one before. */
export interface NoteList {
  readonly kind: 'notes'
  readonly heading: string | null
  /** Short facts under the heading, on one line. */
  readonly facts: readonly string[]
  readonly notes: readonly SnapshotNote[]
}

/** A table of tasks. */
export interface ActionList {
  readonly kind: 'actions'
  /** The heads of the columns, the first of the notes. */
  readonly heads: readonly string[]
  readonly rows: readonly { readonly note: SnapshotNote; readonly cells: readonly string[] }[]
}

/** The agenda, planned and as lived. */
export interface AgendaTable {
  readonly kind: 'agenda'
  readonly heads: readonly [part: string, planned: string, spent: string]
  readonly rows: readonly AgendaRow[]
}

export interface AgendaRow {
  readonly level: 'phase' | 'step' | 'total'
  readonly text: string
  /** "left out", "paused 5 min": a word or two, or empty. */
  readonly remark: string
  /** In words; empty for none. */
  readonly planned: string
  readonly spent: string
  /** The same in seconds, to draw them. */
  readonly plannedSeconds: number
  readonly spentSeconds: number
}

/** A table, best row first. */
export interface Ranking {
  readonly kind: 'ranking'
  /** The heads of the three columns. */
  readonly heads: readonly [rank: string, item: string, amount: string]
  /** Marks a shortlisted row, in words and in the colour of the shortlist. */
  readonly shortlisted: string
  readonly rows: readonly RankingRow[]
}

export interface RankingRow {
  readonly rank: number
  readonly text: string
  /** Drawn as so many discs, when they are few. */
  readonly total: number
  /** The total in words. */
  readonly amount: string
  readonly isShortlisted: boolean
  /** Drawn with a bracket: the result cannot tell this row from its neighbours. The reason in words. */
  readonly tie: string | null
}

export interface ReportFacts {
  readonly language: Language
  /** The time zone of the reader; the server's when it is missing. */
  readonly zone?: string | undefined
}
