import { fork, type ChildProcess } from 'node:child_process'
import { RendererBusy, type ImportedBoard, type Renderer, type RenderJob } from './renderer.ts'

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
  /** Kills a job that takes longer. A report of hundreds of pages takes seconds, so this is a stuck one: taste. */
  readonly timeoutMs?: number
  /** How many may wait behind the one that runs: taste. */
  readonly waiting?: number
}

interface Task {
  readonly request: RenderRequest
  readonly onProgress: (progress: number) => void
  readonly resolve: (board: ImportedBoard | undefined) => void
  readonly reject: (error: Error) => void
}

/**
 * A renderer that gives every job a process of its own, one at a time: layout and fonts take hundreds of
 * megabytes and seconds of CPU, and both end with the process.
 */
export function openRenderer({ timeoutMs = 120_000, waiting = 8 }: RendererOptions = {}): Renderer {
  const queue: Task[] = []
  let running: { readonly child: ChildProcess; readonly done: Promise<void> } | undefined
  let isClosed = false

  function enqueue(
    request: RenderRequest,
    onProgress: (progress: number) => void,
  ): Promise<ImportedBoard | undefined> {
    return new Promise((resolve, reject) => {
      if (!hasRoom()) return reject(new RendererBusy())
      queue.push({ request, onProgress, resolve, reject })
      next()
    })
  }

  function hasRoom(): boolean {
    return !isClosed && queue.length < waiting
  }

  function next(): void {
    if (running || isClosed) return
    const task = queue.shift()
    if (!task) return
    let child: ChildProcess
    try {
      child = startProcess()
    } catch (error) {
      task.reject(new RendererBusy(`no process could be started: ${String(error)}`))
      return next()
    }
    running = {
      child,
      done: run(child, task, timeoutMs).finally(() => {
        running = undefined
        next()
      }),
    }
  }

  return {
    hasRoom,
    exportTo: async (path, job, onProgress) => {
      await enqueue({ job, path }, onProgress)
    },
    importFrom: async (job) => {
      const board = await enqueue({ job, path: null }, () => {})
      if (!board) throw new Error('the import ended without a board')
      return board
    },
    close: async () => {
      isClosed = true
      for (const task of queue.splice(0)) task.reject(new Error('the server is stopping'))
      running?.child.kill('SIGKILL')
      await running?.done
    },
  }
}

function startProcess(): ChildProcess {
  return fork(new URL('./render-process.ts', import.meta.url), {
    // Yjs updates and files cross as bytes, not as JSON.
    serialization: 'advanced',
    // Of the server's environment (it may hold secrets) only the time zone of dates is needed there, and none of its
    // flags (an inspector's port).
    env: process.env['TZ'] === undefined ? {} : { TZ: process.env['TZ'] },
    execArgv: ['--max-old-space-size=1024', '--disable-warning=ExperimentalWarning'],
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
    const end = (reason: string): void => {
      clearTimeout(timer)
      if (outcome?.kind === 'written') task.resolve(undefined)
      else if (outcome?.kind === 'imported') task.resolve(outcome.board)
      else task.reject(new Error(outcome?.kind === 'failed' ? outcome.reason : reason))
      done()
    }
    child.on('error', (error) => {
      const couldStart = child.pid !== undefined
      if (!couldStart) task.reject(new RendererBusy(`no process could be started: ${error.message}`))
      end(error.message)
    })
    child.on('exit', (code, signal) =>
      end(
        isLate ? `stopped after ${timeoutMs} ms` : `ended by ${signal ?? `code ${code}`} without an answer`,
      ),
    )
    // Where the system has no more files or processes to give there is no channel either, and 'error' follows.
    if (child.connected) {
      child.send(task.request, (error) => {
        if (error) child.kill('SIGKILL')
      })
    }
  })
}
