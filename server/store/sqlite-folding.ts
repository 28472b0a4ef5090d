import { Worker } from 'node:worker_threads'
import type { DatabaseSync } from 'node:sqlite'
import { storeError } from './sqlite-database.ts'
import type { Folded, FoldTask } from './sqlite-fold.ts'
import type { SqliteLog } from './sqlite-log.ts'

export interface Folding {
  /** Starts folding the next long log, unless one is being folded. */
  readonly next: () => void
  readonly close: () => void
}

/** Long logs become snapshots, one at a time. Whatever goes wrong leaves a log as it was, only longer. */
export function startFolding(db: DatabaseSync, log: SqliteLog, warn: (problem: string) => void): Folding {
  let thread: Worker | undefined
  let isBusy = false
  let isClosed = false

  function next(): void {
    if (isBusy || isClosed) return
    const board = log.nextToFold()
    if (board === undefined) return
    try {
      const task = log.parts(board)
      if (!task) return
      isBusy = true
      thread ??= startThread()
      const message: FoldTask = { board, ...task }
      thread.postMessage(
        message,
        task.parts.map((part) => part.buffer as ArrayBuffer),
      )
    } catch (error) {
      warn(`reading the log of board ${board}: ${storeError(error).message}`)
    }
  }

  function startThread(): Worker {
    const started = new Worker(new URL('sqlite-fold.ts', import.meta.url))
    started.on('message', (folded: Folded) => {
      isBusy = false
      if (isClosed) return
      if (folded.ok) keep(folded)
      else warn(`folding the log of board ${folded.board}: ${folded.problem}`)
      next()
    })
    started.on('error', (error) => {
      warn(`the thread that folds logs stopped: ${error.message}`)
      thread = undefined
      isBusy = false
    })
    return started
  }

  function keep({ board, through, snapshot }: Extract<Folded, { ok: true }>): void {
    try {
      db.exec('BEGIN IMMEDIATE')
      log.putSnapshot(board, through, snapshot)
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      log.recount()
      warn(`keeping the snapshot of board ${board}: ${storeError(error).message}`)
    }
  }

  return {
    next,
    close: () => {
      isClosed = true
      // Nothing of it has been written yet.
      void thread?.terminate()
    },
  }
}
