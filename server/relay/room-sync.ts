import * as Y from 'yjs'
import type { Refusal, RefusalCode } from '#shared/wire/command.ts'
import { CloseCode } from '#shared/wire/message.ts'
import type { CommitQueue } from './commit-queue.ts'
import { askFrame } from './frame.ts'
import { limits } from './limits.ts'
import type { Member } from './member.ts'
import type { Presence } from './presence.ts'
import type { RelayStats } from './stats.ts'
import type { Answer, SharedAnswer } from './shared-answer.ts'
import { SyncAnswers, type Question } from './sync-answers.ts'
import type { Audience } from './sync-in-flight.ts'
import type { SyncQueue } from './sync-queue.ts'

export interface RoomSyncDeps {
  readonly doc: Y.Doc
  readonly members: ReadonlySet<Member>
  readonly commits: Pick<CommitQueue, 'isDurable' | 'whenDurable'>
  readonly queue: SyncQueue
  readonly presence: Presence
  readonly stats: RelayStats
  readonly leave: (member: Member) => void
  readonly countRefusal: (code: RefusalCode) => void
}

/** Brings the members of one room up to date: members that join, ask again, or could not keep up. */
export class RoomSync {
  readonly #deps: RoomSyncDeps
  readonly #answers: SyncAnswers
  readonly #audience: Audience
  /** The server's own question, the same for everybody until the document changes. */
  #question: Buffer | undefined
  /** Answers in the making that wait for the document to be durable. */
  readonly #resting = new Set<() => void>()
  #isClosed = false

  constructor(deps: RoomSyncDeps) {
    this.#deps = deps
    this.#audience = { members: deps.members, endSlow: (member) => this.endSlow(member) }
    this.#answers = new SyncAnswers(deps.doc, {
      isInFlight: (frames) => deps.queue.inFlight.has(this.#audience, frames),
      untilDurable: () => this.#untilDurable(),
    })
  }

  /** Asks a new member for updates that the server lacks. */
  ask(member: Member): void {
    this.#deps.commits.whenDurable(() => {
      this.#question ??= askFrame(Y.encodeStateVector(this.#deps.doc))
      member.connection.write(this.#question)
    })
  }

  /** Brings a member up to date from the state vector that it has. */
  answer(member: Member, vector: Uint8Array): void {
    const { sync } = member
    if (!sync.ask(vector)) return
    this.#deps.commits.whenDurable(() => {
      const asked = sync.takeQuestion() ?? vector
      if (member.connection.waiting > limits.lagBytes)
        return this.fallBehind(member, sync.answerVector ?? asked.slice())
      const question = this.#answers.read(asked, member.takesSlices)
      if (!question) return this.#refuseVector(member)
      const cached = this.#answers.find(question, performance.now())
      if (cached) return this.#give(member, cached)
      this.#deps.queue.wait(member, () => this.#makeFor(member, question))
    })
  }

  /** Stops the member's frames until its network has taken the waiting ones. `vector` is all it then has. */
  fallBehind(member: Member, vector: Uint8Array): void {
    if (member.sync.fallBehind(vector)) this.catchUpOnDrain(member)
  }

  /** Brings a lagging member up to date as soon as its network has taken the waiting bytes. */
  catchUpOnDrain(member: Member): void {
    this.#deps.stats.lags += 1
    member.connection.onDrain(() => {
      const vector = member.sync.lagVector
      if (vector && !this.#isClosed) this.answer(member, vector)
    })
  }

  /** The document has changed by this frame. */
  extend(frame: Buffer): void {
    this.#question = undefined
    this.#answers.extend(frame, performance.now())
  }

  sendPresence({ connection, sync }: Member): void {
    sync.presenceSent()
    const everybody = this.#deps.presence.everybody()
    if (everybody) connection.write(everybody)
  }

  /** Ends members that take nothing, or too little, and forgets old answers. */
  sweep(at: number): void {
    this.#deps.queue.inFlight.sweep(this.#audience, at)
    this.#answers.forget(at)
    for (const member of this.#deps.members) {
      if (member.sync.isStalled(at) || member.sync.isOverfull) this.endSlow(member)
    }
  }

  endSlow(member: Member): void {
    this.#deps.leave(member)
    const reason = 'This connection could not keep up with the board.'
    member.connection.end(CloseCode.tooSlow, reason, limits.endGraceMs)
  }

  close(): void {
    this.#isClosed = true
    for (const stop of this.#resting) stop()
    this.#deps.queue.inFlight.forget(this.#audience)
  }

  /** Called by the queue, when it is this member's turn. */
  #makeFor(member: Member, question: Question): 'given' | 'later' {
    const { commits, queue } = this.#deps
    if (this.#isClosed) return 'given'
    if (!commits.isDurable) {
      commits.whenDurable(() => queue.wait(member, () => this.#makeFor(member, question)))
      return 'given'
    }
    const at = performance.now()
    const cached = this.#answers.find(question, at)
    if (!cached && (queue.isMakingEnough || queue.inFlight.isFull(this.#audience, at))) return 'later'
    const spend = (ms: number): void => member.budgets.work.charge(ms, performance.now())
    const answer = cached ?? this.#answers.make(question, at, spend)
    if (!cached) queue.register(this.#answers)
    if (!cached && answer.made) void queue.making(answer.made)
    this.#give(member, answer)
    return 'given'
  }

  async #untilDurable(): Promise<boolean> {
    const { commits } = this.#deps
    while (!this.#isClosed && !commits.isDurable) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#resting.add(resolve)
      commits.whenDurable(resolve)
      await promise
      this.#resting.delete(resolve)
    }
    return !this.#isClosed
  }

  /** An answer that is being compressed is given as soon as it is made. Until then it is kept, with every change. */
  #give(member: Member, answer: SharedAnswer): void {
    const taken = answer.take()
    if (taken) return this.#write(member, taken)
    answer.waiting += 1
    void answer.made?.then(() =>
      this.#deps.commits.whenDurable(() => {
        answer.waiting -= 1
        if (!this.#isClosed && member.connection.isOpen) this.#give(member, answer)
      }),
    )
  }

  #write(member: Member, { frames, since }: Answer): void {
    const all = [frames, ...since]
    const bytes = all.reduce((sum, { byteLength }) => sum + byteLength, 0)
    const isLarge = bytes > limits.lagBytes
    const vector = isLarge ? Y.encodeStateVector(this.#deps.doc) : undefined
    const needsPresence = member.sync.answered(bytes, vector)
    member.connection.writeAll(all)
    for (const buffer of all) this.#deps.queue.inFlight.sent(this.#audience, buffer, member)
    if (needsPresence) this.sendPresence(member)
  }

  #refuseVector(member: Member): void {
    const refusal: Refusal = {
      code: 'malformed',
      message: 'This is not a state vector of this board.',
    }
    this.#deps.countRefusal(refusal.code)
    member.refuse(refusal)
    member.connection.close(CloseCode.malformed, refusal.message)
  }
}
