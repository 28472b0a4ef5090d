import { SyncInFlight } from './sync-in-flight.ts'
import type { Member } from './member.ts'
import { limits } from './limits.ts'

/** A cache of answers. `forget` drops old ones and returns true when some are left. */
export interface AnswerCache {
  readonly forget: (at: number) => boolean
}

/** Makes an answer and sends it. 'later' asks to be called again. */
export type Give = () => 'given' | 'later'

/**
 * The sync answers that must be made, of all boards. Each is a pass over a document. After some that took
 * long, other work gets the same time. Meanwhile members wait; those who have cost little are answered first.
 */
export class SyncQueue {
  readonly inFlight = new SyncInFlight()
  readonly #waiting = new Map<Member, Give>()
  readonly #caches = new Set<AnswerCache>()
  #timer: NodeJS.Timeout | undefined
  #inTheMaking = 0

  /** No further answer may be compressed now. */
  get isMakingEnough(): boolean {
    return this.#inTheMaking >= limits.answersInTheMaking
  }

  /** Counts an answer that is being compressed until it is made. */
  async making(made: Promise<void>): Promise<void> {
    this.#inTheMaking += 1
    await made
    this.#inTheMaking -= 1
  }

  /** Calls `give` when it is this member's turn. A later call replaces an earlier one. */
  wait(member: Member, give: Give): void {
    this.#waiting.set(member, give)
    if (!this.#timer) this.#next()
  }

  /** Registers a cache that has a new answer, and lets the others drop their old ones. */
  register(cache: AnswerCache): void {
    const at = performance.now()
    for (const other of this.#caches) if (!other.forget(at)) this.#caches.delete(other)
    this.#caches.add(cache)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#waiting.clear()
    this.#caches.clear()
  }

  #pause(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#next()
    }, ms).unref()
  }

  #next(): void {
    const startedAt = performance.now()
    for (let turns = this.#waiting.size; turns > 0; turns -= 1) {
      if (this.#timer) return
      const member = nextOf(this.#waiting)
      const give = member && this.#waiting.get(member)
      if (!give) return
      this.#waiting.delete(member)
      if (member.connection.isOpen) this.#ask(member, give)
      const ms = performance.now() - startedAt
      if (ms > limits.answerTurnMs) this.#pause(ms)
    }
    if (this.#waiting.size > 0) this.#pause(limits.answerRestMs)
  }

  #ask(member: Member, give: Give): void {
    const at = performance.now()
    if (give() === 'later') this.#waiting.set(member, give)
    const ms = performance.now() - at
    member.budgets.work.charge(ms, at + ms)
  }
}

/** The first member who has cost little, or else the first of all. */
function nextOf(waiting: ReadonlyMap<Member, Give>): Member | undefined {
  const at = performance.now()
  let first: Member | undefined
  for (const member of waiting.keys()) {
    if (member.budgets.work.level(at) > limits.workMsBurst / 2) return member
    first ??= member
  }
  return first
}
