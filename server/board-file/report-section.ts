import type { Language } from '#shared/board/document.ts'
import type { BoardSnapshot } from './snapshot.ts'

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
  /** A paragraph in small print. */
  | { readonly kind: 'remark'; readonly text: string }
  | Ranking

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

export type SectionsOf = (board: BoardSnapshot, facts: ReportFacts) => Promise<readonly ReportSection[]>
