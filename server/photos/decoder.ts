import { fork, type ChildProcess } from 'node:child_process'
import { FairQueue, type Sender } from '../basics/fair-queue.ts'
import type { RedrawResult } from './redraw-photo.ts'

export interface DecodeRequest {
  readonly bytes: Uint8Array
  readonly pixels: number
  /** Longest side of the result, if not that of a note's photo. */
  readonly side?: number | undefined
}
export type DecodeAnswer = RedrawResult

export interface DecoderOptions {
  /** Largest width times height. */
  readonly pixels: number
  /** Photos that may wait behind the current one. upload-limits.ts bounds their bytes. Not measured. */
  readonly waiting?: number
  /** More than the decoder gives itself, and the start of a process. */
  readonly timeoutMs?: number
  /** The process ends after so long without work, and frees its memory. Not measured. */
  readonly idleMs?: number
  /** Starts a process that decodes. */
  readonly start?: () => ChildProcess
}

interface Task {
  readonly bytes: Uint8Array
  readonly side: number | undefined
  readonly resolve: (result: RedrawResult | undefined) => void
}

const unreadable: RedrawResult = { ok: false, problem: 'unreadable' }

/** Redraws uploaded photos outside the relay's process, one at a time and in fair turns. */
export class Decoder {
  readonly #pixels: number
  readonly #maxWaiting: number
  readonly #timeoutMs: number
  readonly #idleMs: number
  readonly #startProcess: () => ChildProcess
  readonly #queue = new FairQueue<Task>()
  #current: Task | undefined
  #child: ChildProcess | undefined
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor({
    pixels,
    waiting = 400,
    timeoutMs = 20_000,
    idleMs = 30_000,
    start = forkDecoder,
  }: DecoderOptions) {
    this.#pixels = pixels
    this.#maxWaiting = waiting
    this.#timeoutMs = timeoutMs
    this.#idleMs = idleMs
    this.#startProcess = start
  }

  /** False while the queue is full: a photo sent now would be refused. */
  readonly hasRoom = (): boolean => !this.#isClosed && this.#queue.size() < this.#maxWaiting

  /**
   * Undefined when too many photos wait, or no process can be started. A photo that ends the process or takes
   * too long is unreadable.
   */
  readonly decode = (bytes: Uint8Array, from: Sender, side?: number): Promise<RedrawResult | undefined> => {
    if (!this.hasRoom()) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      this.#queue.push({ bytes, side, resolve }, from)
      this.#next()
    })
  }

  readonly close = async (): Promise<void> => {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const task of this.#queue.clear()) task.resolve(unreadable)
    const child = this.#child
    if (!child) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  #next(): void {
    // The timer of the current photo goes on: new arrivals give it no more time.
    if (this.#current) return
    clearTimeout(this.#timer)
    this.#current = this.#queue.next()
    if (!this.#current) {
      this.#timer = setTimeout(() => this.#endProcess(), this.#idleMs).unref()
      return
    }
    try {
      this.#child ??= this.#start()
    } catch {
      // Its sender must come again, as when too many wait.
      return this.#finish(undefined)
    }
    this.#timer = setTimeout(() => {
      this.#endProcess()
      this.#finish(unreadable)
    }, this.#timeoutMs)
    this.#send(this.#child, this.#current)
  }

  #send(child: ChildProcess, { bytes, side }: Task): void {
    // A system that has no more files or processes gives no channel either, and 'error' follows.
    if (!child.connected) return
    child.send({ bytes, pixels: this.#pixels, side } satisfies DecodeRequest, (error) => {
      if (error) child.kill('SIGKILL')
    })
  }

  /** The process ends a little after it is told to. Its later events belong to no photo. */
  #endProcess(): void {
    const former = this.#child
    this.#child = undefined
    former?.kill('SIGKILL')
  }

  #finish(result: RedrawResult | undefined): void {
    const done = this.#current
    this.#current = undefined
    done?.resolve(result)
    this.#next()
  }

  #start(): ChildProcess {
    const child = this.#startProcess()
    child.on('message', (answer: DecodeAnswer) => {
      // A process that was given up may have answered just before: that is the answer for another photo.
      if (this.#child === child) this.#finish(answer)
    })
    // 'error' may come without 'exit', when the process could not start. The second of the two does nothing.
    const end = (): void => {
      if (this.#child !== child) return
      this.#child = undefined
      if (this.#current) this.#finish(child.pid === undefined ? undefined : unreadable)
    }
    child.on('error', end)
    child.on('exit', end)
    return child
  }
}

function forkDecoder(): ChildProcess {
  return fork(new URL('./decoder-process.ts', import.meta.url), {
    // Photos cross as bytes, not as JSON.
    serialization: 'advanced',
    // Nothing of the server's environment, which may hold secrets, and none of its flags.
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}
