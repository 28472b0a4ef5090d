import type { Json } from '#shared/board/activities.ts'
import type { Account, AccountFacts, AccountStep } from './account.ts'
import type { ReportBlock, ReportFacts, ReportSection } from './report-section.ts'
import type { BoardSnapshot } from './snapshot.ts'

/** The knowledge of the activities that a report is made with. */
export interface ReportActivities {
  /** Sections about the whole board. */
  readonly sectionsOf: (board: BoardSnapshot, facts: ReportFacts) => readonly ReportSection[]
  readonly accountOf: (board: BoardSnapshot, facts: AccountFacts) => Account
  /** The board as a report may show it: without the photos that stay in the room. */
  readonly printable: (board: BoardSnapshot) => BoardSnapshot
  /** What activities keep in files, by their names. */
  readonly keptStates: (board: BoardSnapshot) => Readonly<Record<string, Json>>
  /** The result of one step in words. */
  readonly blocksOf: (step: AccountStep, board: BoardSnapshot, facts: ReportFacts) => readonly ReportBlock[]
}
