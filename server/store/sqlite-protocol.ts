import type { DeskKey, Store, StoreErrorKind } from './store.ts'

/** The store as its worker sees it: the same operations, answering at once. */
export type SyncStore = {
  /** Some checkpoint of the board is not read yet; `checkpointsOf` and `readCheckpoint` leave it out until it is. */
  readonly isReading: (board: string) => boolean
  /** From now on the replay is brought up to date; `isReplaying` until it is. */
  readonly wantReplay: (board: string) => void
  readonly isReplaying: (board: string) => boolean
  /** Boards with desks last used before. */
  readonly boardsOfOldDesks: (before: number) => readonly string[]
  /** Each board by itself: one whose rows are damaged keeps nobody else's from being destroyed. */
  readonly sweepDesks: (board: string, before: number, inUse: readonly DeskKey[]) => number
  readonly boardsOfReplays: () => readonly string[]
  /** Whether something was lost. */
  readonly sweepReplays: (board: string, before: number) => boolean
} & {
  readonly [Name in Exclude<keyof Store, 'close' | 'sweepDesks' | 'sweepReplays'>]: (
    ...args: Parameters<Store[Name]>
  ) => Awaited<ReturnType<Store[Name]>>
}

export type Operation = keyof SyncStore

/** What crosses between the threads. */
export type ToWorker =
  | {
      readonly kind: 'request'
      readonly id: number
      readonly name: Operation
      readonly args: readonly unknown[]
    }
  | { readonly kind: 'close' }

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly problem: string; readonly kind: StoreErrorKind }

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly problem: string }
  | { readonly kind: 'replies'; readonly replies: readonly Reply[] }
  | { readonly kind: 'warning'; readonly problem: string }
  /** A checkpoint has been read, or a replay is up to date; or it was given up. */
  | { readonly kind: 'read' }
  | { readonly kind: 'closed' }
