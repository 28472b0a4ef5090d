import { once } from 'node:events'
import { Worker, type Transferable } from 'node:worker_threads'
import type { NodeNews } from '../../contracts/nodes.ts'
import { StoreError } from '../../contracts/store-error.ts'
import { operationFacts, operationNames } from './operations.ts'
import type {
  FromThread,
  OperationName,
  Reply,
  Request,
  StoreSettings,
  StoreOperations,
  ToThread,
} from './protocol.ts'

/**
 * Of a crowd, the people who join within so many milliseconds share a message and a transaction, and do not notice it. One
 * who comes alone waits for nothing.
 */
const patienceMs = 50

/**
 * On a busy server the appends of so many milliseconds share a message, a transaction and its pages on disk. One that
 * comes alone waits for nothing. Measured: with 100 boards two or three share, and a delivery is some 3 ms later.
 */
const appendMs = 5

/** Each may open a desk, which takes some tenths of a millisecond. */
const repliesAtOnce = 16

interface OpenRequest {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: StoreError) => void
}

export interface StoreListeners {
  /** Gets problems that failed nobody's request. */
  readonly warn: (problem: string) => void
  /** Gets the reason when the thread has ended by itself. The store answers nothing any more. */
  readonly lost: (problem: string) => void
  /** Gets what a server among several learns. It must forget all boards at once when they are lost. */
  readonly news: (news: NodeNews) => void
}

/** The operations of the store's thread, as other threads call them. */
export type AsyncStore = {
  readonly [Name in OperationName]: (
    ...args: Parameters<StoreOperations[Name]>
  ) => Promise<Awaited<ReturnType<StoreOperations[Name]>>>
}

/** The main thread's end of the store: sends requests to its thread and settles them with its replies. */
export class StoreClient {
  readonly #worker: Worker
  readonly #listeners: StoreListeners
  readonly #opened = Promise.withResolvers<void>()
  readonly #open = new Map<number, OpenRequest>()
  /** Changes that wait for company: one message and one transaction for all of them. */
  #patient: Request[] = []
  #patientAt = -Infinity
  #patience: NodeJS.Timeout | undefined
  /** Appends that wait for their turn, and the buffers to move with them. */
  #appends: Request[] = []
  #moved: Transferable[] = []
  #appendedAt = -Infinity
  #appending: NodeJS.Timeout | undefined
  /** Replies of the thread that are still to be handed out, in their order. */
  #replies: Reply[] = []
  #lastId = 0
  #isOpen = false
  #end: StoreError | undefined
  #settling = Promise.withResolvers<void>()

  private constructor(thread: URL, settings: StoreSettings, listeners: StoreListeners) {
    this.#listeners = listeners
    this.#worker = new Worker(thread, { workerData: settings })
    this.#worker.on('message', (message: FromThread) => this.#onMessage(message))
    this.#worker.on('error', (error) => this.#onEnd(`the store's thread stopped: ${error.message}`))
    this.#worker.on('exit', () => this.#onEnd('the store is closed'))
  }

  /** Starts the thread. Rejects when the data folder cannot be used. */
  static async open(thread: URL, settings: StoreSettings, listeners: StoreListeners): Promise<StoreClient> {
    const client = new StoreClient(thread, settings, listeners)
    await client.#opened.promise
    client.#isOpen = true
    return client
  }

  readonly operations: AsyncStore = Object.fromEntries(
    operationNames.map((name) => [
      name,
      (...args: Parameters<StoreOperations[typeof name]>) => this.ask(name, args),
    ]),
  ) as unknown as AsyncStore

  get hasEnded(): boolean {
    return this.#end !== undefined
  }

  /** Sends a request. Buffers in `transfer` are moved to the thread instead of copied. */
  ask<Name extends OperationName>(
    name: Name,
    args: Parameters<StoreOperations[Name]>,
    transfer: Transferable[] = [],
  ): Promise<Awaited<ReturnType<StoreOperations[Name]>>> {
    if (this.#end) return Promise.reject(this.#end)
    const id = (this.#lastId += 1)
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve: resolve as (value: unknown) => void, reject })
      const request = { id, name, args }
      if (operationFacts[name].isPatient) this.#waitForOthers(request)
      else if (name === 'append') this.#append(request, transfer)
      else this.#send(request, transfer)
    })
  }

  /** Waits for the board's checkpoints or replay. The archive works on one at a time, some tenths of a second each. */
  async untilDone(isGoingOn: 'isReading' | 'isReplaying', board: string): Promise<void> {
    for (;;) {
      const { promise } = this.#settling
      if (!(await this.ask(isGoingOn, [board]))) return
      await promise
      if (this.#settling.promise === promise) this.#settling = Promise.withResolvers()
    }
  }

  warn(problem: string): void {
    this.#listeners.warn(problem)
  }

  async close(): Promise<void> {
    if (this.#end) return
    this.#end = new StoreError('the store is closed')
    const exited = once(this.#worker, 'exit')
    this.#sendPatient()
    this.#post({ kind: 'close' })
    await exited
  }

  #onMessage(message: FromThread): void {
    switch (message.kind) {
      case 'ready':
        return this.#opened.resolve()
      case 'unusable':
        return this.#opened.reject(new StoreError(message.problem))
      case 'replies':
        return this.#handOut(message.replies)
      case 'warning':
        return this.#listeners.warn(message.problem)
      case 'settled':
        return this.#settling.resolve()
      case 'news':
        this.#listeners.news(message.news)
        return message.news.isLost ? this.#post({ kind: 'rejoin' }) : undefined
      case 'closed':
        return undefined
    }
  }

  /** A crowd's requests are answered together. The work that waits for them goes on in turns. */
  #handOut(replies: readonly Reply[]): void {
    const isBusy = this.#replies.length > 0
    this.#replies.push(...replies)
    if (!isBusy) this.#handOutSome()
  }

  #handOutSome(): void {
    for (const reply of this.#replies.splice(0, repliesAtOnce)) this.#settle(reply)
    if (this.#replies.length > 0) setImmediate(() => this.#handOutSome())
  }

  #settle(reply: Reply): void {
    const request = this.#open.get(reply.id)
    this.#open.delete(reply.id)
    if (reply.ok) request?.resolve(reply.value)
    else request?.reject(new StoreError(reply.problem, { kind: reply.kind }))
  }

  #onEnd(problem: string): void {
    for (const reply of this.#replies.splice(0)) this.#settle(reply)
    if (!this.#end && this.#isOpen) this.#listeners.lost(problem)
    this.#end ??= new StoreError(problem)
    this.#opened.reject(this.#end)
    this.#takeAppends()
    this.#takePatient()
    this.#settling.resolve()
    // The thread may have committed them.
    for (const { reject } of this.#open.values())
      reject(new StoreError(this.#end.message, { kind: 'unknown' }))
    this.#open.clear()
  }

  #waitForOthers(request: Request): void {
    this.#patient.push(request)
    const wait = this.#patientAt + patienceMs - performance.now()
    if (wait > 0) this.#patience ??= setTimeout(() => this.#sendPatient(), wait)
    else if (this.#patient.length === 1) queueMicrotask(() => this.#sendPatient())
  }

  #append(request: Request, transfer: readonly Transferable[]): void {
    this.#appends.push(request)
    this.#moved.push(...transfer)
    const wait = this.#appendedAt + appendMs - performance.now()
    if (wait > 0) this.#appending ??= setTimeout(() => this.#sendAppends(), wait)
    // Boards that tick in the same turn share it.
    else if (this.#appends.length === 1) queueMicrotask(() => this.#sendAppends())
  }

  #sendAppends(): void {
    const { requests, transfer } = this.#takeAppends()
    if (requests.length > 0)
      this.#post({ kind: 'requests', requests: [...this.#takePatient(), ...requests] }, transfer)
  }

  /** They go before whatever is asked after them. */
  #takeAppends(): { readonly requests: readonly Request[]; readonly transfer: Transferable[] } {
    const taken = { requests: this.#appends, transfer: this.#moved }
    this.#appends = []
    this.#moved = []
    clearTimeout(this.#appending)
    this.#appending = undefined
    if (taken.requests.length > 0) this.#appendedAt = performance.now()
    return taken
  }

  #takePatient(): readonly Request[] {
    const patient = this.#patient
    this.#patient = []
    clearTimeout(this.#patience)
    this.#patience = undefined
    if (patient.length > 0) this.#patientAt = performance.now()
    return patient
  }

  #sendPatient(): void {
    const appends = this.#takeAppends()
    const requests = [...appends.requests, ...this.#takePatient()]
    if (requests.length > 0) this.#post({ kind: 'requests', requests }, appends.transfer)
  }

  /** Patient changes go with the first others. Reads need no transaction, and go without them. */
  #send(request: Request, transfer: Transferable[]): void {
    const appends = this.#takeAppends()
    const company = operationFacts[request.name].isRead ? [] : this.#takePatient()
    this.#post({ kind: 'requests', requests: [...appends.requests, ...company, request] }, [
      ...appends.transfer,
      ...transfer,
    ])
  }

  #post(message: ToThread, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer)
  }
}
