import { fork, type ChildProcess } from 'node:child_process'
import type { FileRemarks } from '#shared/wire/http.ts'
import { RendererBusy, RenderTooLarge, type ImportedBoard, type RenderJob } from './renderer.ts'

/** Messages of the child process (render-process.ts). */
export type RenderMessage =
  | { readonly kind: 'progress'; readonly progress: number }
  | { readonly kind: 'written'; readonly remarks?: FileRemarks }
  | { readonly kind: 'imported'; readonly board: ImportedBoard }
  | { readonly kind: 'failed'; readonly reason: string }

export interface RenderRequest {
  readonly job: RenderJob
  /** Path of the file to write; null for an import. */
  readonly path: string | null
}

export type RenderOutcome = Extract<RenderMessage, { kind: 'written' | 'imported' }>

/** The time zone, and where Node keeps what it has compiled: without that, each file would compile the code again. */
const passedOn = ['TZ', 'NODE_COMPILE_CACHE']

/**
 * Flags of Node. Young objects get 3 × 8 MB in place of 3 × 16: a picture of 2,000 notes then peaks at 372 MB and not at 418,
 * in the same time.
 */
export function renderFlags(heapMb: number): readonly string[] {
  return [`--max-old-space-size=${heapMb}`, '--max-semi-space-size=8']
}

/** Starts a process that runs `entry`. */
export function startRenderProcess(entry: URL, heapMb: number): ChildProcess {
  return fork(entry, {
    // Yjs updates and files cross as bytes, not as JSON.
    serialization: 'advanced',
    // The server's environment may hold secrets, and its flags an inspector's port.
    env: Object.fromEntries(
      passedOn.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
    ),
    execArgv: [...renderFlags(heapMb), '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

/** Runs a job in the child. Settles when the child has ended. A child that is killed gives `RenderTooLarge`. */
export function renderIn(
  child: ChildProcess,
  request: RenderRequest,
  onProgress: (progress: number) => void,
): Promise<RenderOutcome> {
  return new Promise((resolve, reject) => {
    let answer: RenderMessage | undefined
    child.on('message', (message: RenderMessage) => {
      if (message.kind === 'progress') onProgress(message.progress)
      else answer = message
    })
    // 'error' may come without 'exit', when the process could not start. Both end the task; the second does nothing.
    const end = (failure: Error): void => {
      if (answer?.kind === 'written' || answer?.kind === 'imported') resolve(answer)
      else reject(answer?.kind === 'failed' ? new Error(answer.reason) : failure)
    }
    child.on('error', (error) => {
      const couldStart = child.pid !== undefined
      end(couldStart ? error : new RendererBusy(`no process could be started: ${error.message}`))
    })
    child.on('exit', (code, signal) => {
      // A process without memory ends itself by a signal (V8, the compiler), or the system ends it.
      if (signal) return end(new RenderTooLarge(`ended by ${signal} without an answer`, { isCrash: true }))
      end(new Error(`ended by code ${code} without an answer`))
    })
    // A system without free files or processes gives no channel either, and 'error' follows.
    if (child.connected) {
      child.send(request, (error) => {
        if (error) child.kill('SIGKILL')
      })
    }
  })
}
