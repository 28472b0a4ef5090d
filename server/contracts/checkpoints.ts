import type { CheckpointReason } from '#shared/workshop/checkpoint.ts'

/** Checkpoints: states of a board that people can return to. */
export interface CheckpointStore {
  /**
   * Keeps the board as its log is at this moment. Earlier requests to the store are in it, later ones are not. It is
   * durable when the promise settles; its content is built in the background afterwards. False, and nothing kept, when
   * the last checkpoint of the same board and reason is less than `apartMs` old. Of each sort (on demand, automatic)
   * only the newest `kept` stay.
   */
  readonly keepCheckpoint: (checkpoint: NewCheckpoint) => Promise<boolean>
  /** Newest first. Checkpoints of a board that turned out to be damaged are left out. */
  readonly checkpointsOf: (board: string) => Promise<readonly CheckpointRow[]>
  readonly readCheckpoint: (board: string, id: string) => Promise<StoredCheckpoint | undefined>
}

export interface NewCheckpoint {
  readonly id: string
  readonly board: string
  readonly reason: CheckpointReason
  /** Milliseconds since 1970. */
  readonly at: number
  readonly apartMs: number
  readonly kept: number
}

export interface CheckpointRow {
  readonly id: string
  readonly reason: CheckpointReason
  readonly at: number
  readonly notes: number
  readonly clusters: number
}

export interface StoredCheckpoint extends CheckpointRow {
  /** A board file (server/board-file/board-file.ts), in gzip. */
  readonly file: Uint8Array
  /** `Beside` of server/archive/checkpoint-content.ts as JSON in gzip: authors and more. Never leaves the server. */
  readonly authors: Uint8Array
}
