import { Worker } from 'node:worker_threads'
import type { DatabaseSync } from 'node:sqlite'
import type { SqliteCheckpoints } from './checkpoints.ts'
import { isDamage, mayPass, storeError } from './database.ts'
import type { Folded, FoldTask } from '../../archive/fold-thread.ts'
import type { SqliteLog } from './log.ts'
import type { SqliteReplays } from './replays.ts'

export interface Folding {
  /**
   * Starts with the next checkpoint that is not read yet, or else a long log, a replay that is too long, or one that
   * somebody waits for, unless something is being worked on. In this order: asking holds up nothing that is needed. Never
   * throws.
   */
  readonly next: () => void
  readonly close: () => void
}

/** A disk that does not answer is asked again by itself, as in write-gate.ts. */
const firstRestMs = 500
const longestRestMs = 10_000

/** Looks for one kind of work. */
interface Look {
  readonly task: () => FoldTask | undefined
  /** The disk did not answer, and there may be work all the same. */
  readonly isUncertain: () => boolean
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

  const checkpointLook = patient('looking for checkpoints to read', nextCheckpoint)
  const logLook = patient('looking for logs to fold', nextLog)
  const thinningLook = patient('reading a replay', nextThinning)
  const replayLook = patient('looking for replays to record', nextReplay)

  function next(): void {
    if (current || isClosed) return
    current = checkpointLook.task() ?? foldOfLog() ?? thinningLook.task() ?? replayLook.task()
    if (!current) return
    try {
      thread ??= startThread()
      thread.postMessage(
        current,
        // The updates of a snapshot share one.
        [...new Set(blobsOf(current).map(({ buffer }) => buffer as ArrayBuffer))],
      )
    } catch (error) {
      giveUp(storeError(error).message)
    }
  }

  function foldOfLog(): FoldTask | undefined {
    return checkpointLook.isUncertain() ? undefined : logLook.task()
  }

  /** One look that fails rests, ever longer, and holds up no other; it is told once. */
  function patient(what: string, look: () => FoldTask | undefined): Look {
    let restMs = firstRestMs
    let timer: NodeJS.Timeout | undefined
    let told: string | undefined
    let isUncertain = false
    return {
      task: () => {
        if (timer) return undefined
        try {
          const task = look()
          restMs = firstRestMs
          told = undefined
          isUncertain = false
          return task
        } catch (error) {
          const { message } = storeError(error)
          if (message !== told) warn(`${what}: ${message}`)
          told = message
          isUncertain = mayPass(error)
          timer = setTimeout(() => {
            timer = undefined
            next()
          }, restMs).unref()
          restMs = Math.min(longestRestMs, restMs * 2)
          return undefined
        }
      },
      isUncertain: () => isUncertain,
    }
  }

  function nextCheckpoint(): FoldTask | undefined {
    for (let unread = checkpoints.next(); unread; unread = checkpoints.next()) {
      const { id, board, through } = unread
      try {
        return { kind: 'checkpoint', id, parts: log.partsUpTo(board, through) }
      } catch (error) {
        if (mayPass(error)) throw error
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
    const thinning = replays.nextToThin()
    return thinning && { kind: 'thin', ...thinning }
  }

  function startThread(): Worker {
    const started = new Worker(new URL('../../archive/fold-thread.ts', import.meta.url))
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
    let reason = 'it ended'
    started.on('error', (error) => (reason = error.message))
    started.on('exit', () => {
      thread = undefined
      if (isClosed) return
      giveUp(`the thread that reads boards stopped: ${reason}`)
      next()
    })
    return started
  }

  function giveUp(problem: string): void {
    const task = current
    current = undefined
    if (task) fail(task, problem)
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
    if (task.kind !== 'fold') return
    for (const drop of [log.dropSnapshots, log.dropRows]) {
      try {
        inTransaction(() => drop(task.board))
      } catch (error) {
        // Beside a damaged page nothing can be deleted: it takes up room, and hinders nothing else.
        if (!isDamage(error)) throw error
      }
    }
  }

  function inTransaction(write: () => void): void {
    try {
      db.exec('BEGIN IMMEDIATE')
      write()
      db.exec('COMMIT')
    } catch (error) {
      log.recount()
      if (db.isTransaction) db.exec('ROLLBACK')
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
