import { setImmediate as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { nanoid } from 'nanoid'
import { CheckpointReason, checkpointApartMs, checkpointsKept } from '#shared/workshop/checkpoint.ts'
import { isOfNewerVersion } from '#shared/board/migrate.ts'
import { FairQueue, type Sender } from '../basics/fair-queue.ts'
import type { CheckpointRow, CheckpointStore, StoredCheckpoint } from '../contracts/archive.ts'
import type { DocumentStore } from '../contracts/boards.ts'
import type { HealthStore } from '../contracts/store.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import { StoreError } from '../contracts/store-error.ts'
import { growthOf, restoreSteps, readBeside, type Beside } from '../archive/checkpoint-content.ts'
import { newPace } from '../basics/yield-turn.ts'
import type { BoardFile } from '../board-file/board-file.ts'

/** Checkpoints: boards as they were at one moment. */
export interface History {
  /**
   * Keeps the board as its log is now. Call it before a large change is appended. It takes no time and never
   * throws; a failure is logged, and the change goes on.
   */
  readonly keepBefore: (board: string, reason: AutomaticReason) => void
  /**
   * Keeps the board as everybody sees it. Settles when the checkpoint can be read. Undefined, and nothing
   * kept, while other requests of the board are still waiting. Rejects with a `StoreError`.
   */
  readonly keepNow: (board: string) => Promise<CheckpointRow | undefined>
  /** Newest first. */
  readonly list: (board: string) => Promise<readonly CheckpointRow[]>
  /** The board file of a checkpoint, in gzip. */
  readonly file: (board: string, checkpoint: string) => Promise<Uint8Array | undefined>
  /** The same for a copy, with the states of activities. */
  readonly forCopy: (board: string, checkpoint: string) => Promise<CheckpointForCopy | undefined>
  /**
   * Restores notes and groups in one step for everybody. One restore runs at a time, in fair turns, because
   * the checkpoint is unpacked in memory. Rejects with a `StoreError`.
   */
  readonly restore: (board: string, checkpoint: string, line: string) => Promise<RestoreOutcome>
}

export interface CheckpointForCopy {
  readonly file: Uint8Array
  readonly states: Readonly<Record<string, unknown>>
}

type AutomaticReason = Exclude<CheckpointReason, 'demand' | 'restore'>

interface HistoryTools {
  readonly store: Pick<DocumentStore, 'append'> &
    Pick<CheckpointStore, 'keepCheckpoint' | 'checkpointsOf' | 'readCheckpoint'> &
    HealthStore
  readonly withBoard: <T>(board: string, use: (board: LiveBoard) => Promise<T>) => Promise<T>
  /** Notes and groups are those of a checkpoint: the running step may lack what it begins with. */
  readonly restored: (board: LiveBoard) => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: { readonly warn: (facts: object, message: string) => void }
}

/** Two facilitators at once. A third would keep the same board again. Not measured. */
const maxUnread = 2

export function createHistory(tools: HistoryTools): History {
  const { store, now, log } = tools
  /** By board: checkpoints on demand that cannot be read yet. */
  const unread = new Map<string, number>()
  const inTurn = fairTurns()

  async function keep(board: string, reason: CheckpointReason, apartMs: number): Promise<string> {
    const id = nanoid()
    const kept = reason === CheckpointReason.demand ? checkpointsKept.demand : checkpointsKept.automatic
    await store.keepCheckpoint({ id, board, reason, at: now(), apartMs, kept })
    return id
  }

  return {
    keepBefore: (board, reason) => {
      keep(board, reason, checkpointApartMs).catch((cause: unknown) => {
        log.warn({ board, reason, err: cause }, 'a checkpoint could not be kept')
      })
    },

    keepNow: async (board) => {
      const others = unread.get(board) ?? 0
      if (others >= maxUnread) return undefined
      unread.set(board, others + 1)
      try {
        // The log has everything that anybody sees.
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

    forCopy: async (board, checkpoint) => {
      const stored = await store.readCheckpoint(board, checkpoint)
      if (!stored) return undefined
      const { file, beside } = await unpackCheckpoint(stored)
      return { file, states: beside.states ?? {} }
    },

    restore: async (board, checkpoint, line) => {
      const keepUndo = async (): Promise<string> => keep(board, CheckpointReason.restore, 0)
      return inTurn({ line, board, participant: '' }, async () =>
        restoreCheckpoint(board, checkpoint, { ...tools, keepUndo }),
      )
    },
  }
}

/** Runs one task at a time, in fair turns of the senders. */
function fairTurns(): <T>(from: Sender, run: () => Promise<T>) => Promise<T> {
  const waiting = new FairQueue<() => Promise<void>>()
  let isRunning = false

  async function runAll(): Promise<void> {
    isRunning = true
    for (let next = waiting.next(); next; next = waiting.next()) await next()
    isRunning = false
  }

  return async (from, run) =>
    new Promise((resolve, reject) => {
      waiting.push(async () => run().then(resolve, reject), from)
      if (!isRunning) void runAll()
    })
}

type RestoreOutcome =
  /** `undo` is the checkpoint of the board just before. */
  { readonly ok: true; readonly undo: string } | { readonly ok: false; readonly code: RestoreProblem }

/**
 * Nothing was done: the checkpoint is unknown, the board is of a newer version, or it would become too large.
 */
export type RestoreProblem = 'not_found' | 'newer_version' | 'too_large'

interface RestoreTools {
  readonly store: Pick<DocumentStore, 'append'> & Pick<CheckpointStore, 'readCheckpoint'> & HealthStore
  readonly withBoard: <T>(board: string, use: (board: LiveBoard) => Promise<T>) => Promise<T>
  readonly restored: (board: LiveBoard) => Promise<void>
  /** Keeps the board as it is. Returns the checkpoint's id. */
  readonly keepUndo: () => Promise<string>
}

/** Makes notes and groups of the board those of the checkpoint, and shows it in one step. */
async function restoreCheckpoint(
  board: string,
  checkpoint: string,
  { store, withBoard, restored, keepUndo }: RestoreTools,
): Promise<RestoreOutcome> {
  const stored = await store.readCheckpoint(board, checkpoint)
  if (!stored) return { ok: false, code: 'not_found' }
  // On a full disk the request fails now. Otherwise the board would change later by itself.
  await store.probe()
  const { file, beside: leftOut } = await unpackCheckpoint(stored)
  const content = JSON.parse(file.toString()) as BoardFile
  return withBoard(board, async (live) => {
    if (live.read(isOfNewerVersion)) return { ok: false, code: 'newer_version' }
    let undo: string | undefined
    await live.exclusively(async (doc, made) => {
      const release = live.claim(await growthOf(doc, content, leftOut, newPace()))
      if (!release) return
      try {
        // Durable before anything is lost. Nobody writes in between: updates wait.
        undo = await keepUndo()
        for (const step of restoreSteps(doc, content, leftOut)) {
          step()
          await pause()
        }
        if (made().length > 0) await store.append(board, made(), [])
      } finally {
        release()
      }
    })
    if (undo === undefined) return { ok: false, code: 'too_large' }
    await restored(live)
    return { ok: true, undo }
  })
}

const unpack = promisify(gunzip)

/** The board file of a checkpoint, and the facts beside it. The server wrote both, under a checksum. */
async function unpackCheckpoint({ file, authors }: Pick<StoredCheckpoint, 'file' | 'authors'>): Promise<{
  readonly file: Buffer
  readonly beside: Beside
}> {
  const [unpacked, beside] = await Promise.all([unpack(file), unpack(authors)])
  return { file: unpacked, beside: readBeside(beside.toString()) }
}
