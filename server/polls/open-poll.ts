import { readRound, writeRound } from '#shared/board/round.ts'
import type { PersonKey } from '#shared/workshop/anonymous-numbers.ts'
import { Role } from '#shared/workshop/role.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { RelayLog } from '../contracts/log.ts'
import type { PollStore, PollOutcome, StoredPoll } from '../contracts/polls.ts'
import type { Session } from '../contracts/session.ts'
import { publicPoll } from './poll-document.ts'

export interface OpenPollTools {
  readonly polls: Pick<PollStore, 'closePoll' | 'votersOf'>
  readonly now: () => number
  readonly log: Pick<RelayLog, 'warn'>
}

/** "n of m have voted" changes at most twice a second: 300 votes at once are two writes, not 300. */
const progressMs = 500

/** The poll that is open on a board: its electorate, its progress and its end. */
export class OpenPoll {
  readonly stored: StoredPoll
  readonly #board: LiveBoard
  readonly #tools: OpenPollTools
  /** The number of voters that was published before a restart. It never falls. */
  readonly #floor: number
  readonly #ended: () => void
  readonly #participants = new Set<string>()
  /** Facilitators count only while they have dots. */
  readonly #others = new Set<string>()
  #isStopped = false
  #closing: Promise<void> | undefined
  #progressTimer: NodeJS.Timeout | undefined
  #lastProgress = 0

  /** `ended` is called when the poll is closed in the store, before the result is published. */
  constructor(board: LiveBoard, stored: StoredPoll, floor: number, ended: () => void, tools: OpenPollTools) {
    this.stored = stored
    this.#board = board
    this.#tools = tools
    this.#floor = floor
    this.#ended = ended
    for (const session of board.sessions()) this.seen(session)
  }

  /** A participant who has connected counts among those who can vote. */
  seen({ role, participant }: Session): void {
    if (role !== Role.participant || this.#participants.has(participant.id)) return
    this.#participants.add(participant.id)
    this.#publishSoon()
  }

  /** The session's person now has so many dots. */
  voted({ role, participant }: Session, dots: number): void {
    if (role === Role.participant) this.#participants.add(participant.id)
    else if (dots > 0) this.#others.add(participant.id)
    else this.#others.delete(participant.id)
    this.#publishSoon()
  }

  /** Writes the poll with its progress into the document, unless it shows them already. */
  async publish(): Promise<void> {
    const voted = await this.#tools.polls.votersOf(this.stored.id)
    if (this.#isStopped || this.#closing) return
    const next = publicPoll(this.stored, { voted, eligible: this.#eligible })
    const shown = this.#board.read((doc) => readRound(doc, this.stored.id))
    if (shown?.voted === next.voted && shown.eligible === next.eligible) return
    // Figures alone must not fill a full board.
    if (!shown || this.#board.mayAdjust(0)) await this.#board.write((doc) => writeRound(doc, next))
  }

  /** Counts, then publishes. Returns the same promise until it has failed. */
  close(): Promise<void> {
    this.#closing ??= this.#closeNow().catch((cause: unknown) => {
      this.#closing = undefined
      throw cause
    })
    return this.#closing
  }

  /** Ends the timer of progress. The poll stays open in the store. */
  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#progressTimer)
  }

  get #eligible(): number {
    return Math.max(this.#floor, this.#participants.size + this.#others.size)
  }

  #publishSoon(): void {
    if (this.#isStopped || this.#progressTimer) return
    const wait = Math.max(0, this.#lastProgress + progressMs - performance.now())
    this.#progressTimer = setTimeout(() => {
      this.#progressTimer = undefined
      this.#lastProgress = performance.now()
      this.publish().catch((cause: unknown) => {
        // The next vote publishes it again. Closing does in any case.
        this.#warn(cause, 'the progress of a round could not be published')
      })
    }, wait).unref()
  }

  async #closeNow(): Promise<void> {
    const outcome: PollOutcome = await this.#tools.polls.closePoll(
      this.stored.id,
      this.#tools.now(),
      this.#here(),
    )
    this.stop()
    this.#ended()
    const progress = { voted: outcome.voted, eligible: this.#eligible }
    const closed = publicPoll({ ...this.stored, key: null, outcome }, progress)
    await this.#board.write((doc) => writeRound(doc, closed))
  }

  /** The people whom others see, in the order in which they came. */
  #here(): readonly PersonKey[] {
    if (this.stored.isSecret) return []
    return this.#board.sessions().flatMap(({ role, participant: { id, name, colour } }, index) => {
      return role === Role.viewer ? [] : { participant: id, index, name, colour }
    })
  }

  #warn(cause: unknown, message: string): void {
    this.#tools.log.warn({ board: this.#board.id, err: cause }, message)
  }
}
