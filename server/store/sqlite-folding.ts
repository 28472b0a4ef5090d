import { Worker } from 'node:worker_threads'
import type { DatabaseSync } from 'node:sqlite'
import type { SqliteCheckpoints } from './sqlite-checkpoints.ts'
import { storeError } from './sqlite-database.ts'
import type { Folded, FoldTask } from './sqlite-fold.ts'
import type { SqliteLog } from './sqlite-log.ts'
import type { SqliteReplays } from './sqlite-replays.ts'

export interface Folding {
  /**
   * Starts with the next checkpoint that is not read yet, or else a long log, a replay that is too long, or one that
   * somebody waits for, unless something is being worked on. In this order: asking holds up nothing that is needed.
   */
  readonly next: () => void
  readonly close: () => void
}

/**
 * Checkpoints are read, long logs become snapshots, and replays are recorded from them, one at a time. Checkpoints go
 * first: a snapshot made later than their place in the log would hide it. Whatever goes wrong leaves a log as it was, only
 * longer.
 */
export function startFolding(
  db: DatabaseSync,
  log: SqliteLog,
  checkpoints: SqliteCheckpoints,
  replays: SqliteReplays,
  warn: (problem: string) => void,
): Folding {
  let thread: Worker | undefined
  let current: FoldTask | undefined
  let isClosed = false

  function next(): void {
    if (current || isClosed) return
    current = nextCheckpoint() ?? nextLog() ?? nextThinning() ?? nextReplay()
    if (!current) return
    thread ??= startThread()
    thread.postMessage(
      current,
      blobsOf(current).map(({ buffer }) => buffer as ArrayBuffer),
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
      const { parts, through, isFolded } = log.parts(board)
      return isFolded ? undefined : { kind: 'fold', board, through, parts, replay: replays.source(board) }
    } catch (error) {
      warn(`reading the log of board ${board}: ${storeError(error).message}`)
      return undefined
    }
  }

  function nextReplay(): FoldTask | undefined {
    for (let board = replays.nextWanted(); board !== undefined; board = replays.nextWanted()) {
      try {
        const replay = replays.source(board)
        if (replay) return { kind: 'replay', board, parts: log.partsSince(board, replay.through), replay }
      } catch (error) {
        warn(`reading the log of board ${board} for its replay: ${storeError(error).message}`)
      }
      replays.settle(board)
    }
    return undefined
  }

  function nextThinning(): FoldTask | undefined {
    try {
      const thinning = replays.nextToThin()
      return thinning && { kind: 'thin', ...thinning }
    } catch (error) {
      warn(`reading a replay: ${storeError(error).message}`)
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
        keep(task, folded)
        settle(task)
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

  function keep(task: FoldTask, folded: Folded): void {
    if (folded.kind === 'failed') throw new Error(folded.problem)
    if (folded.kind === 'checkpoint') return checkpoints.fill(folded.id, folded.content)
    inTransaction(() => {
      if (task.kind === 'fold' && folded.kind === 'fold') {
        const { board, through, replay: source } = task
        log.putSnapshot(board, through, folded.snapshot)
        // In one transaction: the snapshot hides the rows that are to be seen in the replay.
        if (source) replays.put(board, source, folded.replay, through)
      } else if (task.kind === 'replay' && folded.kind === 'replay') {
        replays.put(task.board, task.replay, folded.replay, folded.replay.through)
      } else if (task.kind === 'thin' && folded.kind === 'thin') replays.putThinned(task, folded.page)
    })
  }

  function inTransaction(write: () => void): void {
    try {
      db.exec('BEGIN IMMEDIATE')
      write()
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      log.recount()
      throw error
    }
  }

  function settle(task: FoldTask): void {
    if (task.kind === 'replay' || task.kind === 'thin') replays.settle(task.board)
  }

  function fail(task: FoldTask, problem: string): void {
    if (task.kind === 'checkpoint') checkpoints.giveUp(task.id)
    settle(task)
    warn(`${workOf(task)}: ${problem}`)
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

function blobsOf(task: FoldTask): readonly Uint8Array[] {
  switch (task.kind) {
    case 'checkpoint':
      return task.parts
    case 'thin':
      return task.pages
    case 'fold':
    case 'replay':
      return task.parts.map(({ data }) => data)
  }
}

function workOf(task: FoldTask): string {
  switch (task.kind) {
    case 'checkpoint':
      return 'reading a checkpoint'
    case 'fold':
      return `folding the log of board ${task.board}`
    case 'replay':
      return `recording the replay of board ${task.board}`
    case 'thin':
      return `thinning the replay of board ${task.board}`
  }
}
