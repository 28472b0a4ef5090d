import { fork, type ChildProcess } from 'node:child_process'
import { createFairQueue, type Sender } from '../basics/fair-queue.ts'
import type { RedrawResult } from './redraw-photo.ts'

/** Turns what people send into pictures to be stored, outside the relay's process, one at a time and in fair turns. */
export interface Decoder {
  /** False while as many wait as may: what is asked for now would be refused. */
  readonly hasRoom: () => boolean
  /** Undefined when too many wait, or no process can be started. A picture on which the process ends, or that takes too long, is unreadable. */
  readonly decode: (bytes: Uint8Array, from: Sender) => Promise<RedrawResult | undefined>
  readonly close: () => Promise<void>
}

export interface DecodeRequest {
  readonly bytes: Uint8Array
  readonly pixels: number
}
export type DecodeAnswer = RedrawResult

export interface DecoderOptions {
  /** Largest width times height. */
  readonly pixels: number
  /** How many may wait behind the one being decoded; their bytes are bounded by upload-limits.ts. Taste. */
  readonly waiting?: number
  /** More than the decoder gives itself, and the start of a process. */
  readonly timeoutMs?: number
  /** The process ends after so long without work, and gives its memory back. Taste. */
  readonly idleMs?: number
  /** Starts a process that decodes. */
  readonly start?: () => ChildProcess
}

interface Task {
  readonly bytes: Uint8Array
  readonly resolve: (result: RedrawResult | undefined) => void
}

const unreadable: RedrawResult = { ok: false, problem: 'unreadable' }

export function openDecoder({
  pixels,
  waiting = 400,
  timeoutMs = 20_000,
  idleMs = 30_000,
  start: startProcess = startDecoding,
}: DecoderOptions): Decoder {
  const queue = createFairQueue<Task>()
  let current: Task | undefined
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function hasRoom(): boolean {
    return !isClosed && queue.size() < waiting
  }

  function next(): void {
    // Its timer goes on: whatever else arrives gives it no more time.
    if (current) return
    clearTimeout(timer)
    current = queue.next()
    if (!current) {
      timer = setTimeout(letGo, idleMs).unref()
      return
    }
    try {
      child ??= start()
    } catch {
      // Whoever sent it is told to come again, as when too many wait.
      return finish(undefined)
    }
    timer = setTimeout(() => {
      letGo()
      finish(unreadable)
    }, timeoutMs)
    const { bytes } = current
    // Where the system has no more files or processes to give there is no channel either, and 'error' follows.
    const to = child
    if (!to.connected) return
    to.send({ bytes, pixels } satisfies DecodeRequest, (error) => {
      if (error) to.kill('SIGKILL')
    })
  }

  /** It ends a little later than it is told to: what comes meanwhile is another's. */
  function letGo(): void {
    const former = child
    child = undefined
    former?.kill('SIGKILL')
  }

  function finish(result: RedrawResult | undefined): void {
    const done = current
    current = undefined
    done?.resolve(result)
    next()
  }

  function start(): ChildProcess {
    const started = startProcess()
    started.on('message', (answer: DecodeAnswer) => {
      // One that was given up may have answered just before it ended: that is another picture's.
      if (child === started) finish(answer)
    })
    // 'error' may come without 'exit', when the process could not start; the second of the two does nothing.
    const end = (): void => {
      if (child !== started) return
      child = undefined
      if (current) finish(started.pid === undefined ? undefined : unreadable)
    }
    started.on('error', end)
    started.on('exit', end)
    return started
  }

  return {
    hasRoom,
    decode: (bytes, from) => {
      if (!hasRoom()) return Promise.resolve(undefined)
      return new Promise((resolve) => {
        queue.push({ bytes, resolve }, from)
        next()
      })
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      for (const task of queue.clear()) task.resolve(unreadable)
      if (!child) return
      const ended = new Promise((resolve) => child?.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
}

function startDecoding(): ChildProcess {
  return fork(new URL('./decoder-process.ts', import.meta.url), {
    // Pictures cross as bytes, not as JSON.
    serialization: 'advanced',
    // Nothing of the server's environment, which may hold secrets, and none of its flags.
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}
