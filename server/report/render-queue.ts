import type { ChildProcess } from 'node:child_process'
import { FairQueue, type Sender } from '../basics/fair-queue.ts'
import { renderIn, startRenderProcess, type RenderRequest } from './render-child.ts'
import {
  RendererBusy,
  type ExportTask,
  type ImportedBoard,
  type ImportJob,
  type Renderer,
} from './renderer.ts'

export interface RendererOptions {
  /** Script of the process. It calls `answerRenderRequest`. */
  readonly entry: URL
  /** A job that takes longer is stuck and gets killed. A report of hundreds of pages takes seconds. Not measured. */
  readonly timeoutMs?: number
  /** Heap of a job in megabytes. The compiler allocates its own memory beside it. */
  readonly heapMb?: number
  /** Jobs that may wait behind the running one: more than the boards exported in a minute. Not measured. */
  readonly waiting?: number
  /** Memory of those jobs: eight of the largest boards. Not measured. */
  readonly waitingBytes?: number
}

interface Task {
  readonly request: RenderRequest
  readonly prepare: () => Promise<void>
  readonly onProgress: (progress: number) => void
  readonly resolve: (board: ImportedBoard | undefined) => void
  readonly reject: (error: Error) => void
}

/** Opens a renderer that gives each job its own process, one at a time and in fair turns. */
export function openRenderer(options: RendererOptions): Renderer {
  const queue = new RenderQueue(options)
  return {
    hasRoom: (from) => queue.hasRoom(from),
    exportTo: (task, from) => queue.exportTo(task, from),
    importFrom: (job, from) => queue.importFrom(job, from),
    close: () => queue.close(),
  }
}

/** Layout and fonts take hundreds of megabytes and seconds of CPU. Both end with the job's process. */
class RenderQueue {
  readonly #entry: URL
  readonly #timeoutMs: number
  readonly #heapMb: number
  readonly #maxWaiting: number
  readonly #maxWaitingBytes: number
  readonly #queue = new FairQueue<Task>()
  #waitingBytes = 0
  #running: Promise<void> | undefined
  #child: ChildProcess | undefined
  #isClosed = false

  constructor({
    entry,
    timeoutMs = 120_000,
    heapMb = 1_024,
    waiting = 32,
    waitingBytes = 256 * 1_048_576,
  }: RendererOptions) {
    this.#entry = entry
    this.#timeoutMs = timeoutMs
    this.#heapMb = heapMb
    this.#maxWaiting = waiting
    this.#maxWaitingBytes = waitingBytes
  }

  hasRoom(from: Sender): boolean {
    return !this.#isClosed && (!this.#isFull() || this.#queue.canGiveUp(from))
  }

  async exportTo(
    { path, job, prepare = async () => {}, onProgress }: ExportTask,
    from: Sender,
  ): Promise<void> {
    await this.#enqueue({ request: { job, path }, prepare, onProgress }, from)
  }

  async importFrom(job: ImportJob, from: Sender): Promise<ImportedBoard> {
    const nothing = { prepare: async () => {}, onProgress: () => {} }
    const board = await this.#enqueue({ request: { job, path: null }, ...nothing }, from)
    if (!board) throw new Error('the import ended without a board')
    return board
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const task of this.#queue.clear()) task.reject(stopping())
    this.#child?.kill('SIGKILL')
    await this.#running
  }

  #enqueue(task: Omit<Task, 'resolve' | 'reject'>, from: Sender): Promise<ImportedBoard | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed || !this.#makeRoom(from)) return reject(new RendererBusy())
      this.#queue.push({ ...task, resolve, reject }, from)
      this.#waitingBytes += bytesOf(task)
      this.#next()
    })
  }

  #isFull(): boolean {
    return this.#queue.size() >= this.#maxWaiting || this.#waitingBytes >= this.#maxWaitingBytes
  }

  /** Refuses tasks of the sender with the most tasks, to make room for one with fewer. */
  #makeRoom(from: Sender): boolean {
    while (this.#isFull()) {
      const task = this.#queue.giveUp(from)
      if (!task) return false
      this.#waitingBytes -= bytesOf(task)
      task.reject(new RendererBusy())
    }
    return true
  }

  #next(): void {
    if (this.#running || this.#isClosed) return
    const task = this.#queue.next()
    if (!task) return
    this.#waitingBytes -= bytesOf(task)
    this.#running = this.#work(task).finally(() => {
      this.#running = undefined
      this.#child = undefined
      this.#next()
    })
  }

  /** Never rejects. */
  async #work(task: Task): Promise<void> {
    try {
      await task.prepare()
      if (this.#isClosed) throw stopping()
    } catch (cause) {
      task.reject(cause instanceof Error ? cause : new Error('not prepared', { cause }))
      return
    }
    try {
      this.#child = startRenderProcess(this.#entry, this.#heapMb)
    } catch (error) {
      task.reject(new RendererBusy(`no process could be started: ${String(error)}`))
      return
    }
    await renderIn(this.#child, task, this.#timeoutMs)
  }
}

function stopping(): Error {
  return new Error('the server is stopping')
}

function bytesOf({ request: { job } }: Pick<Task, 'request'>): number {
  if (job.kind === 'export') return job.update.byteLength
  return job.kind === 'copy' ? job.file.byteLength : 0
}
