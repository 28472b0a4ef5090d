import { setImmediate as pause } from 'node:timers/promises'
import { isOfNewerVersion } from '#shared/board/migrate.ts'
import { growthOf, restoreSteps, readBeside, type Beside } from '../archive/checkpoint-content.ts'
import { newPace } from '../basics/yield-turn.ts'
import type { BoardFile } from '../board-file/board-file.ts'
import type { CheckpointStore, StoredCheckpoint } from '../contracts/checkpoints.ts'
import type { DocumentStore } from '../contracts/documents.ts'
import type { HealthStore } from '../contracts/store.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

export type RestoreOutcome =
  /** `undo` is the checkpoint of the board just before. */
  { readonly ok: true; readonly undo: string } | { readonly ok: false; readonly code: RestoreProblem }

/**
 * Nothing was done: the checkpoint is unknown, the board is of a newer version, or it would become too large.
 */
export type RestoreProblem = 'not_found' | 'newer_version' | 'too_large'

export interface RestoreTools {
  readonly store: Pick<DocumentStore, 'append'> & Pick<CheckpointStore, 'readCheckpoint'> & HealthStore
  readonly withBoard: <T>(board: string, use: (board: LiveBoard) => Promise<T>) => Promise<T>
  readonly restored: (board: LiveBoard) => Promise<void>
  /** Keeps the board as it is. Returns the checkpoint's id. */
  readonly keepUndo: () => Promise<string>
}

/** Makes notes and groups of the board those of the checkpoint, and shows it in one step. */
export async function restoreCheckpoint(
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
export async function unpackCheckpoint({
  file,
  authors,
}: Pick<StoredCheckpoint, 'file' | 'authors'>): Promise<{
  readonly file: Buffer
  readonly beside: Beside
}> {
  const [unpacked, beside] = await Promise.all([unpack(file), unpack(authors)])
  return { file: unpacked, beside: readBeside(beside.toString()) }
}
