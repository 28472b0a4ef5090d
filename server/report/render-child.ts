import { fork, type ChildProcess } from 'node:child_process'
import { RendererBusy, RenderTooLarge, type ImportedBoard, type RenderJob } from './renderer.ts'

/** Messages of the child process (render-process.ts). */
export type RenderMessage =
  | { readonly kind: 'progress'; readonly progress: number }
  | { readonly kind: 'written' }
  | { readonly kind: 'imported'; readonly board: ImportedBoard }
  | { readonly kind: 'failed'; readonly reason: string }

export interface RenderRequest {
  readonly job: RenderJob
  /** Path of the file to write; null for an import. */
  readonly path: string | null
}

/** The caller's side of a job. */
export interface RenderCall {
  readonly request: RenderRequest
  readonly onProgress: (progress: number) => void
  readonly resolve: (board: ImportedBoard | undefined) => void
  readonly reject: (error: Error) => void
}

/** Starts a process that runs `entry`. */
export function startRenderProcess(entry: URL, heapMb: number): ChildProcess {
  return fork(entry, {
    // Yjs updates and files cross as bytes, not as JSON.
    serialization: 'advanced',
    // The server's environment may hold secrets, and its flags an inspector's port. Only the time zone is passed on.
    env: process.env['TZ'] === undefined ? {} : { TZ: process.env['TZ'] },
    execArgv: [`--max-old-space-size=${heapMb}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

/** Runs a job in the child. Settles when the child has ended, and never rejects: the call gets the outcome. */
export function renderIn(child: ChildProcess, call: RenderCall, timeoutMs: number): Promise<void> {
  return new Promise((done) => {
    let outcome: RenderMessage | undefined
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, timeoutMs)
    child.on('message', (message: RenderMessage) => {
      if (message.kind === 'progress') call.onProgress(message.progress)
      else outcome = message
    })
    // 'error' may come without 'exit', when the process could not start. Both end the task; the second does nothing.
    const end = (failure: Error): void => {
      clearTimeout(timer)
      if (outcome?.kind === 'written') call.resolve(undefined)
      else if (outcome?.kind === 'imported') call.resolve(outcome.board)
      else call.reject(outcome?.kind === 'failed' ? new Error(outcome.reason) : failure)
      done()
    }
    child.on('error', (error) => {
      const couldStart = child.pid !== undefined
      if (!couldStart) call.reject(new RendererBusy(`no process could be started: ${error.message}`))
      end(error)
    })
    child.on('exit', (code, signal) => {
      if (isLate) return end(new RenderTooLarge(`stopped after ${timeoutMs} ms`))
      // A process without memory ends itself by a signal (V8, the compiler), or the system ends it.
      if (signal) return end(new RenderTooLarge(`ended by ${signal} without an answer`))
      end(new Error(`ended by code ${code} without an answer`))
    })
    // A system without free files or processes gives no channel either, and 'error' follows.
    if (child.connected) {
      child.send(call.request, (error) => {
        if (error) child.kill('SIGKILL')
      })
    }
  })
}
