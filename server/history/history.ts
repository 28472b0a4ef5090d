import { setImmediate as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { nanoid } from 'nanoid'
import { isOfNewerVersion } from '#shared/board/migrate.ts'
import { CheckpointReason, checkpointApartMs, checkpointsKept } from '#shared/workshop/checkpoint.ts'
import { newPace } from '../basics/yield-turn.ts'
import type { BoardFile } from '../board-file/board-file.ts'
import { createFairQueue, type Sender } from '../basics/fair-queue.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { CheckpointRow, CheckpointStore } from '../contracts/checkpoints.ts'
import type { DocumentStore } from '../contracts/documents.ts'
import type { HealthStore } from '../contracts/health.ts'
import { StoreError } from '../contracts/store-error.ts'
import { growthOf, readBeside, restoreSteps } from '../archive/checkpoint-content.ts'

/** Points to return to: boards as they were at one moment. */
export interface History {
  /**
   * Keeps the board as its log is now, before something large happens to it: to be called before that is appended.
   * Takes no time and never throws; a failure is logged, and what was to happen goes on.
   */
  readonly keepBefore: (board: string, reason: AutomaticReason) => void
  /**
   * Keeps the board as everybody sees it; settles when it can be looked at. Undefined, and nothing kept, while others that were
   * asked for are still being read. Rejects with a `StoreError`.
   */
  readonly keepNow: (board: string) => Promise<CheckpointRow | undefined>
  /** Newest first. */
  readonly list: (board: string) => Promise<readonly CheckpointRow[]>
  /** The board file of a checkpoint, in gzip. */
  readonly file: (board: string, checkpoint: string) => Promise<Uint8Array | undefined>
  /**
   * Notes and groups become those of the checkpoint, in one step for everybody; `undo` is the checkpoint of the board as
   * it was just before. One at a time, in fair turns: what is kept is unpacked in memory. Rejects with a `StoreError`.
   */
  readonly restore: (board: string, checkpoint: string, line: string) => Promise<Restored>
}

export type Restored =
  | { readonly ok: true; readonly undo: string }
  /** Nothing was done: the checkpoint is unknown, the board of a newer version, or there is no room for what would be added. */
  | { readonly ok: false; readonly code: 'not_found' | 'newer_version' | 'too_large' }

export type AutomaticReason = Exclude<CheckpointReason, 'demand' | 'restore'>

export interface HistoryTools {
  readonly store: Pick<DocumentStore, 'append'> & CheckpointStore & HealthStore
  readonly withBoard: <T>(board: string, use: (board: LiveBoard) => Promise<T>) => Promise<T>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

const unpack = promisify(gunzip)

/** Two facilitators at once; one more would be the same board again. Taste. */
const boardUnread = 2

export function createHistory({ store, withBoard, now, log }: HistoryTools): History {
  /** Points that were asked for and cannot be looked at yet, by board. */
  const unread = new Map<string, number>()
  const waiting = createFairQueue<() => Promise<void>>()
  let isRestoring = false

  async function keep(board: string, reason: CheckpointReason, apartMs: number): Promise<string> {
    const id = nanoid()
    const kept = reason === CheckpointReason.demand ? checkpointsKept.demand : checkpointsKept.automatic
    await store.keepCheckpoint({ id, board, reason, at: now(), apartMs, kept })
    return id
  }

  async function restore(board: string, checkpoint: string): Promise<Restored> {
    const stored = await store.readCheckpoint(board, checkpoint)
    if (!stored) return { ok: false, code: 'not_found' }
    // On a full disk the answer is now, not a board that changes by itself when there is room again.
    await store.probe()
    const [file, beside] = await Promise.all([unpack(stored.file), unpack(stored.authors)])
    // Our own words, under a checksum: never what somebody sent.
    const content = JSON.parse(file.toString()) as BoardFile
    const leftOut = readBeside(beside.toString())
    return withBoard(board, async (live) => {
      if (live.read(isOfNewerVersion)) return { ok: false, code: 'newer_version' }
      let undo: string | undefined
      await live.exclusively(async (doc, made) => {
        const giveBack = live.claim(await growthOf(doc, content, leftOut, newPace()))
        if (!giveBack) return
        try {
          // Durable before anything is lost. Nobody writes in between: whatever arrives waits.
          undo = await keep(board, CheckpointReason.restore, 0)
          for (const step of restoreSteps(doc, content, leftOut)) {
            step()
            await pause()
          }
          if (made().length > 0) await store.append(board, made(), [])
        } finally {
          giveBack()
        }
      })
      return undo === undefined ? { ok: false, code: 'too_large' } : { ok: true, undo }
    })
  }

  async function inTurn<T>(from: Sender, run: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push(async () => run().then(resolve, reject), from)
      if (!isRestoring) void restoreAll()
    })
  }

  async function restoreAll(): Promise<void> {
    isRestoring = true
    for (let next = waiting.next(); next; next = waiting.next()) await next()
    isRestoring = false
  }

  return {
    keepBefore: (board, reason) => {
      keep(board, reason, checkpointApartMs).catch((cause: unknown) => {
        log.warn({ board, reason, err: cause }, 'a checkpoint could not be kept')
      })
    },

    keepNow: async (board) => {
      const others = unread.get(board) ?? 0
      if (others >= boardUnread) return undefined
      unread.set(board, others + 1)
      try {
        // What anybody sees is in the log already.
        const id = await keep(board, CheckpointReason.demand, 0)
        const row = (await store.checkpointsOf(board)).find((checkpoint) => checkpoint.id === id)
        if (!row) throw new StoreError('the checkpoint could not be read')
        return row
      } finally {
        const left = (unread.get(board) ?? 1) - 1
        if (left > 0) unread.set(board, left)
        else unread.delete(board)
      }
    },

    list: store.checkpointsOf,

    file: async (board, checkpoint) => (await store.readCheckpoint(board, checkpoint))?.file,

    restore: async (board, checkpoint, line) =>
      inTurn({ line, board, participant: '' }, async () => restore(board, checkpoint)),
  }
}
