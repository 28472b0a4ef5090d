import type { RowProblem } from '../../contracts/archive.ts'
import type { NodeNews } from '../../contracts/nodes.ts'
import type { StoreError } from '../../contracts/store-error.ts'

export type Value = null | number | string | Uint8Array
export type Row = Readonly<Record<string, Value>>

export interface Statement {
  readonly get: (...values: readonly Value[]) => Promise<Row | undefined>
  readonly all: (...values: readonly Value[]) => Promise<readonly Row[]>
  readonly run: (...values: readonly Value[]) => Promise<{ readonly changes: number }>
}

export interface LogRow {
  readonly board: string
  readonly data: Uint8Array
  readonly checksum: number
  /** When it was written. */
  readonly at: number
}

/** Statements in the SQL that both databases read: places for values are `?`, or `?1`, `?2` and so on. */
export interface Sql {
  readonly prepare: (text: string) => Statement
  /**
   * Adds rows to the logs of their boards, all or none. Throws `fenced` when another server has one of the boards, or has
   * changed its log.
   */
  readonly addToLog: (rows: readonly LogRow[]) => Promise<void>
  /** The log is about to be read again. Until then a log that somebody else has changed takes no rows. */
  readonly rereads: (board: string) => void
  /** SQL for the items of a JSON array of strings, to stand after IN. */
  readonly itemsOf: (json: string) => string
  /** Runs `write` as a whole or not at all, inside the caller's transaction or without one. */
  readonly inOnePiece: (write: () => Promise<void>) => Promise<void>
  /** Until the transaction ends, a row may name another one that comes later in it. */
  readonly deferReferences: () => Promise<void>
  readonly isInTransaction: () => boolean
  /** True when a part of the database cannot be read. Requests that do not need it can go on. */
  readonly isDamage: (error: unknown) => boolean
  /** All tables of the store, with those that a table refers to. */
  readonly tables: () => Promise<readonly Table[]>
}

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Columns that identify a row. */
  readonly key: readonly string[]
  /** Its primary key, which is the same in both databases; empty without one. */
  readonly primary: readonly string[]
  /** Columns with texts or bytes. */
  readonly sized: readonly string[]
  readonly refersTo: readonly string[]
}

/** Statements with transactions, on one connection: its users take turns. */
export interface OpenRows extends Sql {
  readonly begin: () => Promise<void>
  readonly commit: () => Promise<void>
  /** Also without a transaction. */
  readonly rollBack: () => Promise<void>
  /** As the store's contract promises it. It never contains a value of a statement. */
  readonly errorOf: (error: unknown) => StoreError
  readonly problemOf: (error: unknown) => RowProblem
}

/** What several servers need of the database that they share. */
export interface SharedDatabase {
  /** As in `NodeStore`. Without `takes` a board that no server has stays so. */
  readonly ownerOf: (board: string, takes: boolean) => Promise<string | null>
  readonly others: () => Promise<readonly string[]>
  readonly onNews: (tell: (news: NodeNews) => void) => void
  /** Goes on without any board, after its lease had ended. */
  readonly rejoin: () => Promise<void>
}

/** The database of the store's thread. */
export interface Database extends OpenRows {
  /** Absent when one server alone has it. */
  readonly shared?: SharedDatabase
  /** The last number that a table with numbered rows gave. A later row has a higher one, also when that one is gone. */
  readonly lastNumber: (table: string) => Promise<number>
  readonly setLastNumber: (table: string, last: number) => Promise<void>
  /** Too little of the disk is free for anything to grow. */
  readonly isShort: () => boolean
  /** Before a probe. */
  readonly mend: () => Promise<void>
  /** No file may hold deleted bytes any longer than needed. */
  readonly destroyed: (isClosing: () => boolean) => Promise<void>
  readonly close: () => Promise<void>
}
