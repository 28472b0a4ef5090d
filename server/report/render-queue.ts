import { fork, type ChildProcess } from 'node:child_process'
import { createFairQueue, type Sender } from '../basics/fair-queue.ts'
import {
  RenderTooLarge,
  RendererBusy,
  type ImportedBoard,
  type Renderer,
  type RenderJob,
} from './renderer.ts'

/** What the other process says. */
export type RenderMessage =
  | { readonly kind: 'progress'; readonly progress: number }
  | { readonly kind: 'written' }
  | { readonly kind: 'imported'; readonly board: ImportedBoard }
  | { readonly kind: 'failed'; readonly reason: string }

export interface RenderRequest {
  readonly job: RenderJob
  /** Where the file goes; null for an import. */
  readonly path: string | null
}

export interface RendererOptions {
  /** The file that the process runs: it calls `answerRenderRequest`. */
  readonly entry: URL
  /** Kills a job that takes longer. A report of hundreds of pages takes seconds, so this is a stuck one: taste. */
  readonly timeoutMs?: number
  /** Of the objects of a job, megabytes; what the compiler allocates itself is beside it. */
  readonly heapMb?: number
  /** How many may wait behind the one that runs: more boards than are exported in a minute. Taste. */
  readonly waiting?: number
  /** Of those, in memory: eight of the largest boards. Taste. */
  readonly waitingBytes?: number
}

interface Task {
  readonly request: RenderRequest
  readonly prepare: () => Promise<void>
  readonly onProgress: (progress: number) => void
  readonly resolve: (board: ImportedBoard | undefined) => void
  readonly reject: (error: Error) => void
}

/**
 * A renderer that gives every job a process of its own, one at a time: layout and fonts take hundreds of
 * megabytes and seconds of CPU, and both end with the process. Lines take turns, on a line boards, and people on a board.
 */
export function openRenderer({
  entry,
  timeoutMs = 120_000,
  heapMb = 1_024,
  waiting = 32,
  waitingBytes = 256 * 1_048_576,
}: RendererOptions): Renderer {
  const queue = createFairQueue<Task>()
  let bytes = 0
  let running: Promise<void> | undefined
  let child: ChildProcess | undefined
  let isClosed = false

  function enqueue(task: Omit<Task, 'resolve' | 'reject'>, from: Sender): Promise<ImportedBoard | undefined> {
    return new Promise((resolve, reject) => {
      if (isClosed || !makeRoom(from)) return reject(new RendererBusy())
      queue.push({ ...task, resolve, reject }, from)
      bytes += bytesOf(task)
      next()
    })
  }

  function isFull(): boolean {
    return queue.size() >= waiting || bytes >= waitingBytes
  }

  /** Whoever has asked for most gives something up for who has asked for less. */
  function makeRoom(from: Sender): boolean {
    while (isFull()) {
      const task = queue.giveUp(from)
      if (!task) return false
      bytes -= bytesOf(task)
      task.reject(new RendererBusy())
    }
    return true
  }

  function next(): void {
    if (running || isClosed) return
    const task = queue.next()
    if (!task) return
    bytes -= bytesOf(task)
    running = work(task).finally(() => {
      running = undefined
      child = undefined
      next()
    })
  }

  /** Never rejects. */
  async function work(task: Task): Promise<void> {
    try {
      await task.prepare()
      if (isClosed) throw stopping()
    } catch (cause) {
      task.reject(cause instanceof Error ? cause : new Error('not prepared', { cause }))
      return
    }
    try {
      child = startProcess(entry, heapMb)
    } catch (error) {
      task.reject(new RendererBusy(`no process could be started: ${String(error)}`))
      return
    }
    await run(child, task, timeoutMs)
  }

  return {
    hasRoom: (from) => !isClosed && (!isFull() || queue.canGiveUp(from)),
    exportTo: async ({ path, job, prepare = async () => {}, onProgress }, from) => {
      await enqueue({ request: { job, path }, prepare, onProgress }, from)
    },
    importFrom: async (job, from) => {
      const nothing = { prepare: async () => {}, onProgress: () => {} }
      const board = await enqueue({ request: { job, path: null }, ...nothing }, from)
      if (!board) throw new Error('the import ended without a board')
      return board
    },
    close: async () => {
      isClosed = true
      for (const task of queue.clear()) task.reject(stopping())
      child?.kill('SIGKILL')
      await running
    },
  }
}

function stopping(): Error {
  return new Error('the server is stopping')
}

function bytesOf({ request: { job } }: Pick<Task, 'request'>): number {
  if (job.kind === 'export') return job.update.byteLength
  return job.kind === 'copy' ? job.file.byteLength : 0
}

function startProcess(entry: URL, heapMb: number): ChildProcess {
  return fork(entry, {
    // Yjs updates and files cross as bytes, not as JSON.
    serialization: 'advanced',
    // Of the server's environment (it may hold secrets) only the time zone of dates is needed there, and none of its
    // flags (an inspector's port).
    env: process.env['TZ'] === undefined ? {} : { TZ: process.env['TZ'] },
    execArgv: [`--max-old-space-size=${heapMb}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

/** Settles when the process has ended; never rejects. */
function run(child: ChildProcess, task: Task, timeoutMs: number): Promise<void> {
  return new Promise((done) => {
    let outcome: RenderMessage | undefined
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, timeoutMs)
    child.on('message', (message: RenderMessage) => {
      if (message.kind === 'progress') task.onProgress(message.progress)
      else outcome = message
    })
    // 'error' may come without 'exit' (the process could not start), so both end the task; the second does nothing.
    const end = (failure: Error): void => {
      clearTimeout(timer)
      if (outcome?.kind === 'written') task.resolve(undefined)
      else if (outcome?.kind === 'imported') task.resolve(outcome.board)
      else task.reject(outcome?.kind === 'failed' ? new Error(outcome.reason) : failure)
      done()
    }
    child.on('error', (error) => {
      const couldStart = child.pid !== undefined
      if (!couldStart) task.reject(new RendererBusy(`no process could be started: ${error.message}`))
      end(error)
    })
    child.on('exit', (code, signal) => {
      if (isLate) return end(new RenderTooLarge(`stopped after ${timeoutMs} ms`))
      // What finds no memory ends itself by a signal (V8, the compiler), or is ended by the system's.
      if (signal) return end(new RenderTooLarge(`ended by ${signal} without an answer`))
      end(new Error(`ended by code ${code} without an answer`))
    })
    // Where the system has no more files or processes to give there is no channel either, and 'error' follows.
    if (child.connected) {
      child.send(task.request, (error) => {
        if (error) child.kill('SIGKILL')
      })
    }
  })
}
