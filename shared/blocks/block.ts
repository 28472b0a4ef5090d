import type { Language } from '#shared/board/document.ts'
import type { Point, Size } from '#shared/geometry/rect.ts'

/**
 * The result of an activity, as plain data: screens, PDF and Markdown draw the same blocks, each in its own way.
 * Notes stand in them by their ids.
 */
export interface Section {
  readonly title: string
  readonly blocks: readonly ReportBlock[]
}

/** The last one is too long for a screen. */
export type ReportBlock = Block | AgendaTable

export type Block =
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
  | Ranking
  | Figures
  | Statement
  | Verdict
  | Distribution
  | Shares
  | Versions
  | Quotes
  | Principle
  | Evidence
  | Table
  | Drawing

/** Notes under a heading of their own, or under the one before. */
export interface NoteList {
  readonly kind: 'notes'
  readonly heading: string | null
  /** Short facts under the heading, on one line. */
  readonly facts: readonly string[]
  readonly notes: readonly string[]
}

/** A table of tasks. */
export interface ActionList {
  readonly kind: 'actions'
  /** The heads of the columns, the first of the notes. */
  readonly heads: readonly string[]
  readonly rows: readonly { readonly note: string; readonly cells: readonly string[] }[]
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
  /** Of a result in parts: those ahead, those that it cannot separate, and all others. */
  readonly part?: RankingPart
  readonly rows: readonly RankingRow[]
}

export interface RankingPart {
  readonly kind: 'ahead' | 'band' | 'rest'
  /** In words: so many stand out. */
  readonly title: string
  /** The reason for it; empty for none. */
  readonly text: string
}

export interface RankingRow {
  /** Of the note, the group or the text. */
  readonly id: string
  readonly rank: number
  /** Whole. Paper has the beginning of a long one. */
  readonly text: string
  readonly kind?: 'principle'
  /** Of a proposal, such as "No. 14": it is the same everywhere. */
  readonly number?: string
  /** Drawn as so many discs, when they are few. */
  readonly total: number
  /** Set large: the total, or a median. Empty for none. */
  readonly figure: string
  /** The total in words. */
  readonly amount: string
  /** How often each answer to this item was given: drawn as columns, or as one bar. Absent: one total says all. */
  readonly answers?: { readonly bars: readonly DistributionBar[]; readonly inWords: string }
  readonly isShortlisted: boolean
  /** Drawn with a bracket: the result cannot tell this row from its neighbours. The reason in words. */
  readonly tie: string | null
  /** It goes on with another one of its family, in words; null where it stands for itself. */
  readonly family?: string | null
  /** What became of it since the vote; null where it is as it was. */
  readonly since: string | null
}

/** A few large numbers side by side. */
export interface Figures {
  readonly kind: 'figures'
  readonly figures: readonly { readonly amount: string; readonly label: string }[]
}

/** The sentence that a section is about, set large. */
export interface Statement {
  readonly kind: 'statement'
  readonly text: string
  /** Short facts under it, on one line. */
  readonly facts: readonly string[]
}

/** The sum of the answers: a number in words, large, and what it says. */
export interface Verdict {
  readonly kind: 'verdict'
  /** Such as "72 % answered No". */
  readonly amount: string
  readonly text: string
  readonly side: Side
}

/** The side of an answer: a pattern tells it in black and white. `outside`: passes. */
export const Side = { for: 'for', between: 'between', against: 'against', outside: 'outside' } as const
export type Side = (typeof Side)[keyof typeof Side]

/** How often each answer was given: a bar for each. */
export interface Distribution {
  readonly kind: 'distribution'
  /** The thing that was asked about. */
  readonly heading: string | null
  readonly facts: readonly string[]
  readonly bars: readonly DistributionBar[]
}

export interface DistributionBar {
  /** The answer in words, such as "3 – I can live with it". */
  readonly label: string
  /** The same as a sign, such as "3": a room reads it where words have no place. */
  readonly sign?: string
  readonly count: number
  /** The count in words. */
  readonly amount: string
  readonly side: Side
}

/** The answers to several things side by side: one bar for each thing, cut into the shares of the answers. */
export interface Shares {
  readonly kind: 'shares'
  /** The head of the first column and of the last one. */
  readonly heads: readonly [thing: string, amount: string]
  readonly answers: readonly { readonly label: string; readonly side: Side }[]
  /** The amounts say one of the counts again, as a share: where a bar has its counts beside it they would contradict it. */
  readonly repeats?: true
  readonly rows: readonly SharesRow[]
}

/** The cells of one row in a table. */
export function toldCounts({ answers }: Shares, counts: SharesRow['counts']): readonly string[] {
  return answers.map((_, place) => (counts ? String(counts[place] ?? 0) : '–'))
}

export interface SharesRow {
  readonly label: string
  /** One for each answer; null when they are not told. */
  readonly counts: readonly number[] | null
  /** The result in words, such as "72 % no". */
  readonly amount: string
}

/** Versions of one text, the first one first. */
export interface Versions {
  readonly kind: 'versions'
  readonly versions: readonly PrintedVersion[]
}

export interface PrintedVersion {
  /** Such as "Version 2". */
  readonly label: string
  readonly facts: readonly string[]
  /** One unmarked part for a text without a comparison. Added parts are underlined, removed ones struck out. */
  readonly parts: readonly { readonly text: string; readonly mark: VersionMark | null }[]
}

export const VersionMark = { added: 'added', removed: 'removed' } as const
export type VersionMark = (typeof VersionMark)[keyof typeof VersionMark]

/** Words of people, such as reasons, with the answers that they got. */
export interface Quotes {
  readonly kind: 'quotes'
  readonly heading: string | null
  /** Of objections: against. */
  readonly side?: Side
  readonly quotes: readonly Quote[]
}

export interface Quote {
  /** For the activity that draws a part of its own under it. */
  readonly id?: string
  readonly text: string
  /** The name that it was signed with; null for none. */
  readonly name: string | null
  /** The answer that it explains, in words; empty for none. */
  readonly about: string
  readonly answers: readonly string[]
  /** Such as "Not answered"; empty for none. */
  readonly remark: string
}

/** One thing even over another, and the signs that tell it. */
export interface Principle {
  readonly kind: 'principle'
  readonly choice: string
  /** "even over". */
  readonly joint: string
  readonly over: string
  /** A label leads into its text: "It will show on the day when". Empty ones are left out. */
  readonly signs: readonly { readonly label: string; readonly text: string }[]
  readonly facts: readonly string[]
}

/** The evidence on a sentence, as a strip of short items. */
export interface Evidence {
  readonly kind: 'evidence'
  readonly heading: string
  readonly items: readonly EvidencePart[]
}

export interface EvidencePart {
  readonly head: string
  /** The same in a few words, for one line about a sentence; empty for none. */
  readonly brief: string
  /** Answers to one thing each: discs in the colours of their sides, as long as they are few. */
  readonly rows: readonly {
    readonly label: string
    readonly amount: string
    readonly counts: readonly { readonly side: Side; readonly count: number }[]
  }[]
  /** Short sentences. */
  readonly texts: readonly string[]
  /** Words of people. */
  readonly quotes: readonly string[]
  /** The version that it is about; empty for the words as they are. */
  readonly about: string
  /** The words have changed since. */
  readonly isStale: boolean
}

/** Any other table. */
export interface Table {
  readonly kind: 'table'
  readonly heads: readonly string[]
  /** The first cell names its row. */
  readonly rows: readonly (readonly string[])[]
  /** So many of the last columns are figures. */
  readonly figures: number
  /** The widths of columns with long words, as shares of the page. */
  readonly widths?: readonly number[]
}

/** A drawing in units of its own, for eyes alone: the same stands beside it in words. */
export interface Drawing {
  readonly kind: 'drawing'
  readonly width: number
  readonly height: number
  /** The largest first. */
  readonly ellipses: readonly (Point & { readonly rx: number; readonly ry: number })[]
  /** Cubic curves: an end, two control points, an end. */
  readonly curves: readonly (readonly [Point, Point, Point, Point])[]
  readonly labels: readonly DrawnLabel[]
  /** Under it; empty for none. */
  readonly legend: string
}

/** Words around a point. */
export interface DrawnLabel extends Point, Size {
  readonly lines: readonly string[]
  /** The size of its letters. */
  readonly letters: number
  readonly look: 'plain' | 'soft' | 'serif' | 'framed' | 'dashed' | 'strong'
  /** Its words begin at the left edge. */
  readonly isLeft?: true
}

/** Its reader: in which language, and in which time zone. */
export interface Reader {
  readonly language: Language
  /** The zone of the device when it is missing. */
  readonly zone?: string | undefined
}
