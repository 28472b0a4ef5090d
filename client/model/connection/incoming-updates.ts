import * as Y from 'yjs'
import { largeBytes, turnMs, markUnfinished } from '../document/apply-in-turns.ts'
import { inflate } from '../frames/slices.ts'
import type { Platform } from '../platform/platform.ts'

/** The origin of what the server sent; undo does not follow it and it is not sent back. */
export const byServer = Symbol('by server')

interface Waiting {
  /** Undefined while it is being inflated. */
  update: Uint8Array | undefined
  /** With it an answer, and all that was missing, is in the document. */
  readonly isEnd: boolean
  /** More of its answer follows. */
  readonly isUnfinished: boolean
}

interface Options {
  readonly doc: Y.Doc
  readonly platform: Pick<Platform, 'nextTask' | 'soon'>
  /** An answer, and with it all that was missing, is in the document. */
  readonly received: () => void
  /** Bytes that cannot be inflated. */
  readonly failed: () => void
}

/** Applies in order what the server sends: in one transaction what arrives within one frame, as far as it has time. */
export class IncomingUpdates {
  readonly #options: Options
  #waiting: Waiting[] = []
  /** What this connection lacked at its beginning has not come to its end. */
  #isBehind = true
  #isDue = false
  #isClosed = false

  constructor(options: Options) {
    this.#options = options
  }

  add(update: Uint8Array, isAnswer: boolean): void {
    // A view into the frame: the frame stays, so nothing is copied.
    this.#waiting.push({ update, isEnd: isAnswer, isUnfinished: this.#isBehind && !isAnswer })
    if (isAnswer) this.#isBehind = false
    this.#applySoon()
  }

  addSlice(deflated: Uint8Array, isLast: boolean): void {
    const waiting: Waiting = { update: undefined, isEnd: isLast, isUnfinished: !isLast }
    this.#waiting.push(waiting)
    if (isLast) this.#isBehind = false
    void this.#inflate(waiting, deflated)
  }

  drop(): void {
    this.#waiting = []
    this.#isBehind = true
  }

  close(): void {
    this.#isClosed = true
    this.drop()
  }

  async #inflate(waiting: Waiting, deflated: Uint8Array): Promise<void> {
    const update = await inflate(deflated).catch(() => undefined)
    // The connection may have gone meanwhile.
    if (!this.#waiting.includes(waiting)) return
    if (!update) return this.#options.failed()
    waiting.update = update
    this.#applySoon()
  }

  #applySoon(): void {
    if (this.#isDue || this.#isClosed || !this.#waiting[0]?.update) return
    this.#isDue = true
    const run = () => {
      this.#isDue = false
      this.#apply()
    }
    const isLarge = this.#waiting[0].update.byteLength > largeBytes
    // The frame reads into the scene and paints what was applied before it.
    const { soon, nextTask } = this.#options.platform
    soon(isLarge ? () => nextTask(run) : run)
  }

  #apply(): void {
    if (!this.#waiting[0]?.update) return
    const { doc, received } = this.#options
    let isEnd = false
    Y.transact(
      doc,
      (transaction) => {
        const isUnfinished = this.#applySome(doc, (next) => (isEnd ||= next.isEnd))
        if (isUnfinished) markUnfinished(transaction)
      },
      byServer,
      false,
    )
    if (isEnd) received()
    this.#applySoon()
  }

  /** True if the last one that was applied leaves an answer unfinished. */
  #applySome(doc: Y.Doc, applied: (waiting: Waiting) => void): boolean {
    const startedAt = performance.now()
    let isUnfinished = false
    do {
      const next = this.#waiting[0]
      if (!next?.update) break
      this.#waiting.shift()
      Y.applyUpdate(doc, next.update, byServer)
      applied(next)
      isUnfinished = next.isUnfinished
    } while (performance.now() - startedAt < turnMs)
    return isUnfinished
  }
}
