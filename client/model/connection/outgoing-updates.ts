import type { Messages } from '../frames/outgoing.ts'
import type { Platform } from '../platform/platform.ts'

interface Queued {
  readonly messages: Messages
  readonly onSent: () => void
}

/**
 * Sends updates in their order. A long one is written part by part, each in a task of its own, so that the page can take
 * input and draw in between. All others then wait behind it.
 */
export class OutgoingUpdates {
  readonly #send: (message: Uint8Array) => void
  readonly #onWaiting: (isWaiting: boolean) => void
  readonly #platform: Pick<Platform, 'nextTask' | 'onHide'>
  readonly #stopHeeding: () => void
  readonly #queue: Queued[] = []
  #isTurnDue = false

  /** `onWaiting` is called when an update has to wait, and when none waits any more. */
  constructor(
    platform: Pick<Platform, 'nextTask' | 'onHide'>,
    send: (message: Uint8Array) => void,
    onWaiting: (isWaiting: boolean) => void,
  ) {
    this.#platform = platform
    this.#send = send
    this.#onWaiting = onWaiting
    // The page may be closed next, and nobody looks at it.
    this.#stopHeeding = platform.onHide(() => this.finish())
  }

  add(messages: Messages, onSent: () => void = () => undefined): void {
    const isFirst = this.#queue.length === 0
    this.#queue.push({ messages, onSent })
    if (isFirst && messages.isShort) return this.#sendAll()
    if (isFirst) this.#onWaiting(true)
    this.#continueSoon()
  }

  /** Sends everything that waits, at once. */
  finish(): void {
    if (this.#queue.length === 0) return
    this.#sendAll()
    this.#onWaiting(false)
  }

  /** Forgets what waits: the connection has broken, and the next one begins with all that the server lacks. */
  drop(): void {
    if (this.#queue.length === 0) return
    this.#queue.length = 0
    this.#onWaiting(false)
  }

  close(): void {
    this.finish()
    this.#stopHeeding()
  }

  #continueSoon(): void {
    if (this.#isTurnDue) return
    this.#isTurnDue = true
    this.#platform.nextTask(() => {
      this.#isTurnDue = false
      if (this.#queue.length === 0) return
      this.#sendOne()
      if (this.#queue.length > 0) this.#continueSoon()
      else this.#onWaiting(false)
    })
  }

  #sendAll(): void {
    while (this.#queue.length > 0) this.#sendOne()
  }

  #sendOne(): void {
    const [first] = this.#queue
    if (!first) return
    const next = first.messages.written.next()
    if (!next.done) return this.#send(next.value)
    this.#queue.shift()
    first.onSent()
  }
}
