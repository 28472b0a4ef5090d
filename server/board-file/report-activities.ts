import type { Json } from '#shared/board/activities.ts'
import type { Account, AccountFacts, AccountStep } from './account.ts'
import type { Block, Reader, Section } from '#shared/blocks/block.ts'
import type { BoardSnapshot } from './snapshot.ts'

/** The knowledge of the activities that a report is made with. */
export interface ReportActivities {
  /** Sections about the whole board. */
  readonly sectionsOf: (board: BoardSnapshot, facts: Reader) => readonly Section[]
  readonly accountOf: (board: BoardSnapshot, facts: AccountFacts) => Account
  /** The board as a report may show it: without the photos that stay in the room. */
  readonly printable: (board: BoardSnapshot) => BoardSnapshot
  /** The states that activities keep in files, by their names. */
  readonly keptStates: (board: BoardSnapshot) => Readonly<Record<string, Json>>
  /** The result of one step in words. */
  readonly blocksOf: (step: AccountStep, board: BoardSnapshot, facts: Reader) => readonly Block[]
}
