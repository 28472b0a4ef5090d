import type { BoardRow, LinkRow } from '../../contracts/boards.ts'
import type { DraftKey } from '../../contracts/drafts.ts'
import type { CopiedPhotos } from '../../contracts/photos.ts'
import type { Store } from '../../contracts/store.ts'
import type { StoreErrorKind } from '../../contracts/store-error.ts'

/** The store as its worker sees it: the same operations, answering at once. */
export type SyncStore = {
  /** Some checkpoint of the board is not read yet; `checkpointsOf` and `readCheckpoint` leave it out until it is. */
  readonly isReading: (board: string) => boolean
  /** From now on the replay is brought up to date; `isReplaying` until it is. */
  readonly wantReplay: (board: string) => void
  readonly isReplaying: (board: string) => boolean
  /** Boards with desks last used before. */
  readonly boardsOfOldDrafts: (before: number) => readonly string[]
  /**
   * Each board by itself: one whose rows are damaged keeps nobody else's from being destroyed. A slice of them; 0 when none is
   * left.
   */
  readonly sweepDrafts: (board: string, before: number, inUse: readonly DraftKey[]) => number
  /** An unfinished board is there for nobody until it is finished, and deleted at the next start. */
  readonly createBoard: (
    board: BoardRow,
    links: readonly LinkRow[],
    update: Uint8Array,
    isUnfinished: boolean,
  ) => void
  /** As many of the first of these as are no more than a slice; returns how many. */
  readonly copyPhotos: (board: BoardRow, photos: CopiedPhotos) => number
  readonly finishBoard: (board: string, links: readonly LinkRow[]) => void
  readonly unfinishedBoards: () => readonly string[]
  /** Deletes a small board at once, and says true. Of a large one a slice: it is there for nobody from now on. */
  readonly beginDeletion: (board: string) => boolean
  /** Deletes a slice of it; false when what is left is small. */
  readonly deleteSlice: (board: string) => boolean
  readonly boardsOfReplays: () => readonly string[]
  /** Whether something was lost. */
  readonly sweepReplays: (board: string, before: number) => boolean
} & {
  readonly [Name in Exclude<keyof Store, 'close' | 'createBoard' | 'sweepDrafts' | 'sweepReplays'>]: (
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
