import { Worker } from 'node:worker_threads'
import type { ArchiveRows } from '../contracts/archive.ts'
import { bytesOfTask, nameOfTask, type FoldResult, type FoldTask } from './fold-task.ts'
import { PatientSearch } from './patient-search.ts'
import type { Replays } from './replays.ts'

/**
 * Builds checkpoints, folds long logs into snapshots, and records and thins replays, one task at a time. The work is
 * done in the folding thread, and its results are written in the store's. A failure leaves a log as it was, only longer.
 *
 * Checkpoints go first: a snapshot made later than their place in the log would hide it. People who wait for a replay
 * come last: their requests must not delay what the store needs.
 */
export class Folding {
  readonly #rows: ArchiveRows
  readonly #replays: Replays
  readonly #checkpointSearch: PatientSearch<FoldTask>
  readonly #logSearch: PatientSearch<FoldTask>
  readonly #thinningSearch: PatientSearch<FoldTask>
  readonly #replaySearch: PatientSearch<FoldTask>
  #thread: Worker | undefined
  #current: FoldTask | undefined
  /** The result of the current task is being written. */
  #isWriting = false
  #isClosed = false

  constructor(rows: ArchiveRows, replays: Replays) {
    this.#rows = rows
    this.#replays = replays
    this.#checkpointSearch = this.#search('looking for checkpoints to read', () => this.#nextCheckpoint())
    this.#logSearch = this.#search('looking for logs to fold', () => this.#nextLog())
    this.#thinningSearch = this.#search('reading a replay', () => this.#nextThinning())
    this.#replaySearch = this.#search('looking for replays to record', () => this.#nextReplay())
  }

  /** Starts the next task unless one is under way. Never rejects. */
  async next(): Promise<void> {
    if (!this.#current) await this.#rows.inTurn(() => this.#startNext())
  }

  async #startNext(): Promise<void> {
    if (this.#current || this.#isClosed) return
    const task =
      (await this.#checkpointSearch.find()) ??
      (this.#checkpointSearch.isUncertain ? undefined : await this.#logSearch.find()) ??
      (await this.#thinningSearch.find()) ??
      (await this.#replaySearch.find())
    this.#current = task
    if (!task) return
    try {
      this.#thread ??= this.#startThread()
      // The updates of a snapshot share one buffer.
      const buffers = new Set(bytesOfTask(task).map(({ buffer }) => buffer as ArrayBuffer))
      this.#thread.postMessage(task, [...buffers])
    } catch (error) {
      this.#giveUp(this.#messageOf(error))
    }
  }

  close(): void {
    this.#isClosed = true
    // Nothing of its task has been written yet.
    void this.#thread?.terminate()
  }

  #search(name: string, find: () => Promise<FoldTask | undefined>): PatientSearch<FoldTask> {
    const { problemOf, warn } = this.#rows
    return new PatientSearch({ name, find, problemOf, warn, retry: () => void this.next() })
  }

  async #nextCheckpoint(): Promise<FoldTask | undefined> {
    const { checkpoints, log, problemOf, warn } = this.#rows
    for (let pending = await checkpoints.next(); pending; pending = await checkpoints.next()) {
      const { id, board, through } = pending
      try {
        return { kind: 'checkpoint', id, parts: await log.partsUpTo(board, through) }
      } catch (error) {
        const { message, mayPass } = problemOf(error)
        if (mayPass) throw error
        checkpoints.giveUp(id)
        warn(`reading a checkpoint of board ${board}: ${message}`)
      }
    }
    return undefined
  }

  async #nextLog(): Promise<FoldTask | undefined> {
    const { log, warn } = this.#rows
    const board = await log.nextToFold()
    if (board === undefined) return undefined
    try {
      const { parts, through, isFolded } = await log.parts(board)
      if (isFolded) return undefined
      return { kind: 'fold', board, through, parts, replay: await this.#replays.source(board) }
    } catch (error) {
      warn(`reading the log of board ${board}: ${this.#messageOf(error)}`)
      return undefined
    }
  }

  async #nextReplay(): Promise<FoldTask | undefined> {
    const { log, warn } = this.#rows
    const replays = this.#replays
    for (let board = replays.nextWanted(); board !== undefined; board = replays.nextWanted()) {
      try {
        const replay = await replays.source(board)
        if (replay)
          return { kind: 'replay', board, parts: await log.partsSince(board, replay.through), replay }
      } catch (error) {
        warn(`reading the log of board ${board} for its replay: ${this.#messageOf(error)}`)
      }
      replays.settle(board)
    }
    return undefined
  }

  async #nextThinning(): Promise<FoldTask | undefined> {
    const thinning = await this.#replays.nextToThin()
    return thinning && { kind: 'thin', ...thinning }
  }

  #startThread(): Worker {
    const thread = new Worker(new URL('./fold-thread.ts', import.meta.url))
    thread.on('message', (result: FoldResult) => void this.#onResult(result))
    let reason = 'it ended'
    thread.on('error', (error) => (reason = error.message))
    thread.on('exit', () => {
      this.#thread = undefined
      if (this.#isClosed) return
      if (!this.#isWriting) this.#giveUp(`the thread that reads boards stopped: ${reason}`)
      void this.next()
    })
    return thread
  }

  async #onResult(result: FoldResult): Promise<void> {
    const task = this.#current
    if (!task) return
    this.#isWriting = true
    await this.#rows.inTurn(async () => {
      if (this.#isClosed) return
      try {
        await this.#write(task, result)
        this.#settle(task)
      } catch (error) {
        this.#fail(task, this.#messageOf(error))
      }
      this.#current = undefined
      this.#isWriting = false
    })
    await this.next()
  }

  async #write(task: FoldTask, result: FoldResult): Promise<void> {
    const { checkpoints, inTransaction, log } = this.#rows
    const replays = this.#replays
    if (result.kind === 'failed') throw new Error(result.problem)
    if (task.kind === 'checkpoint' && result.kind === 'checkpoint')
      return await checkpoints.fill(task.id, result.content)
    await inTransaction(async () => {
      if (task.kind === 'fold' && result.kind === 'fold') {
        const { board, through, replay: source } = task
        await log.putSnapshot(board, through, result.snapshot)
        // In one transaction: the snapshot hides the rows that the replay shows.
        if (source) await replays.put(board, source, result.replay, through)
      } else if (task.kind === 'replay' && result.kind === 'replay') {
        await replays.put(task.board, task.replay, result.replay, result.replay.through)
      } else if (task.kind === 'thin' && result.kind === 'thin') await replays.putThinned(task, result.page)
    })
    if (task.kind === 'fold') await this.#dropFolded(task.board)
  }

  async #dropFolded(board: string): Promise<void> {
    const { inTransaction, log, problemOf } = this.#rows
    for (const drop of [() => log.dropSnapshots(board), () => log.dropRows(board)]) {
      try {
        await inTransaction(drop)
      } catch (error) {
        // Nothing beside a damaged page can be deleted. It takes up room and does no other harm.
        if (!problemOf(error).isDamage) throw error
      }
    }
  }

  #giveUp(problem: string): void {
    const task = this.#current
    this.#current = undefined
    if (task) this.#fail(task, problem)
  }

  #fail(task: FoldTask, problem: string): void {
    if (task.kind === 'checkpoint') this.#rows.checkpoints.giveUp(task.id)
    this.#settle(task)
    this.#rows.warn(`${nameOfTask(task)}: ${problem}`)
  }

  #settle(task: FoldTask): void {
    if (task.kind === 'replay' || task.kind === 'thin') this.#replays.settle(task.board)
  }

  #messageOf(error: unknown): string {
    return this.#rows.problemOf(error).message
  }
}
