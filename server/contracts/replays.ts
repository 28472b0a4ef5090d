import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'

/** Replays: the past of boards, as people saw it. */
export interface ReplayStore {
  /**
   * The replay of a board, brought up to date first. That of a very large board is updated every second or so. No
   * pages when nothing is recorded.
   */
  readonly replayOf: (board: string) => Promise<StoredReplay>
  /**
   * Steps (shared/board/replay.ts) as a JSON array in gzip. Undefined for a page that has gone or turns out to be
   * damaged. A damaged page is set aside. `replayOf` then returns the rest, recorded again as far as the log reaches.
   */
  readonly readReplay: (board: string, page: number) => Promise<Uint8Array | undefined>
  /** Destroys the replay. Recording goes on with later changes. */
  readonly clearReplay: (board: string) => Promise<void>
  /** Destroys the steps of all boards from before. Returns the boards that lost steps. */
  readonly sweepReplays: (before: number) => Promise<readonly string[]>
}

export interface StoredReplay {
  /** Oldest first. Times are those of the first and last step, in milliseconds since 1970. */
  readonly pages: readonly { readonly id: number; readonly from: number; readonly until: number }[]
  /** Checkpoints within its time. */
  readonly moments: readonly { readonly at: number; readonly reason: CheckpointReason }[]
  /** Times without steps, because of damage on disk. `until` is null while nothing is recorded again. */
  readonly gaps: readonly { readonly from: number; readonly until: number | null }[]
}
