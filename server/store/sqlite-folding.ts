import { Worker } from 'node:worker_threads'
import type { DatabaseSync } from 'node:sqlite'
import type { SqliteCheckpoints } from './sqlite-checkpoints.ts'
import { storeError } from './sqlite-database.ts'
import type { Folded, FoldTask } from './sqlite-fold.ts'
import type { SqliteLog } from './sqlite-log.ts'

export interface Folding {
  /** Starts with the next checkpoint that is not read yet, or else the next long log, unless one is being worked on. */
  readonly next: () => void
  readonly close: () => void
}

/**
 * Checkpoints are read, and long logs become snapshots, one at a time. Checkpoints go first: a snapshot made later
 * than their place in the log would hide it. Whatever goes wrong leaves a log as it was, only longer.
 */
export function startFolding(
  db: DatabaseSync,
  log: SqliteLog,
  checkpoints: SqliteCheckpoints,
  warn: (problem: string) => void,
): Folding {
  let thread: Worker | undefined
  let current: FoldTask | undefined
  let isClosed = false

  function next(): void {
    if (current || isClosed) return
    current = nextCheckpoint() ?? nextLog()
    if (!current) return
    thread ??= startThread()
    thread.postMessage(
      current,
      current.parts.map((part) => part.buffer as ArrayBuffer),
    )
  }

  function nextCheckpoint(): FoldTask | undefined {
    for (let unread = checkpoints.next(); unread; unread = checkpoints.next()) {
      const { id, board, through } = unread
      try {
        return { kind: 'checkpoint', id, parts: log.partsUpTo(board, through) }
      } catch (error) {
        checkpoints.giveUp(id)
        warn(`reading a checkpoint of board ${board}: ${storeError(error).message}`)
      }
    }
    return undefined
  }

  function nextLog(): FoldTask | undefined {
    const board = log.nextToFold()
    if (board === undefined) return undefined
    try {
      const parts = log.parts(board)
      return parts && { kind: 'fold', board, ...parts }
    } catch (error) {
      warn(`reading the log of board ${board}: ${storeError(error).message}`)
      return undefined
    }
  }

  function startThread(): Worker {
    const started = new Worker(new URL('sqlite-fold.ts', import.meta.url))
    started.on('message', (folded: Folded) => {
      const task = current
      current = undefined
      if (isClosed || !task) return
      try {
        keep(folded)
      } catch (error) {
        fail(task, storeError(error).message)
      }
      next()
    })
    started.on('error', (error) => {
      const task = current
      thread = undefined
      current = undefined
      if (task && !isClosed) fail(task, `the thread that reads boards stopped: ${error.message}`)
    })
    return started
  }

  function keep(folded: Folded): void {
    switch (folded.kind) {
      case 'fold':
        return keepSnapshot(folded)
      case 'checkpoint':
        return checkpoints.fill(folded.id, folded.content)
      case 'failed':
        throw new Error(folded.problem)
    }
  }

  function keepSnapshot({ board, through, snapshot }: Extract<Folded, { kind: 'fold' }>): void {
    try {
      db.exec('BEGIN IMMEDIATE')
      log.putSnapshot(board, through, snapshot)
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      log.recount()
      throw error
    }
  }

  function fail(task: FoldTask, problem: string): void {
    if (task.kind === 'checkpoint') checkpoints.giveUp(task.id)
    warn(
      `${task.kind === 'fold' ? `folding the log of board ${task.board}` : 'reading a checkpoint'}: ${problem}`,
    )
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
