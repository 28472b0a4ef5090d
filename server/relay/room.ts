import * as Y from 'yjs'
import type { Refusal } from '#shared/wire/refusal.ts'
import { CloseCode, MessageType } from '#shared/wire/message.ts'
import { Role, type Participant } from '#shared/workshop/role.ts'
import type { Session } from '../contracts/session.ts'
import type { Guard } from '../guard/guard.ts'
import { openAnswerLine, type AnswerLine } from './sync-queue.ts'
import type { Asked } from './sync-in-flight.ts'
import { Answers, type Answer, type Vector } from './sync-answers.ts'
import type { Budgets } from './budgets.ts'
import { showByAndBy } from './fan-out-in-turns.ts'
import { CommitQueue } from './commit-queue.ts'
import type { Connection } from './connection.ts'
import type { DocumentLog } from '../documents/document-log.ts'
import type { LoadedDocument } from '../documents/load-document.ts'
import { askFrame, countFrame, frameOf, joinFrames, updateFrame } from './frame.ts'
import { createIdBudgets, type IdBudgets } from './id-budgets.ts'
import { limits, tickWindowMs } from './limits.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import { Presence } from './presence.ts'
import type { RelayLog } from '../contracts/log.ts'
import type { RelayStats } from './stats.ts'
import type { WriteGate } from './write-gate.ts'

export interface RoomDeps {
  readonly guard: Guard
  readonly store: Pick<DocumentLog, 'append'>
  readonly gate: WriteGate
  /** Shared by all rooms; its own when left out. */
  readonly ids?: IdBudgets
  /** As above. */
  readonly line?: AnswerLine
  readonly stats: RelayStats
  readonly log: RelayLog
  readonly removing?: ((board: string) => void) | undefined
  /** The room is of no use any more: forget it; the log has the truth. */
  readonly failed: (room: Room, cause: unknown) => void
}

/** One open board: its document, the people connected to it, and what passes between them. */
export class Room {
  readonly id: string
  readonly board: LiveBoard
  readonly connections = new Set<Connection>()
  readonly presence: Presence
  /** When damaged rows of its log were last set aside, milliseconds since 1970. */
  readonly repairedAt: number | undefined
  readonly #doc: Y.Doc
  readonly #queue: CommitQueue
  readonly #answers: Answers
  readonly #line: AnswerLine
  readonly #asked: Asked
  readonly #stats: RelayStats
  readonly #gate: WriteGate
  /** By person: several devices share one. */
  readonly #budgets = new Map<string, Budgets>()
  #presenceTimer: NodeJS.Timeout | undefined
  #ask: Buffer | undefined
  #isClosed = false
  #emptied: () => void = () => {}

  constructor(id: string, loaded: LoadedDocument, deps: RoomDeps) {
    this.id = id
    this.repairedAt = loaded.repairedAt
    this.#doc = loaded.doc
    this.#stats = deps.stats
    this.#gate = deps.gate
    const line = deps.line ?? openAnswerLine()
    this.#line = line
    const asked = {
      connections: this.connections,
      endSlow: (connection: Connection) => this.#endSlow(connection),
    }
    this.#asked = asked
    this.#answers = new Answers(loaded.doc, (frames) => line.onWay.has(asked, frames))
    this.presence = new Presence(
      () => this.connections.size,
      () => this.#armPresence(),
    )
    const ids = deps.ids ?? createIdBudgets()
    this.#queue = new CommitQueue(id, loaded, deps.guard, deps.store, deps.gate, ids, {
      windowMs: () => tickWindowMs(this.connections.size),
      committed: (updates, before) => this.#show(updates, before),
      removing: () => deps.removing?.(id),
      ticked: deps.stats.observer.ticked,
      saved: (from, count) => this.#acknowledge(from, count),
      refused: (from, refusal, update) => this.#refuseOrHold(from, refusal, update),
      answered: (from) => this.#tryAgain(from),
      overworked: (from) => this.#overworked(from),
      crowdedOut: (from) => from.close(CloseCode.tryAgain, noRoom),
      outnumbered: (from) => {
        this.countRefusal('too_many_requests')
        from.close(
          CloseCode.tryAgain,
          'Too many new pages write on this board at once. What this one wrote stays with it. Try again in a moment.',
        )
      },
      stumbled: (cause) => deps.log.error({ board: id, err: cause }, 'the guard failed on an update'),
      failed: (cause) => {
        this.close(CloseCode.tryAgain, 'The board could not be written to. Try again in a moment.')
        deps.failed(this, cause)
      },
    })
    this.board = this.#liveBoard()
  }

  /** Updates and changes that wait for the next tick. */
  get waiting(): number {
    return this.#queue.waiting
  }

  /** Nothing waits to be written. */
  get isIdle(): boolean {
    return this.#queue.isIdle
  }

  /** Why this session may not have one more connection; undefined when it may. */
  fullFor({ participant, role }: Session): string | undefined {
    if ((this.#budgets.get(participant.id)?.connections ?? 0) >= limits.personConnections)
      return 'You have this board open in too many windows. Close some of them.'
    // Whoever fills a board with participants must not lock out who can revoke their link.
    if (role !== Role.facilitator && this.connections.size >= limits.boardConnections)
      return 'This board is full. Try again later.'
    return undefined
  }

  join(connection: Connection): void {
    this.connections.add(connection)
    const { id } = connection.session.participant
    connection.budgets = this.#budgets.get(id) ?? connection.budgets
    this.#budgets.set(id, connection.budgets)
    connection.budgets.connections += 1
    this.presence.joined(connection)
    // A viewer has nothing to give: asking would only make the stock client send what must be refused.
    if (!connection.hasAnswered) {
      this.#queue.whenDurable(() => {
        this.#ask ??= askFrame(Y.encodeStateVector(this.#doc))
        connection.write(this.#ask)
      })
    }
  }

  leave(connection: Connection): void {
    if (this.connections.delete(connection)) {
      connection.budgets.connections -= 1
      this.presence.left(connection)
    }
    if (this.connections.size === 0) this.#emptied()
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  receive(from: Connection, update: Uint8Array, isAnswer: boolean): void {
    if (this.#queue.receive(from, update, isAnswer)) return
    // Its edits are still with it, and come again.
    from.close(
      CloseCode.tryAgain,
      'The board cannot save as fast as it is written to. Try again in a moment.',
    )
  }

  /** Brings a connection up to date from what it says it has. */
  answer(connection: Connection, vector: Uint8Array): void {
    const isAsking = connection.asked !== undefined
    connection.asked = vector
    if (isAsking) return
    this.#queue.whenDurable(() => {
      const asked = connection.asked ?? vector
      connection.asked = undefined
      if (connection.waiting > limits.lagBytes)
        return this.#startLag(connection, connection.answerVector ?? asked.slice())
      const wanted = this.#answers.read(asked)
      if (!wanted) return this.#refuseVector(connection)
      const kept = this.#answers.kept(wanted, connection.takesParts, performance.now())
      if (kept) return this.#give(connection, kept)
      this.#line.wait(connection, () => this.#makeFor(connection, wanted))
    })
  }

  /** Called when others have had their turns. */
  #makeFor(connection: Connection, wanted: Vector): 'given' | 'later' {
    if (this.#isClosed) return 'given'
    if (!this.#queue.isDurable) {
      this.#queue.whenDurable(() => this.#line.wait(connection, () => this.#makeFor(connection, wanted)))
      return 'given'
    }
    const at = performance.now()
    const { takesParts } = connection
    const kept = this.#answers.kept(wanted, takesParts, at)
    if (!kept && this.#line.onWay.isFull(this.#asked, at)) return 'later'
    this.#give(connection, kept ?? this.#answers.make(wanted, takesParts, at))
    if (!kept) this.#line.keeps(this.#answers)
    return 'given'
  }

  #give(connection: Connection, { frames, since }: Answer): void {
    connection.lag = undefined
    const all = [frames, ...since]
    connection.answerBytes = all.reduce((sum, { byteLength }) => sum + byteLength, 0)
    const isLarge = connection.answerBytes > limits.lagBytes
    connection.answerVector = isLarge ? Y.encodeStateVector(this.#doc) : undefined
    connection.writeAll(all)
    for (const bytes of all) this.#line.onWay.sent(this.#asked, bytes, connection)
    if (connection.isSynced && !connection.missedPresence) return
    connection.isSynced = true
    this.sendEverybody(connection)
  }

  #overworked(from: Connection): void {
    this.countRefusal('too_many_requests')
    from.close(
      CloseCode.tooFast,
      'What this connection sent took too much work at once. What was saved is safe.',
    )
  }

  #refuseVector(connection: Connection): void {
    const message = 'This is not a state vector of this board.'
    this.countRefusal('malformed')
    connection.refuse({ code: 'malformed', message })
    connection.close(CloseCode.malformed, message)
  }

  /** Nothing of it was applied: our client is told, the stock one is closed. */
  refuse(from: Connection, refusal: Refusal): void {
    this.countRefusal(refusal.code)
    if (from.speaksOurs) return from.refuse(refusal)
    // The stock client cannot be told, and would go on as if its edit had been taken.
    from.close(CloseCode.forbidden, refusal.message)
  }

  countRefusal(reason: string): void {
    this.#stats.refused += 1
    this.#stats.observer.refused(reason)
  }

  sendEverybody(connection: Connection): void {
    connection.missedPresence = false
    const everybody = this.presence.everybody()
    if (everybody) connection.write(everybody)
  }

  /** The durable document as one update. */
  async snapshot(): Promise<Uint8Array> {
    await this.flush()
    return Y.encodeStateAsUpdate(this.#doc)
  }

  /**
   * Settles when everything received so far is durable and sent, or waits for a store that takes nothing; rejects when it
   * cannot be.
   */
  async flush(): Promise<void> {
    if (this.#isClosed) throw new Error('the board has been closed')
    if (!this.#queue.isIdle && !this.#queue.isHeld) await this.#queue.write(() => {})
  }

  /** Ends sockets that take nothing, or too little, for too long, and forgets answers nobody asks for. */
  sweep(at: number): void {
    this.#line.onWay.sweep(this.#asked, at)
    this.#answers.forget(at)
    for (const [person, budgets] of this.#budgets) {
      if (budgets.isForgettable(at)) this.#budgets.delete(person)
    }
    for (const connection of this.connections) {
      if (isStalled(connection, at) || isOverfull(connection)) this.#endSlow(connection)
      if (connection.held && at - connection.since > limits.answerLimitMs) this.#tryAgain(connection)
    }
  }

  /** Ends every connection; nothing is taken or sent afterwards. */
  close(code: CloseCode, reason: string | (() => string)): void {
    if (this.#isClosed) return
    this.#isClosed = true
    clearTimeout(this.#presenceTimer)
    this.#line.onWay.forget(this.#asked)
    this.#queue.stop(new Error('the board has been closed'))
    for (const connection of this.connections) {
      connection.close(code, typeof reason === 'string' ? reason : reason())
    }
    this.#doc.destroy()
  }

  /** Settles once every connection has gone; those that have not answered after `graceMs` are cut. */
  async emptied(graceMs: number): Promise<void> {
    if (this.connections.size === 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#emptied = resolve
    const timer = setTimeout(() => {
      for (const connection of this.connections) connection.terminate()
    }, graceMs)
    await promise
    clearTimeout(timer)
  }

  #show(updates: readonly Uint8Array[], before: Map<number, number>): void {
    if (updates.length === 0) return
    const frame = joinFrames(updates.map(updateFrame))
    this.#ask = undefined
    this.#answers.extend(frame, performance.now())
    this.#stats.ticks += 1
    const { byteLength } = frame
    const isLarge = byteLength >= limits.largeFrame && byteLength * this.connections.size > limits.largeFanOut
    if (isLarge) this.#showByAndBy(before)
    else this.#send(frame, before)
  }

  #showByAndBy(before: Map<number, number>): void {
    this.#stats.deliveries += showByAndBy(this.connections, Y.encodeStateVector(before), {
      whenDurable: (then) => this.#queue.whenDurable(then),
      answer: (connection, vector) => this.answer(connection, vector),
      answerLater: (connection, vector) => {
        connection.lag = undefined
        this.#startLag(connection, vector)
      },
    })
  }

  /** One pass over everybody: the document's frame, and whatever presence is due, in one write each. */
  #send(document: Buffer | undefined, before: Map<number, number>): void {
    const due = this.presence.take(performance.now())
    const head = document ? [document, ...due.all] : due.all
    if (head.length === 0 && due.ours.length === 0) return
    const forStock = joinFrames(head)
    const forOurs = joinFrames([...head, ...due.ours])
    const hasPresence = due.all.length > 0
    const size = document?.byteLength ?? 0
    const isLarge = size > limits.lagBytes
    for (const connection of this.connections) {
      if (!connection.isSynced || connection.lag) {
        if (isOverfull(connection)) this.#endSlow(connection)
        continue
      }
      const { waiting } = connection
      if (waiting <= limits.presenceLagBytes) {
        // What is as large as an answer, a board brought back for instance, may take as long.
        connection.answerBytes = isLarge ? size : 0
        connection.answerVector = undefined
      } else if (isLarge || waiting > limits.lagBytes + connection.answerBytes) {
        connection.missedPresence = true
        if (document) this.#startLag(connection, Y.encodeStateVector(before))
        continue
      }
      if (waiting > limits.presenceLagBytes) {
        if (hasPresence) connection.missedPresence = true
        if (document) connection.write(document)
      } else {
        const frames = connection.speaksOurs ? forOurs : forStock
        if (frames.byteLength > 0) connection.write(frames)
      }
      if (document) this.#stats.deliveries += 1
    }
  }

  #startLag(connection: Connection, vector: Uint8Array): void {
    if (connection.lag) return
    connection.lag = { vector }
    this.#stats.lags += 1
    connection.onDrain(() => {
      if (connection.lag && !this.#isClosed) this.answer(connection, connection.lag.vector)
    })
  }

  #endSlow(connection: Connection): void {
    this.leave(connection)
    connection.end(CloseCode.tooSlow, 'This connection could not keep up with the board.', limits.endGraceMs)
  }

  #acknowledge(from: Connection, count: number): void {
    from.saved += count
    this.#stats.saved += count
    from.tell(countFrame(MessageType.saved, from.saved))
  }

  /** Who comes back with edits made offline may go on editing before they have been asked for. */
  #refuseOrHold(from: Connection, refusal: Refusal, update: Uint8Array): void {
    const held = from.held ?? []
    if (from.hasAnswered || held.length >= limits.heldUpdates) return this.refuse(from, refusal)
    from.held = held
    held.push(update)
  }

  #tryAgain(from: Connection): void {
    from.hasAnswered = true
    for (const update of from.held ?? []) this.receive(from, update, false)
    from.held = undefined
  }

  #armPresence(): void {
    if (this.#presenceTimer || this.#isClosed) return
    const wait = this.presence.dueInMs(performance.now())
    if (wait === undefined) return
    this.#presenceTimer = setTimeout(() => {
      this.#presenceTimer = undefined
      this.#send(undefined, new Map())
      this.#armPresence()
    }, wait)
  }

  #changeParticipant(participant: Participant): void {
    for (const connection of this.connections) {
      if (connection.session.participant.id !== participant.id) continue
      connection.session = { ...connection.session, participant }
      this.presence.renamed(connection)
    }
  }

  #liveBoard(): LiveBoard {
    const sendWhere = (message: Uint8Array, isMeant: (connection: Connection) => boolean): void => {
      const frame = frameOf(message)
      for (const connection of this.connections) if (isMeant(connection)) connection.tell(frame)
    }
    return {
      id: this.id,
      read: (look) => look(this.#doc),
      write: (change) => this.#queue.write(change),
      isWritable: () => this.#gate.isOpen(),
      mayGrow: () => this.#queue.mayGrow(),
      mayAdjust: (count) => this.#queue.mayAdjust(count),
      claim: (memory) => this.#queue.claim(memory),
      exclusively: (use) => this.#queue.exclusively(use),
      sessions: () => [...this.connections].map(({ session }) => session),
      changeParticipant: (participant) => this.#changeParticipant(participant),
      sendTo: (participant, message) =>
        sendWhere(message, ({ session }) => session.participant.id === participant),
      sendAll: (message) => sendWhere(message, () => true),
    }
  }
}

/** Beside an answer that is on its way, which may be as large as a board. */
function isOverfull({ waiting, answerBytes }: Connection): boolean {
  return waiting > limits.lagLimitBytes + answerBytes
}

/** A slow line is none: what waits moves. Told at each sweep. */
function isStalled(connection: Connection, at: number): boolean {
  const { taken, progress } = connection
  // A ping and its answer wait behind the rest.
  if (progress && taken > progress.last) connection.isAlive = true
  if (connection.waiting === 0 && !connection.lag) {
    connection.progress = undefined
    return false
  }
  const isBehind = connection.waiting > limits.lagBytes || connection.lag !== undefined
  const isEnough = !progress || !isBehind || taken - progress.taken >= limits.lagBytes
  connection.progress = isEnough ? { last: taken, taken, since: at } : { ...progress, last: taken }
  return at - connection.progress.since > limits.lagLimitMs
}

/** More is open than the process has memory for. */
export const noRoom = 'The server holds as much as it can at the moment. Try again later.'
