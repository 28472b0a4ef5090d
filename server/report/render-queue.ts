import { availableParallelism, totalmem } from 'node:os'
import type { FileRemarks } from '#shared/wire/http.ts'
import { FairQueue, type Sender } from '../basics/fair-queue.ts'
import { CpuShares } from './cpu-shares.ts'
import type { RenderOutcome, RenderRequest } from './render-child.ts'
import { RenderRun, costOf, isSmall, needsFonts, type RunLimits, type JobCost } from './render-run.ts'
import {
  RenderCancelled,
  RendererBusy,
  RenderTooLarge,
  type ExportTask,
  type ImportedBoard,
  type ImportJob,
  type Renderer,
} from './renderer.ts'

export interface RendererOptions extends Partial<RunLimits> {
  /** Memory for the server and all its processes. Left out: that of the machine, or of the container. */
  readonly memoryBytes?: number | undefined
  /** Script of the process. It calls `answerRenderRequest`. */
  readonly entry: URL
  /** Files under way at a time. Most of them are paused. */
  readonly processes?: number
  /** Files that take CPU at a time. One core is the relay's. */
  readonly active?: number
  /** Memory that the files under way may be expected to take together. One always has its turn. */
  readonly megabytes?: number
  /** Jobs that may wait behind the running ones: more than the boards exported in a minute. Not measured. */
  readonly waiting?: number
  /** Memory of those jobs: eight of the largest boards. Not measured. */
  readonly waitingBytes?: number
  /** Recent CPU of a board from which people who used more than their share get no more files. Not measured. */
  readonly boardCpuMs?: number
  /** Between two looks at what the processes have used. */
  readonly checkMs?: number
}

interface Task {
  readonly request: RenderRequest
  readonly cost: JobCost
  readonly from: Sender
  readonly prepare: () => Promise<void>
  readonly onProgress: (progress: number) => void
  readonly signal: AbortSignal | undefined
  readonly resolve: (outcome: RenderOutcome) => void
  readonly reject: (error: Error) => void
}

/** A task that has its turn. It has no process while it is being prepared. */
interface ActiveTask {
  readonly task: Task
  run: RenderRun | undefined
}

/** Opens a renderer that gives each job its own process, in fair turns. */
export function openRenderer(options: RendererOptions): Renderer {
  const queue = new RenderQueue(options)
  return {
    hasRoom: (from) => queue.hasRoom(from),
    exportTo: (task, from) => queue.exportTo(task, from),
    importFrom: (job, from) => queue.importFrom(job, from),
    close: () => queue.close(),
  }
}

/**
 * Layout and fonts take hundreds of megabytes and seconds of CPU. Both end with the job's process.
 *
 * A few processes are under way, and all but one are paused. The one goes on whose line and board have used the least CPU
 * lately. So a small file passes a large one that has begun, and nobody waits behind a board that takes minutes.
 */
class RenderQueue {
  readonly #options: Required<Omit<RendererOptions, 'memoryBytes'>>
  readonly #queue = new FairQueue<Task>()
  readonly #shares = new CpuShares(() => performance.now())
  readonly #active = new Map<ActiveTask, Promise<void>>()
  #waitingBytes = 0
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor({ memoryBytes = machineBytes(), ...options }: RendererOptions) {
    this.#options = {
      cpuMs: 60_000,
      // On a small machine the server itself keeps a part.
      bytes: Math.min(2_147_483_648, fileShare * memoryBytes),
      heapMb: Math.ceil(Math.min(1_024, (fileShare * memoryBytes) / 1_048_576)),
      timeoutMs: 600_000,
      processes: 3,
      active: Math.max(1, availableParallelism() - 1),
      megabytes: Math.min(3_072, (0.35 * memoryBytes) / 1_048_576),
      waiting: 32,
      waitingBytes: 256 * 1_048_576,
      boardCpuMs: 240_000,
      checkMs: 200,
      ...options,
    }
  }

  hasRoom(from: Sender): boolean {
    const { board, participant } = from
    if (this.#isClosed || this.#shares.hasSpent(board, participant, this.#options.boardCpuMs)) return false
    return !this.#isFull() || this.#queue.canGiveUp(from)
  }

  async exportTo(
    { path, job, prepare = async () => {}, onProgress, signal }: ExportTask,
    from: Sender,
  ): Promise<FileRemarks | undefined> {
    const outcome = await this.#enqueue({ request: { job, path }, prepare, onProgress, signal }, from)
    return outcome.kind === 'written' ? outcome.remarks : undefined
  }

  async importFrom(job: ImportJob, from: Sender): Promise<ImportedBoard> {
    const nothing = { prepare: async () => {}, onProgress: () => {}, signal: undefined }
    const outcome = await this.#enqueue({ request: { job, path: null }, ...nothing }, from)
    if (outcome.kind !== 'imported') throw new Error('the import ended without a board')
    return outcome.board
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const task of this.#queue.clear()) task.reject(stopping())
    for (const { run } of this.#active.keys()) run?.kill(stopping())
    await Promise.all(this.#active.values())
  }

  #enqueue(
    facts: Pick<Task, 'request' | 'prepare' | 'onProgress' | 'signal'>,
    from: Sender,
  ): Promise<RenderOutcome> {
    return new Promise((resolve, reject) => {
      if (facts.signal?.aborted === true) return reject(new RenderCancelled())
      if (this.#isClosed || !this.#makeRoom(from)) return reject(new RendererBusy())
      const onProgress = growing(facts.onProgress)
      const task = { ...facts, onProgress, from, cost: costOf(facts.request.job), resolve, reject }
      this.#queue.push(task, from)
      this.#waitingBytes += bytesOf(task)
      task.signal?.addEventListener('abort', () => this.#cancel(task))
      this.#next()
    })
  }

  #cancel(task: Task): void {
    if (this.#queue.remove(task, task.from)) {
      this.#waitingBytes -= bytesOf(task)
      task.reject(new RenderCancelled())
      return
    }
    for (const { task: active, run } of this.#active.keys()) {
      if (active === task) run?.kill(new RenderCancelled())
    }
  }

  #isFull(): boolean {
    return this.#queue.size() >= this.#options.waiting || this.#waitingBytes >= this.#options.waitingBytes
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
    while (!this.#isClosed && this.#active.size < this.#options.processes) {
      const task = this.#queue.next((waiting) => this.#mayStart(waiting))
      if (!task) break
      this.#waitingBytes -= bytesOf(task)
      const active: ActiveTask = { task, run: undefined }
      const done = this.#work(active).finally(() => {
        this.#active.delete(active)
        this.#chargeRest(active)
        this.#next()
      })
      this.#active.set(active, done)
    }
    this.#share()
  }

  /** No line takes the last place, and no board two, except for a small file beside a large one. */
  #mayStart({ from, cost }: Task): boolean {
    const active = [...this.#active.keys()].map(({ task }) => task)
    if (active.length === 0) return true
    const megabytes = active.reduce((sum, each) => sum + each.cost.megabytes, cost.megabytes)
    if (megabytes > this.#options.megabytes) return false
    const ofLine = active.filter((each) => each.from.line === from.line)
    if (ofLine.length >= this.#options.processes - 1) return false
    const ofBoard = active.filter((each) => each.from.board === from.board)
    return (
      ofBoard.length === 0 ||
      (ofBoard.length === 1 && isSmall(cost) && !ofBoard.some((each) => isSmall(each.cost)))
    )
  }

  /** Never rejects. */
  async #work(active: ActiveTask): Promise<void> {
    const { task } = active
    try {
      await task.prepare()
      task.resolve(await this.#render(active, task.request))
    } catch (cause) {
      task.reject(cause instanceof Error ? cause : new Error('not made', { cause }))
    }
  }

  /** Tries again with simpler texts when the compiler gave up or took too much: nobody foresees all texts. */
  async #render(active: ActiveTask, request: RenderRequest): Promise<RenderOutcome> {
    try {
      return await this.#run(active, request)
    } catch (error) {
      const { job } = request
      const { caution = 0 } = job.kind === 'export' ? job : {}
      if (!(error instanceof RenderTooLarge) || !needsFonts(job) || caution === 2) throw error
      const more = error.isCrash && caution === 0 ? 1 : 2
      return this.#render(active, { ...request, job: { ...job, caution: more } })
    }
  }

  async #run(active: ActiveTask, request: RenderRequest): Promise<RenderOutcome> {
    if (this.#isClosed) throw stopping()
    if (active.task.signal?.aborted === true) throw new RenderCancelled()
    const { entry } = this.#options
    const { cost, onProgress } = active.task
    active.run = new RenderRun(entry, request, cost, this.#options, onProgress)
    this.#share()
    this.#checkSoon()
    return active.run.outcome
  }

  /** Lets those go on that have used the least, and pauses the others. */
  #share(): void {
    const inOrder = [...this.#active.keys()]
      .flatMap(({ task, run }) => (run ? [{ run, from: task.from }] : []))
      .map(({ run, from }) => ({
        run,
        line: this.#shares.of(lineKey(from)),
        board: this.#shares.ofBoard(from.board),
      }))
      .sort((a, b) => a.line - b.line || a.board - b.board || a.run.cpuMs - b.run.cpuMs)
    for (const [place, { run }] of inOrder.entries()) run.pause(place >= this.#options.active)
  }

  #checkSoon(): void {
    this.#timer ??= setTimeout(() => {
      void this.#check().finally(() => {
        this.#timer = undefined
        if (this.#active.size > 0 && !this.#isClosed) this.#checkSoon()
      })
    }, this.#options.checkMs)
  }

  async #check(): Promise<void> {
    for (const { task, run } of this.#active.keys()) {
      if (run) this.#charge(task.from, await run.check(this.#options.checkMs))
    }
    this.#share()
  }

  /** A file that was made between two looks has used something, too. */
  #chargeRest({ task, run }: ActiveTask): void {
    if (run) this.#charge(task.from, Math.max(0, task.cost.cpuMs - run.cpuMs))
  }

  #charge(from: Sender, cpuMs: number): void {
    this.#shares.add(lineKey(from), cpuMs)
    this.#shares.addTo(from.board, from.participant, cpuMs)
  }
}

/** A second attempt begins anew. Its first steps are not news. */
function growing(onProgress: (progress: number) => void): (progress: number) => void {
  let last = 0
  return (progress) => {
    if (progress <= last) return
    last = progress
    onProgress(progress)
  }
}

function lineKey({ line }: Sender): string {
  return `line ${line}`
}

/** Of the memory, for one file. Not measured. */
const fileShare = 0.6

/** Of the machine, or of the container that the server is in. */
function machineBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity)
}

function stopping(): Error {
  return new Error('the server is stopping')
}

function bytesOf({ request: { job } }: Pick<Task, 'request'>): number {
  if (job.kind === 'export' || job.kind === 'purpose') return job.update.byteLength
  return job.kind === 'copy' ? job.file.byteLength : 0
}
