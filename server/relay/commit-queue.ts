import * as Y from 'yjs'
import { writeDeletedNoteAuthors } from '#shared/board/deleted-note-authors.ts'
import type { Refusal } from '#shared/wire/refusal.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Guard, Verdict } from '../guard/guard.ts'
import type { Writer } from '../guard/writer.ts'
import type { ClientOwner } from '../contracts/documents.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { Connection } from './connection.ts'
import { emptyUpdate, onlyDeletes, type DocumentSize } from '../documents/document-size.ts'
import type { DocumentLog } from '../documents/document-log.ts'
import { isSound, type LoadedDocument } from '../documents/load-document.ts'
import type { IdBudgets } from './id-budgets.ts'
import { limits } from './limits.ts'
import { isMassRemoval } from './mass-removal.ts'
import type { ExclusiveUse } from '../contracts/live-board.ts'
import type { WriteGate } from './write-gate.ts'

type Work =
  | {
      readonly kind: 'update'
      readonly from: Connection
      readonly update: Uint8Array
      readonly isAnswer: boolean
    }
  | { readonly kind: 'change'; readonly change: (doc: Y.Doc) => void; readonly settle: Settle }
  /** Alone in its batch. */
  | { readonly kind: 'exclusive'; readonly use: ExclusiveUse; readonly settle: Settle }

interface Settle {
  readonly resolve: () => void
  readonly reject: (cause: unknown) => void
}

export interface CommitQueueEvents {
  /** How long to gather at the moment, milliseconds. */
  readonly windowMs: () => number
  /** People's updates are about to take many notes off the board: what is durable still has them. */
  readonly removing: () => void
  /** Durable: show it. `before` is the state vector of what everybody had. Called also for a tick without updates. */
  readonly committed: (updates: readonly Uint8Array[], before: Map<number, number>) => void
  /** How long the tick took, milliseconds, from taking what waited to having shown it. */
  readonly ticked: (ms: number) => void
  /** After everybody was shown it: so many updates of this connection are on disk. */
  readonly saved: (from: Connection, count: number) => void
  readonly refused: (from: Connection, refusal: Refusal, update: Uint8Array) => void
  /** Its answer to the server's question has been taken, or refused. */
  readonly answered: (from: Connection) => void
  /** This person's updates took more work than anybody's may: what waits of this connection is dropped, and comes again. */
  readonly overworked: (from: Connection) => void
  /** The server has no memory for more of this document; what waits of this connection is dropped, and comes again. */
  readonly crowdedOut: (from: Connection) => void
  /** The board takes no more new client ids for now; what waits of this connection is dropped, and comes again. */
  readonly outnumbered: (from: Connection) => void
  /** The guard threw, which it should not; the update was refused. */
  readonly stumbled: (cause: unknown) => void
  /** Nothing of the tick was shown or acknowledged; the document in memory is worth nothing any more. */
  readonly failed: (cause: unknown) => void
}

/**
 * The order of work for everything that changes a board: gather for a tick, check and apply each update inside ONE
 * transaction, append what came out to the log, and only then let others see it. One tick is under way at a time.
 */
export class CommitQueue {
  readonly #board: string
  readonly #doc: Y.Doc
  readonly #owners: Map<number, string>
  readonly #ids: IdBudgets
  readonly #guard: Guard
  readonly #log: Pick<DocumentLog, 'append'>
  readonly #gate: WriteGate
  readonly #events: CommitQueueEvents
  readonly #size: DocumentSize
  #waiting: Work[] = []
  #waitingBytes = 0
  #produced: Uint8Array[] = []
  #before: Map<number, number> = new Map()
  #isRemoving = false
  #isCommitting = false
  #isStopped = false
  #isScheduled = false
  #isHeldBack = false
  /** The last tick left something that was due. */
  #isBehind = false
  /** How long the last tick checked and applied; other boards get as much. */
  #workedMs = 0
  #notBefore = 0
  #whenDurable: (() => void)[] = []

  constructor(
    board: string,
    { doc, owners, size }: LoadedDocument,
    guard: Guard,
    log: Pick<DocumentLog, 'append'>,
    gate: WriteGate,
    ids: IdBudgets,
    events: CommitQueueEvents,
  ) {
    this.#board = board
    this.#doc = doc
    this.#owners = owners
    this.#ids = ids
    this.#size = size
    this.#guard = guard
    this.#log = log
    this.#gate = gate
    this.#events = events
    // Only keeps what came out: an exception in a Yjs listener can wedge the document.
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (this.#produced.length === 0) this.#before = transaction.beforeState
      this.#produced.push(update)
      this.#size.grow(update.byteLength)
      this.#isRemoving ||= isMassRemoval(doc, transaction)
    })
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** All of the document is on disk. */
  get isDurable(): boolean {
    return !this.#isCommitting
  }

  /** Nothing waits and nothing is being committed. */
  get isIdle(): boolean {
    return this.#waiting.length === 0 && !this.#isCommitting
  }

  /** The store takes nothing at the moment: all of the document is durable, and what came since waits outside it. */
  get isHeld(): boolean {
    return !this.#gate.isOpen() && !this.#isCommitting
  }

  /** False when too much waits already, because the log has stalled; nothing is taken then. */
  receive(from: Connection, update: Uint8Array, isAnswer: boolean): boolean {
    if (this.#waitingBytes > limits.waitingBytes) return false
    this.#waitingBytes += update.byteLength
    this.#waiting.push({ kind: 'update', from, update, isAnswer })
    this.#schedule()
    return true
  }

  /** The document is no larger than anybody may make it, and there is room for it among all that is open. */
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

  write(change: (doc: Y.Doc) => void): Promise<void> {
    return this.#settled((settle) => ({ kind: 'change', change, settle }))
  }

  /** See LiveBoard. */
  exclusively(use: ExclusiveUse): Promise<void> {
    return this.#settled((settle) => ({ kind: 'exclusive', use, settle }))
  }

  #settled(workOf: (settle: Settle) => Work): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    if (this.#isStopped) reject(new Error('the board has been closed'))
    else this.#waiting.push(workOf({ resolve, reject }))
    this.#schedule()
    return promise
  }

  /** Runs `then` as soon as all of the document is durable: at once, unless a tick is being committed. */
  whenDurable(then: () => void): void {
    if (this.#isCommitting) this.#whenDurable.push(then)
    else if (!this.#isStopped) then()
  }

  /** Takes nothing any more; what waits is dropped, and its writers are told `cause`. */
  stop(cause: unknown): void {
    if (!this.#isStopped) this.#size.close()
    this.#isStopped = true
    for (const work of this.#waiting) if (work.kind !== 'update') work.settle.reject(cause)
    this.#waiting = []
    this.#waitingBytes = 0
    this.#whenDurable = []
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isCommitting || this.#isStopped || this.#waiting.length === 0) return
    if (!this.#gate.isOpen()) return this.#holdBack()
    this.#isScheduled = true
    const wait = this.#notBefore - performance.now()
    const tick = (): void => void this.#tick()
    if (wait > 0) setTimeout(tick, wait)
    else setImmediate(tick)
  }

  #holdBack(): void {
    if (this.#isHeldBack) return
    this.#isHeldBack = true
    this.#gate.whenOpen(() => {
      this.#isHeldBack = false
      this.#schedule()
    })
  }

  /** Never rejects: whatever goes wrong is the end of this board in memory, not of the process. */
  async #tick(): Promise<void> {
    this.#isScheduled = false
    if (this.#isStopped) return
    if (!this.#gate.isOpen()) return this.#holdBack()
    this.#isCommitting = true
    const startedAt = performance.now()
    let batch = this.#takeBatch()
    this.#produced = []
    this.#isRemoving = false
    try {
      const [first] = batch
      if (first?.kind === 'exclusive') return await this.#giveWay(first, startedAt)
      const outcome = this.#apply(batch)
      this.#putBack(batch.slice(outcome.done))
      batch = batch.slice(0, outcome.done)
      const updates = this.#produced
      for (const refused of outcome.refused) this.#events.refused(...refused)
      for (const from of outcome.overworked) this.#dismiss(from, this.#events.overworked)
      for (const from of outcome.crowdedOut) this.#dismiss(from, this.#events.crowdedOut)
      for (const from of outcome.outnumbered) this.#dismiss(from, this.#events.outnumbered)
      for (const work of batch) {
        if (work.kind !== 'update' || !work.isAnswer || isDismissed(work.from, outcome)) continue
        this.#events.answered(work.from)
      }
      if (this.#isRemoving && outcome.saved.size > 0) this.#events.removing()
      if (updates.length > 0 || outcome.owners.length > 0) {
        await this.#append(updates, outcome.owners)
      }
      this.#finish(outcome, updates, startedAt)
    } catch (cause) {
      this.#fail(cause, batch)
    }
  }

  #dismiss(from: Connection, tell: (from: Connection) => void): void {
    this.#waiting = this.#waiting.filter((work) => {
      if (work.kind !== 'update' || work.from !== from) return true
      this.#waitingBytes -= bytesOf(work)
      return false
    })
    tell(from)
  }

  async #append(updates: readonly Uint8Array[], owners: readonly ClientOwner[]): Promise<void> {
    try {
      await this.#log.append(this.#board, updates, owners, this.#doc)
    } catch (cause) {
      if (!(cause instanceof StoreError) || cause.kind === 'disk') this.#gate.shut()
      throw cause
    }
    this.#gate.passed()
  }

  #putBack(rest: readonly Work[]): void {
    this.#isBehind = rest.length > 0
    this.#waiting.unshift(...rest)
    for (const work of rest) this.#waitingBytes += bytesOf(work)
  }

  /** In order, and no more than a tick may take; the rest is for the next. */
  #takeBatch(): readonly Work[] {
    if (this.#isBehind) this.#waiting = leastWorkFirst(this.#waiting, performance.now())
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

  async #giveWay({ use, settle }: Extract<Work, { kind: 'exclusive' }>, startedAt: number): Promise<void> {
    const outcome = newOutcome()
    try {
      await use(this.#doc, () => this.#produced)
      outcome.settles.push(settle)
    } catch (cause) {
      if (this.#produced.length > 0) throw cause
      // Nothing was touched: it is the caller's affair alone.
      settle.reject(cause)
    }
    if (!isSound(this.#doc)) throw new Error('the document no longer emits')
    this.#finish(outcome, this.#produced, startedAt)
  }

  #apply(batch: readonly Work[]): Outcome {
    const outcome = newOutcome()
    let fault: unknown
    const startedAt = performance.now()
    this.#doc.transact((transaction) => {
      for (const work of batch) {
        if (outcome.done > 0 && performance.now() - startedAt > limits.tickMs) break
        outcome.done += 1
        // Caught inside the transaction: an exception out of it would skip the clean-up that Yjs owes us.
        try {
          if (work.kind === 'change') {
            work.change(this.#doc)
            outcome.settles.push(work.settle)
          } else if (work.kind === 'update') this.#workOn(work.from, work.update, outcome)
        } catch (cause) {
          fault ??= cause
        }
      }
      // An update makes Yjs take the transaction for a stranger's, and what we write in it for our client id used by another:
      // it would draw a new one, and every client id costs everybody for ever.
      transaction.local = true
    })
    this.#workedMs = performance.now() - startedAt
    if (fault !== undefined) throw fault
    if (!isSound(this.#doc)) throw new Error('the document no longer emits, or waits for missing parts')
    return outcome
  }

  #workOn(from: Connection, update: Uint8Array, outcome: Outcome): void {
    const { work } = from.budgets
    const startedAt = performance.now()
    // Once for all of a tick: what follows builds on what was left out.
    if (isDismissed(from, outcome)) return
    if (work.level(startedAt) <= 0) {
      outcome.overworked.add(from)
      return
    }
    try {
      this.#applyUpdate(from, update, outcome)
    } finally {
      const at = performance.now()
      work.charge(at - startedAt, at)
    }
  }

  #applyUpdate(from: Connection, update: Uint8Array, outcome: Outcome): void {
    const by = { role: from.session.role, participant: from.session.participant.id }
    const verdict = this.#withinLimits(from, update, this.#verdictOn(update, by))
    if (!verdict.ok) {
      outcome.refused.push([from, { code: verdict.code, message: verdict.message }, update])
      return
    }
    // Only what is applied may cost anybody client ids.
    if (!verdict.isEmpty && this.#isCrowdedOut(update)) {
      outcome.crowdedOut.add(from)
      return
    }
    const taken = this.#takeIds(from, verdict.newOwners.length)
    if (taken === 'person') {
      const message = 'Changes came under too many new names at once, so this one was not applied.'
      outcome.refused.push([from, { code: 'too_many_requests', message }, update])
      return
    }
    if (taken === 'board') {
      outcome.outnumbered.add(from)
      return
    }
    for (const owner of verdict.newOwners) {
      this.#owners.set(owner.client, owner.participant)
      outcome.owners.push(owner)
    }
    if (!verdict.isEmpty) {
      this.#size.foresee(update)
      Y.applyUpdate(this.#doc, update)
    }
    if (verdict.authorsToKeep) writeDeletedNoteAuthors(this.#doc, verdict.authorsToKeep)
    outcome.saved.set(from, (outcome.saved.get(from) ?? 0) + 1)
  }

  #withinLimits({ session }: Connection, update: Uint8Array, verdict: Verdict): Verdict {
    if (!verdict.ok || verdict.isEmpty) return verdict
    const at = performance.now()
    const { isOwn } = this.#size.bounds
    const mayRemove = isOwn ? onlyDeletes(update) : session.role === Role.facilitator
    const isBeyond = mayRemove ? this.#size.isOverfull(update, at) : this.#size.isFull(update, at)
    if (!isBeyond || this.#size.isFreeing(update)) return verdict
    const message = isOwn
      ? 'Your desk is full, so this was not applied. Delete some drafts.'
      : 'This board is full, so this was not applied. A facilitator can remove notes.'
    return { ok: false, code: 'too_large', message }
  }

  #isCrowdedOut(update: Uint8Array): boolean {
    return this.#size.isCrowdedOut(update, performance.now()) && !this.#size.isFreeing(update)
  }

  /** Whose are used up, if any: then none are taken of the other's. */
  #takeIds({ budgets, session }: Connection, count: number): 'person' | 'board' | undefined {
    if (count === 0) return undefined
    const at = performance.now()
    if (budgets.clientIds.level(at) < count) return 'person'
    const by = { participant: session.participant.id, isFacilitator: session.role === Role.facilitator }
    if (!this.#ids.take(this.#board, count, by, at)) return 'board'
    budgets.clientIds.charge(count, at)
    return undefined
  }

  #verdictOn(update: Uint8Array, by: Writer): Verdict {
    try {
      return this.#guard.check(this.#doc, update, by, this.#owners)
    } catch (cause) {
      // The guard only reads: what it stumbles over is refused, and is no reason to drop the board.
      this.#events.stumbled(cause)
      return {
        ok: false,
        code: 'internal',
        message: 'This change could not be checked, so it was not applied.',
      }
    }
  }

  #finish(outcome: Outcome, updates: readonly Uint8Array[], startedAt: number): void {
    this.#isCommitting = false
    if (this.#isStopped) {
      for (const settle of outcome.settles) settle.resolve()
      return
    }
    const shownAt = performance.now()
    this.#events.committed(updates, this.#before)
    const costMs = performance.now() - shownAt
    this.#events.ticked(shownAt + costMs - startedAt)
    const pauseMs = Math.max(costMs, this.#workedMs)
    this.#notBefore = Math.max(startedAt + this.#events.windowMs(), shownAt + costMs + pauseMs)
    for (const [from, count] of outcome.saved) this.#events.saved(from, count)
    for (const settle of outcome.settles) settle.resolve()
    const ready = this.#whenDurable
    this.#whenDurable = []
    for (const then of ready) then()
    this.#schedule()
  }

  #fail(cause: unknown, batch: readonly Work[]): void {
    this.#isCommitting = false
    for (const work of batch) if (work.kind !== 'update') work.settle.reject(cause)
    this.stop(cause)
    this.#events.failed(cause)
  }
}

function newOutcome(): Outcome {
  return {
    done: 0,
    saved: new Map(),
    settles: [],
    refused: [],
    overworked: new Set(),
    crowdedOut: new Set(),
    outnumbered: new Set(),
    owners: [],
  }
}

/**
 * Whoever has cost little goes first, each person's updates in their order; nobody passes a change of the server's, which
 * may have been told to wait for what came before it.
 */
function leastWorkFirst(waiting: readonly Work[], at: number): Work[] {
  const end = waiting.findIndex(({ kind }) => kind !== 'update')
  const updates = end < 0 ? waiting : waiting.slice(0, end)
  const left = (work: Work): number => (work.kind === 'update' ? work.from.budgets.work.level(at) : 0)
  return [...updates.toSorted((a, b) => left(b) - left(a)), ...waiting.slice(updates.length)]
}

function isDismissed(from: Connection, { overworked, crowdedOut, outnumbered }: Outcome): boolean {
  return overworked.has(from) || crowdedOut.has(from) || outnumbered.has(from)
}

function bytesOf(work: Work): number {
  return work.kind === 'update' ? work.update.byteLength : 0
}

interface Outcome {
  /** How much of the batch. */
  done: number
  readonly overworked: Set<Connection>
  readonly crowdedOut: Set<Connection>
  readonly outnumbered: Set<Connection>
  readonly saved: Map<Connection, number>
  readonly settles: Settle[]
  readonly refused: [Connection, Refusal, Uint8Array][]
  readonly owners: ClientOwner[]
}
