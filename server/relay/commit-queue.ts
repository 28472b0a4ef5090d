import type * as Y from 'yjs'
import type { Fill } from '#shared/wire/message.ts'
import type { Refusal } from '#shared/wire/command.ts'
import { emptyUpdate, isEmptyUpdate } from '../basics/update-pack.ts'
import type { ClientOwner } from '../contracts/boards.ts'
import type { ExclusiveUse } from '../contracts/live-board.ts'
import type { DocumentSize } from '../documents/document-size.ts'
import { type DocumentLog, isSound, type LoadedDocument } from '../documents/load-document.ts'
import type { Guard } from '../guard/guard.ts'
import type { IdBudgets } from './id-budgets.ts'
import { limits } from './limits.ts'
import { isMassRemoval } from './mass-removal.ts'
import type { Member } from './member.ts'
import type { TickPace } from './tick-pace.ts'
import { UpdateApplier, type DropReason } from './update-applier.ts'
import type { WriteGate } from './write-gate.ts'

interface UpdateWork {
  readonly kind: 'update'
  readonly from: Member
  readonly update: Uint8Array
  readonly isAnswer: boolean
}

/** Alone in its batch. */
interface ExclusiveWork {
  readonly kind: 'exclusive'
  readonly use: ExclusiveUse
  readonly settle: Settle
}

type Work =
  | UpdateWork
  | { readonly kind: 'change'; readonly change: (doc: Y.Doc) => void; readonly settle: Settle }
  | ExclusiveWork

interface Settle {
  readonly resolve: () => void
  readonly reject: (cause: unknown) => void
}

/** Result of a member's updates in one tick. */
export type UpdateOutcome =
  /** So many updates are on disk. Told after everybody was sent them. */
  | { readonly kind: 'saved'; readonly count: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly update: Uint8Array }
  /** Its answer to the server's question was applied or refused. */
  | { readonly kind: 'answered' }
  /** All its waiting updates were dropped. The client has them, and sends them again when it comes back. */
  | { readonly kind: 'dropped'; readonly reason: DropReason }

export interface CommitQueueEvents {
  readonly decided: (from: Member, outcome: UpdateOutcome) => void
  /** People's updates are about to remove many notes. The durable document still has them. */
  readonly removing: () => void
  /**
   * The tick is durable: show it. `before` is the state vector that everybody had. Also called without
   * updates.
   */
  readonly committed: (updates: readonly Uint8Array[], before: Map<number, number>) => void
  /** How full the document is now, when that has changed. */
  readonly filled: (fill: Fill) => void
  /** Duration of the tick in milliseconds, from taking the updates to having shown them. */
  readonly ticked: (ms: number) => void
  /** The guard threw, which it should not. The update was refused. */
  readonly guardFailed: (cause: unknown) => void
  /** Nothing of the tick was shown or acknowledged. The document in memory must not be used any more. */
  readonly failed: (cause: unknown) => void
}

export interface CommitQueueDeps {
  readonly board: string
  readonly loaded: LoadedDocument
  readonly guard: Guard
  readonly log: Pick<DocumentLog, 'append'>
  readonly gate: WriteGate
  /** Shared by all rooms. */
  readonly ids: IdBudgets
  readonly pace: Pick<TickPace, 'schedule' | 'windowMs'>
  readonly events: CommitQueueEvents
}

/** Results of one tick. */
interface Tick {
  /** How many items of the batch were worked on. */
  done: number
  readonly saved: Map<Member, number>
  readonly dropped: Map<Member, DropReason>
  readonly refused: [Member, Refusal, Uint8Array][]
  readonly settles: Settle[]
  readonly owners: ClientOwner[]
}

/**
 * The order of all changes of a board. A tick gathers updates, checks and applies each inside ONE
 * transaction, appends the result to the log, and only then shows it. One tick runs at a time.
 */
export class CommitQueue {
  readonly #deps: CommitQueueDeps
  readonly #doc: Y.Doc
  readonly #size: DocumentSize
  readonly #applier: UpdateApplier
  #waiting: Work[] = []
  #waitingBytes = 0
  #produced: Uint8Array[] = []
  #before: Map<number, number> = new Map()
  #isRemoving = false
  #isCommitting = false
  #isStopped = false
  #isScheduled = false
  #isHeldBack = false
  /** The last tick left work that was due. */
  #isBehind = false
  /** How long the last tick checked and applied. Other boards get as much time. */
  #workedMs = 0
  #notBefore = 0
  #whenDurable: (() => void)[] = []
  #fill: Fill

  constructor(deps: CommitQueueDeps) {
    this.#deps = deps
    this.#doc = deps.loaded.doc
    this.#size = deps.loaded.size
    this.#fill = this.#size.fill(performance.now())
    const { board, loaded, guard, ids, events } = deps
    this.#applier = new UpdateApplier({ board, loaded, guard, ids, guardFailed: events.guardFailed })
    // Only collects the updates: an exception in a Yjs listener can leave the document unusable.
    this.#doc.on('update', (update: Uint8Array, _origin: unknown, doc: Y.Doc, transaction: Y.Transaction) => {
      if (this.#produced.length === 0) this.#before = transaction.beforeState
      this.#produced.push(update)
      this.#size.grow(update.byteLength)
      this.#isRemoving ||= isMassRemoval(doc, transaction)
    })
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** True when all of the document is on disk. */
  get isDurable(): boolean {
    return !this.#isCommitting
  }

  /** True when nothing waits and no tick runs. */
  get isIdle(): boolean {
    return this.#waiting.length === 0 && !this.#isCommitting
  }

  /** True while the store takes nothing: the document is durable, and newer updates wait outside it. */
  get isHeld(): boolean {
    return !this.#deps.gate.isOpen() && !this.#isCommitting
  }

  /** False, and nothing taken, when too much waits because the log has stalled. */
  receive(from: Member, update: Uint8Array, isAnswer: boolean): boolean {
    if (this.#waitingBytes > limits.waitingBytes) return false
    if (isAnswer && isEmptyUpdate(update) && this.isIdle && this.#deps.gate.isOpen())
      return this.#acceptNothing(from)
    this.#waitingBytes += update.byteLength
    this.#waiting.push({ kind: 'update', from, update, isAnswer })
    this.#schedule()
    return true
  }

  /** Most people who join have nothing that the server lacks: they need no tick. */
  #acceptNothing(from: Member): true {
    const { decided } = this.#deps.events
    decided(from, { kind: 'answered' })
    decided(from, { kind: 'saved', count: 1 })
    return true
  }

  /** How full the document is. */
  get fill(): Fill {
    return this.#fill
  }

  /** See LiveBoard. */
  mayGrow(): boolean {
    const at = performance.now()
    return !this.#size.isOverfull(emptyUpdate, at) && !this.#size.isCrowdedOut(emptyUpdate, at)
  }

  /** See LiveBoard. */
  mayAdjust(count: number): boolean {
    return this.#size.mayAdjust(count, performance.now())
  }

  /** See LiveBoard. */
  claim(memory: number): (() => void) | undefined {
    return this.#size.claim(memory, performance.now())
  }

  /** See LiveBoard. */
  async write<T>(change: (doc: Y.Doc) => T): Promise<T> {
    const results: T[] = []
    const kept = (doc: Y.Doc) => void results.push(change(doc))
    await this.#settled((settle) => ({ kind: 'change', change: kept, settle }))
    return results[0] as T
  }

  /** See LiveBoard. */
  exclusively(use: ExclusiveUse): Promise<void> {
    return this.#settled((settle) => ({ kind: 'exclusive', use, settle }))
  }

  /** Runs `then` as soon as the document is durable: at once, unless a tick is being committed. */
  whenDurable(then: () => void): void {
    if (this.#isCommitting) this.#whenDurable.push(then)
    else if (!this.#isStopped) then()
  }

  /** Drops all waiting work. Its writers get `cause`. */
  stop(cause: unknown): void {
    if (!this.#isStopped) this.#size.close()
    this.#isStopped = true
    for (const work of this.#waiting) if (work.kind !== 'update') work.settle.reject(cause)
    this.#waiting = []
    this.#waitingBytes = 0
    this.#whenDurable = []
  }

  #settled(workOf: (settle: Settle) => Work): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    if (this.#isStopped) reject(new Error('the board has been closed'))
    else this.#waiting.push(workOf({ resolve, reject }))
    this.#schedule()
    return promise
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isCommitting || this.#isStopped || this.#waiting.length === 0) return
    if (!this.#deps.gate.isOpen()) return this.#holdBack()
    this.#isScheduled = true
    // A command waits for each of its changes.
    const isUrgent = this.#waiting.some(({ kind }) => kind !== 'update')
    this.#deps.pace.schedule(this.#notBefore, isUrgent, () => void this.#tick())
  }

  #holdBack(): void {
    if (this.#isHeldBack) return
    this.#isHeldBack = true
    this.#deps.gate.whenOpen(() => {
      this.#isHeldBack = false
      this.#schedule()
    })
  }

  /** Never rejects: a failure is the end of this board in memory, and not of the process. */
  async #tick(): Promise<void> {
    this.#isScheduled = false
    if (this.#isStopped) return
    if (!this.#deps.gate.isOpen()) return this.#holdBack()
    this.#isCommitting = true
    const startedAt = performance.now()
    let batch = this.#takeBatch()
    this.#produced = []
    this.#isRemoving = false
    try {
      const [first] = batch
      if (first?.kind === 'exclusive') return await this.#runExclusive(first, startedAt)
      const tick = this.#apply(batch)
      this.#putBack(batch.slice(tick.done))
      batch = batch.slice(0, tick.done)
      const updates = this.#produced
      this.#tellVerdicts(tick, batch)
      if (this.#isRemoving && tick.saved.size > 0) this.#deps.events.removing()
      if (updates.length > 0 || tick.owners.length > 0) await this.#append(updates, tick.owners)
      this.#finish(tick, updates, startedAt)
    } catch (cause) {
      this.#fail(cause, batch)
    }
  }

  #tellVerdicts({ refused, dropped }: Tick, batch: readonly Work[]): void {
    const { decided } = this.#deps.events
    for (const [from, refusal, update] of refused) decided(from, { kind: 'refused', refusal, update })
    for (const [from, reason] of dropped) {
      this.#dropWaiting(from)
      decided(from, { kind: 'dropped', reason })
    }
    for (const work of batch) {
      if (work.kind !== 'update' || !work.isAnswer || dropped.has(work.from)) continue
      decided(work.from, { kind: 'answered' })
    }
  }

  #dropWaiting(from: Member): void {
    this.#waiting = this.#waiting.filter((work) => {
      if (work.kind !== 'update' || work.from !== from) return true
      this.#waitingBytes -= bytesOf(work)
      return false
    })
  }

  async #append(updates: readonly Uint8Array[], owners: readonly ClientOwner[]): Promise<void> {
    const { board, log, gate } = this.#deps
    try {
      await log.append(board, updates, owners, this.#doc)
    } catch (cause) {
      gate.failed(cause)
      throw cause
    }
    gate.passed()
  }

  #putBack(rest: readonly Work[]): void {
    this.#isBehind = rest.length > 0
    this.#waiting.unshift(...rest)
    for (const work of rest) this.#waitingBytes += bytesOf(work)
  }

  /** Takes work in order, up to the limits of one tick. */
  #takeBatch(): readonly Work[] {
    if (this.#isBehind) this.#waiting = cheapestFirst(this.#waiting, performance.now())
    let bytes = 0
    let count = 0
    for (const work of this.#waiting) {
      if (work.kind === 'exclusive') {
        if (count === 0) count = 1
        break
      }
      const size = bytesOf(work)
      if (count > 0 && bytes + size > limits.tickBytes) break
      if (count >= limits.tickUpdates) break
      bytes += size
      count += 1
    }
    this.#waitingBytes -= bytes
    return this.#waiting.splice(0, count)
  }

  async #runExclusive({ use, settle }: ExclusiveWork, startedAt: number): Promise<void> {
    const tick = newTick()
    try {
      await use(this.#doc, () => this.#produced)
      tick.settles.push(settle)
    } catch (cause) {
      if (this.#produced.length > 0) throw cause
      // The document was not changed, so only the caller fails.
      settle.reject(cause)
    }
    if (!isSound(this.#doc)) throw new Error('the document no longer emits')
    this.#finish(tick, this.#produced, startedAt)
  }

  #apply(batch: readonly Work[]): Tick {
    const tick = newTick()
    let fault: unknown
    const startedAt = performance.now()
    this.#doc.transact((transaction) => {
      for (const work of batch) {
        if (tick.done > 0 && performance.now() - startedAt > limits.tickMs) break
        tick.done += 1
        // Caught inside the transaction: an exception out of it would skip the clean-up of Yjs.
        try {
          if (work.kind === 'change') {
            work.change(this.#doc)
            tick.settles.push(work.settle)
          } else if (work.kind === 'update') this.#applyUpdate(work, tick)
        } catch (cause) {
          fault ??= cause
        }
      }
      // An applied update marks the transaction as remote. Yjs would then take our own writes for another
      // user of our client id and draw a new id, and every client id costs everybody permanently.
      transaction.local = true
    })
    this.#workedMs = performance.now() - startedAt
    if (fault !== undefined) throw fault
    if (!isSound(this.#doc)) throw new Error('the document no longer emits, or waits for missing parts')
    return tick
  }

  #applyUpdate({ from, update }: UpdateWork, tick: Tick): void {
    // Later updates of a dropped member build on the dropped one.
    if (tick.dropped.has(from)) return
    const applied = this.#applier.apply(from, update)
    switch (applied.kind) {
      case 'applied':
        tick.owners.push(...applied.newOwners)
        tick.saved.set(from, (tick.saved.get(from) ?? 0) + 1)
        return
      case 'refused':
        tick.refused.push([from, applied.refusal, update])
        return
      case 'dropped':
        tick.dropped.set(from, applied.reason)
    }
  }

  #finish(tick: Tick, updates: readonly Uint8Array[], startedAt: number): void {
    this.#isCommitting = false
    if (this.#isStopped) {
      for (const settle of tick.settles) settle.resolve()
      return
    }
    const { events, pace } = this.#deps
    const shownAt = performance.now()
    // One write for the change and for the count that says it is on disk.
    for (const from of tick.saved.keys()) from.connection.gather()
    events.committed(updates, this.#before)
    const costMs = performance.now() - shownAt
    events.ticked(shownAt + costMs - startedAt)
    const pauseMs = Math.max(costMs, this.#workedMs)
    this.#notBefore = Math.max(startedAt + pace.windowMs(), shownAt + costMs + pauseMs)
    for (const [from, count] of tick.saved) events.decided(from, { kind: 'saved', count })
    for (const settle of tick.settles) settle.resolve()
    this.#tellFill()
    const ready = this.#whenDurable
    this.#whenDurable = []
    for (const then of ready) then()
    this.#schedule()
  }

  #tellFill(): void {
    const fill = this.#size.fill(performance.now())
    if (fill === this.#fill) return
    this.#fill = fill
    this.#deps.events.filled(fill)
  }

  #fail(cause: unknown, batch: readonly Work[]): void {
    this.#isCommitting = false
    for (const work of batch) if (work.kind !== 'update') work.settle.reject(cause)
    this.stop(cause)
    this.#deps.events.failed(cause)
  }
}

function newTick(): Tick {
  return { done: 0, saved: new Map(), dropped: new Map(), refused: [], settles: [], owners: [] }
}

/**
 * Puts updates of people who have cost little first, and keeps each person's order. No update passes a
 * change of the server, because the server may have waited for the updates before its change.
 */
function cheapestFirst(waiting: readonly Work[], at: number): Work[] {
  const end = waiting.findIndex(({ kind }) => kind !== 'update')
  const updates = end < 0 ? waiting : waiting.slice(0, end)
  const left = (work: Work): number => (work.kind === 'update' ? work.from.budgets.work.level(at) : 0)
  return [...updates.toSorted((a, b) => left(b) - left(a)), ...waiting.slice(updates.length)]
}

function bytesOf(work: Work): number {
  return work.kind === 'update' ? work.update.byteLength : 0
}
