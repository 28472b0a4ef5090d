import * as Y from 'yjs'
import { activitiesRoot, roundsRoot } from '#shared/board/document.ts'
import { boardStateOf } from '#shared/board/state.ts'
import type { Refusal, RefusalCode } from '#shared/wire/command.ts'
import { CloseCode, type Fill } from '#shared/wire/message.ts'
import { Role, type Participant } from '#shared/workshop/role.ts'
import type { LiveBoard, RelayLog, Session } from '../contracts/live-board.ts'
import type { DocumentLog, LoadedDocument } from '../documents/load-document.ts'
import type { Guard } from '../guard/guard.ts'
import { CommitQueue, type UpdateOutcome } from './commit-queue.ts'
import type { Connection } from './connection.ts'
import { FanOut } from './fan-out.ts'
import { fillFrame, frameOf } from './frame.ts'
import { createIdBudgets, type IdBudgets } from './id-budgets.ts'
import { limits } from './limits.ts'
import { Member, Budgets } from './member.ts'
import { Presence } from './presence.ts'
import { RoomSync } from './room-sync.ts'
import { closeReasons, dropReasons } from './sentences.ts'
import type { RelayStats } from './stats.ts'
import { SyncQueue } from './sync-queue.ts'
import { TickPace } from './tick-pace.ts'
import type { WriteGate, WriteGates } from './write-gate.ts'

export interface RoomDeps {
  readonly guard: Guard
  readonly store: Pick<DocumentLog, 'append'>
  readonly gates: Pick<WriteGates, 'of'>
  /** Shared by all rooms. A test's room has its own. */
  readonly ids?: IdBudgets
  readonly syncQueue?: SyncQueue
  readonly stats: RelayStats
  readonly log: RelayLog
  readonly removing?: ((board: string) => void) | undefined
  /** The room cannot be used any more. The log has the truth: load the document again. */
  readonly failed: (room: Room, cause: unknown) => void
}

/** One open document: its members, and the messages between them. */
export class Room {
  readonly id: string
  readonly board: LiveBoard
  readonly presence: Presence
  /** When damaged rows of its log were last set aside, in milliseconds since 1970. */
  readonly repairedAt: number | undefined
  readonly #doc: Y.Doc
  readonly #members = new Set<Member>()
  readonly #commits: CommitQueue
  readonly #sync: RoomSync
  readonly #fanOut: FanOut
  readonly #stats: RelayStats
  readonly #gate: WriteGate
  readonly #pace: TickPace
  /** By person: all devices of a person share one. */
  readonly #budgets = new Map<string, Budgets>()
  /** By person: a dot must not look for its voter's devices among a whole crowd. */
  readonly #devices = new Map<string, Set<Member>>()
  #isClosed = false
  #emptied: () => void = () => {}

  constructor(id: string, loaded: LoadedDocument, deps: RoomDeps) {
    this.id = id
    this.repairedAt = loaded.repairedAt
    this.#doc = loaded.doc
    this.#stats = deps.stats
    this.#gate = deps.gates.of(id)
    const members = this.#members
    this.#pace = new TickPace(deps.stats.pace, () => members.size)
    this.presence = new Presence(
      () => members.size,
      () => this.#fanOut.schedulePresence(),
    )
    this.#commits = this.#openCommits(loaded, deps)
    const shared = { members, commits: this.#commits, presence: this.presence, stats: deps.stats }
    this.#sync = new RoomSync({
      ...shared,
      doc: loaded.doc,
      queue: deps.syncQueue ?? new SyncQueue(),
      leave: (member) => this.leave(member),
      countRefusal: (code) => this.countRefusal(code),
    })
    this.#fanOut = new FanOut({ ...shared, sync: this.#sync })
    this.board = this.#liveBoard()
    this.#followSecrets()
  }

  #openCommits(loaded: LoadedDocument, deps: RoomDeps): CommitQueue {
    const { id: board } = this
    const { guard, log, stats } = deps
    return new CommitQueue({
      board,
      loaded,
      guard,
      log: deps.store,
      gate: this.#gate,
      ids: deps.ids ?? createIdBudgets(),
      pace: this.#pace,
      events: {
        decided: (from, outcome) => this.#onOutcome(from, outcome),
        removing: () => deps.removing?.(board),
        committed: (updates, before) => this.#fanOut.send(updates, before),
        filled: (fill) => {
          for (const member of this.#members) member.notify(fillFrame(fill))
        },
        ticked: stats.observer.ticked,
        guardFailed: (cause) => log.error({ board, err: cause }, 'the guard failed on an update'),
        failed: (cause) => {
          this.close(CloseCode.tryAgain, closeReasons.writeFailed)
          deps.failed(this, cause)
        },
      },
    })
  }

  /** Hides where people are before anybody can learn that a secret vote or question has opened. */
  #followSecrets(): void {
    const decide = (): void => this.presence.decide(boardStateOf(this.#doc))
    roundsRoot(this.#doc).observe(decide)
    activitiesRoot(this.#doc).observe(decide)
    decide()
  }

  get members(): ReadonlySet<Member> {
    return this.#members
  }

  /** Updates and changes that wait for the next tick. */
  get waiting(): number {
    return this.#commits.waiting
  }

  get fill(): Fill {
    return this.#commits.fill
  }

  /** True when nothing waits to be written. */
  get isIdle(): boolean {
    return this.#commits.isIdle
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Why this session may not have one more connection. Undefined when it may. */
  fullFor({ participant, role }: Session): string | undefined {
    if ((this.#budgets.get(participant.id)?.connections ?? 0) >= limits.personConnections)
      return closeReasons.tooManyWindows
    // Facilitators come in always: they can revoke the link of the people who fill the board.
    if (role !== Role.facilitator && this.#members.size >= limits.boardConnections)
      return closeReasons.boardFull
    return undefined
  }

  join(connection: Connection, session: Session, index: number): Member {
    const at = performance.now()
    const { id } = session.participant
    const budgets = this.#budgets.get(id) ?? new Budgets(at)
    this.#budgets.set(id, budgets)
    budgets.connections += 1
    const member = new Member({ connection, session, index, budgets, at })
    this.#members.add(member)
    this.#devicesOf(id).add(member)
    this.presence.join(member)
    // Asking a viewer would only make the stock client send updates that must be refused.
    if (!member.hasAnswered) this.#sync.ask(member)
    return member
  }

  leave(member: Member): void {
    if (this.#members.delete(member)) {
      member.budgets.connections -= 1
      this.#forgetDevice(member)
      this.presence.leave(member)
    }
    if (this.#members.size === 0) this.#emptied()
  }

  receive(from: Member, update: Uint8Array, isAnswer: boolean): void {
    this.#pace.count()
    if (this.#commits.receive(from, update, isAnswer)) return
    // The client still has its edits, and sends them again.
    from.connection.close(CloseCode.tryAgain, closeReasons.logStalled)
  }

  /** Brings a member up to date from the state vector that it has. */
  answer(member: Member, vector: Uint8Array): void {
    this.#sync.answer(member, vector)
  }

  sendPresence(member: Member): void {
    this.#sync.sendPresence(member)
  }

  /** Refuses a message, of which nothing was applied. The stock client cannot be told, so it is closed. */
  refuse(from: Member, refusal: Refusal): void {
    this.countRefusal(refusal.code)
    if (from.speaksOurs) return from.refuse(refusal)
    // It would go on as if its edit had been taken.
    const { field, message } = refusal
    from.connection.close(CloseCode.forbidden, field === undefined ? message : `${field}: ${message}`)
  }

  countRefusal(reason: RefusalCode): void {
    this.#stats.refused += 1
    this.#stats.observer.refused(reason)
  }

  /** The durable document as one update. */
  async snapshot(): Promise<Uint8Array> {
    await this.flush()
    return Y.encodeStateAsUpdate(this.#doc)
  }

  /**
   * Settles when all received updates are durable and sent. Settles at once while the store takes
   * nothing. Rejects when the updates cannot be saved.
   */
  async flush(): Promise<void> {
    if (this.#isClosed) throw new Error('the board has been closed')
    if (!this.#commits.isIdle && !this.#commits.isHeld) await this.#commits.write(() => {})
  }

  /** Ends slow members, and forgets old answers and budgets. */
  sweep(at: number): void {
    this.#sync.sweep(at)
    for (const [person, budgets] of this.#budgets) {
      if (budgets.isForgettable(at)) this.#budgets.delete(person)
    }
    for (const member of this.#members) {
      if (member.isAnswerOverdue(at)) this.#retryHeld(member)
    }
  }

  /** Ends every connection. Nothing is received or sent afterwards. */
  close(code: CloseCode, reason: string | (() => string)): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#fanOut.close()
    this.#sync.close()
    this.#commits.stop(new Error('the board has been closed'))
    for (const { connection } of this.#members) {
      connection.close(code, typeof reason === 'string' ? reason : reason())
    }
    this.#doc.destroy()
  }

  /** Settles when all connections have closed. Cuts those that are still open after `graceMs`. */
  async emptied(graceMs: number): Promise<void> {
    if (this.#members.size === 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#emptied = resolve
    const timer = setTimeout(() => {
      for (const { connection } of this.#members) connection.terminate()
    }, graceMs)
    await promise
    clearTimeout(timer)
  }

  #onOutcome(from: Member, outcome: UpdateOutcome): void {
    switch (outcome.kind) {
      case 'saved':
        this.#stats.saved += outcome.count
        return from.acknowledge(outcome.count)
      case 'refused':
        // A client that comes back with offline edits may edit on before the server has asked for them.
        if (from.hold(outcome.update)) return
        return this.refuse(from, outcome.refusal)
      case 'answered':
        return this.#retryHeld(from)
      case 'dropped': {
        const { code, reason, isRefusal } = dropReasons[outcome.reason]
        if (isRefusal) this.countRefusal('too_many_requests')
        from.connection.close(code, reason)
      }
    }
  }

  #retryHeld(from: Member): void {
    for (const update of from.release()) this.receive(from, update, false)
  }

  #devicesOf(person: string): Set<Member> {
    const known = this.#devices.get(person) ?? new Set()
    this.#devices.set(person, known)
    return known
  }

  #forgetDevice(member: Member): void {
    const { id } = member.session.participant
    const devices = this.#devicesOf(id)
    devices.delete(member)
    if (devices.size === 0) this.#devices.delete(id)
  }

  #changeParticipant(participant: Participant): void {
    for (const member of this.#devices.get(participant.id) ?? []) {
      member.changeParticipant(participant)
      this.presence.rename(member)
    }
  }

  #liveBoard(): LiveBoard {
    const send = (message: Uint8Array, members: Iterable<Member>): void => {
      const frame = frameOf(message)
      for (const member of members) member.notify(frame)
    }
    return {
      id: this.id,
      read: (look) => look(this.#doc),
      write: (change) => this.#commits.write(change),
      isWritable: () => this.#gate.isOpen(),
      mayGrow: () => this.#commits.mayGrow(),
      mayAdjust: (count) => this.#commits.mayAdjust(count),
      claim: (memory) => this.#commits.claim(memory),
      exclusively: (use) => this.#commits.exclusively(use),
      sessions: () => [...this.#members].map(({ session }) => session),
      changeParticipant: (participant) => this.#changeParticipant(participant),
      sendTo: (participant, message) => send(message, this.#devices.get(participant) ?? []),
      sendAll: (message) => send(message, this.#members),
    }
  }
}
