import type { ReplayOperations, ReplaySettings } from '../../contracts/archive.ts'
import type { BoardRow, LinkRow } from '../../contracts/boards.ts'
import type { DraftKey } from '../../contracts/drafts.ts'
import type { NodeNews } from '../../contracts/nodes.ts'
import type { CopiedPhotos } from '../../contracts/photos.ts'
import type { Store } from '../../contracts/store.ts'
import type { StoreErrorKind } from '../../contracts/store-error.ts'

export interface PostgresSettings {
  readonly url: string
  readonly schema: string
  /** Where other servers that share the database reach this one. Null: it is the only one. */
  readonly address: string | null
}

export interface StoreSettings {
  readonly dir: string
  readonly replay: ReplaySettings
  /** Bytes that stay free on the disk. Without it, sqlite-rows.ts decides. */
  readonly floor?: number | undefined
  /** PostgreSQL instead of a file in the folder. */
  readonly postgres?: PostgresSettings | undefined
}

/** Operations of the store's thread that `Store` does not have, or not in this form. */
interface PartialOperations {
  /** Some checkpoint of the board is still to be built. The two operations that read checkpoints leave it out. */
  readonly isReading: (board: string) => Promise<boolean>
  /** Boards with drafts last used before. */
  readonly boardsOfOldDrafts: (before: number) => Promise<readonly string[]>
  /**
   * Destroys a slice of one board's old drafts and returns their number; 0 when none is left. Each board has its own
   * requests, so that damage in one does not keep the others' drafts.
   */
  readonly sweepDrafts: (board: string, before: number, inUse: readonly DraftKey[]) => Promise<number>
  /** Nobody can open an unfinished board. The next start deletes it. */
  readonly createBoard: (
    board: BoardRow,
    links: readonly LinkRow[],
    update: Uint8Array,
    isUnfinished: boolean,
  ) => Promise<void>
  /** Copies the first of these photos, at most a slice, and returns their number. */
  readonly copyPhotos: (board: BoardRow, photos: CopiedPhotos) => Promise<number>
  readonly finishBoard: (board: string, links: readonly LinkRow[]) => Promise<void>
  readonly unfinishedBoards: () => Promise<readonly string[]>
  /** Deletes a small board and returns true. Of a large one it deletes a slice. Nobody can open the board then. */
  readonly beginDeletion: (board: string) => Promise<boolean>
  /** Deletes one more slice. False when the rest is small. */
  readonly deleteSlice: (board: string) => Promise<boolean>
}

/** The operations of the store's thread. Each runs in the turn, and in the transaction, of its request. */
export type StoreOperations = PartialOperations &
  ReplayOperations &
  Omit<Store, 'close' | keyof PartialOperations | keyof ReplayOperations>

export type OperationName = keyof StoreOperations

export interface Request {
  readonly id: number
  readonly name: OperationName
  readonly args: readonly unknown[]
}

/** Messages to the store's thread. */
export type ToThread =
  | { readonly kind: 'requests'; readonly requests: readonly Request[] }
  /** Nothing of a board is in memory any more: see `NodeNews.isLost`. */
  | { readonly kind: 'rejoin' }
  | { readonly kind: 'close' }

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly problem: string; readonly kind: StoreErrorKind }

/** Messages from the store's thread. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly problem: string }
  | { readonly kind: 'replies'; readonly replies: readonly Reply[] }
  | { readonly kind: 'warning'; readonly problem: string }
  /** A checkpoint or a replay is done, or was given up. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'news'; readonly news: NodeNews }
  | { readonly kind: 'closed' }
