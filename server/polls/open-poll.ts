import { isSameProgress, toldProgress } from '#shared/board/progress.ts'
import { progressOfRound, readRound } from '#shared/board/round.ts'
import { showRound } from '#shared/board/show-round.ts'
import type { PersonKey } from '#shared/workshop/anonymous-numbers.ts'
import { type Hands, PollMethod, RoundTarget, type RoundRules, type Round } from '#shared/workshop/round.ts'
import { Role, takesPart } from '#shared/workshop/role.ts'
import { shuffled } from '../basics/shuffle.ts'
import { SteadyBeat, type BeatTools } from '../basics/steady-beat.ts'
import type { LiveBoard, RelayLog, Session } from '../contracts/live-board.ts'
import type { PollStore, PollOutcome, StoredPoll } from '../contracts/polls.ts'

/** So many options everybody answers. More tire a room: "24 people make 47 needs × six buttons for ten minutes." */
const mostForAll = 12

/** Answers that each option should get, about. */
const answersEach = 5

/** True for lists of which each person of a group that is large enough answers only a part. */
function isForDealing(options: number): boolean {
  return options > mostForAll
}

/** So many options each of these people is dealt, so that each option gets about five answers. All of a short list. */
export function dealSize(options: number, people: number): number {
  if (!isForDealing(options) || people <= answersEach) return options
  return Math.min(options, Math.ceil((answersEach * options) / people))
}

/**
 * The options for one more person, in their order in the list: those with the least load, of these the first of `lots`. As
 * long as everybody gets as many, the loads of any two options differ by one at most. What a person has answered already,
 * `own`, is dealt to them again.
 */
export function deal(
  options: readonly string[],
  size: number,
  loadOf: (option: string) => number,
  lots: readonly string[],
  own: ReadonlySet<string> = new Set(),
): readonly string[] {
  const rankOf = (option: string): number => (own.has(option) ? -1 : loadOf(option))
  const chosen = new Set(lots.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, size))
  return options.filter((option) => chosen.has(option))
}

/** True for a poll of agreement with so many options that each person answers only some of them. */
function isDealt({ method, target, options }: RoundRules): boolean {
  return method === PollMethod.agreement && target !== RoundTarget.texts && isForDealing(options.length)
}

/**
 * The options that each person of an open poll was dealt. They are in memory alone: after a restart a person gets those that
 * they have answered and others beside them.
 */
class Deals {
  readonly #options: readonly string[]
  readonly #randomBytes: (count: number) => Uint8Array
  readonly #hands = new Map<string, readonly string[]>()

  constructor({ options }: RoundRules, randomBytes: (count: number) => Uint8Array) {
    this.#options = options
    this.#randomBytes = randomBytes
  }

  of(participant: string): readonly string[] | undefined {
    return this.#hands.get(participant)
  }

  /**
   * Deals to a person who has none. `answers`: by option the answers so far, among `people`. An option that is dealt to somebody
   * who is `here` has their answer soon.
   */
  dealTo(
    participant: string,
    {
      people,
      here,
      answers,
      own,
    }: {
      readonly people: number
      readonly here: Iterable<string>
      readonly answers: Readonly<Record<string, number>>
      readonly own: ReadonlySet<string>
    },
  ): readonly string[] {
    const known = this.#hands.get(participant)
    if (known) return known
    const loads = new Map(Object.entries(answers))
    for (const each of here)
      for (const option of this.#hands.get(each) ?? []) loads.set(option, (loads.get(option) ?? 0) + 1)
    const hand = deal(
      this.#options,
      dealSize(this.#options.length, people),
      (option) => loads.get(option) ?? 0,
      shuffled(this.#options, this.#randomBytes),
      own,
    )
    this.#hands.set(participant, hand)
    return hand
  }
}

export interface OpenPollTools extends BeatTools {
  readonly polls: Pick<PollStore, 'closePoll' | 'votersOf'>
  readonly log: Pick<RelayLog, 'warn'>
}

/** The poll that is open on a board: its electorate, its progress and its end. */
export class OpenPoll {
  readonly stored: StoredPoll
  readonly #board: LiveBoard
  readonly #tools: OpenPollTools
  /** Together with the hands, it is never less than what was published before a restart. */
  readonly #floor: number
  readonly #ended: () => void
  readonly #voters: Electorate
  readonly #progress: SteadyBeat
  /** Undefined: everybody is asked about everything. */
  readonly deals: Deals | undefined
  #hands: Hands | null
  #isStopped = false
  #closing: Promise<void> | undefined

  /** `ended` is called when the poll is closed in the store, before the result is published. */
  constructor(board: LiveBoard, stored: StoredPoll, floor: number, ended: () => void, tools: OpenPollTools) {
    this.stored = stored
    this.#hands = stored.hands
    this.deals = isDealt(stored) ? new Deals(stored, tools.randomBytes) : undefined
    this.#board = board
    this.#tools = tools
    this.#floor = floor
    this.#ended = ended
    this.#progress = new SteadyBeat(() => this.#publishProgress(), tools)
    this.#voters = new Electorate(board.sessions())
    this.#progress.ask()
  }

  /** A person who has connected and takes part counts from then on. */
  seen(session: Session): void {
    if (this.#voters.seen(session)) this.#progress.ask()
  }

  /** The session's person has changed a dot. */
  voted(session: Session): void {
    this.#voters.answered(session)
    this.#progress.ask()
  }

  /** Everybody who takes part and has been here, before a restart, too. */
  get people(): number {
    return Math.max(this.#floor, this.#voters.size)
  }

  /** The show of hands as it is entered now. */
  get hands(): Hands | null {
    return this.#hands
  }

  /** A facilitator has entered a show of hands. */
  raised(hands: Hands | null): void {
    this.#hands = hands
    this.#progress.ask()
  }

  /** Writes the poll with its progress into the document, unless it shows them already. */
  async publish(): Promise<void> {
    const voted = await this.#tools.polls.votersOf(this.stored.id)
    if (this.#isStopped || this.#closing) return
    const next = publicPoll(this.stored, { voted, eligible: this.#eligible })
    const shown = this.#board.read((doc) => readRound(doc, this.stored.id))
    const told = toldProgress({ done: next.voted, of: next.eligible })
    if (shown && isSameProgress(told, progressOfRound(shown))) return
    // Figures alone must not fill a full board.
    if (!shown || this.#board.mayAdjust(0)) await this.#board.write((doc) => showRound(doc, next))
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
    this.#progress.stop()
  }

  get #eligible(): number {
    return Math.max(this.#floor, this.#voters.size + (this.#hands?.voters ?? 0))
  }

  #publishProgress(): void {
    this.publish().catch((cause: unknown) => {
      // The next vote publishes it again. Closing does in any case.
      this.#warn(cause, 'the progress of a round could not be published')
    })
  }

  async #closeNow(): Promise<void> {
    const outcome: PollOutcome = await this.#tools.polls.closePoll(
      this.stored.id,
      this.#tools.now(),
      this.#here(),
    )
    this.stop()
    this.#ended()
    const figures = { voted: outcome.voted, eligible: this.#eligible }
    const closed = publicPoll({ ...this.stored, key: null, outcome }, figures)
    await this.#board.write((doc) => showRound(doc, closed))
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

/** The people who are asked: everybody who has been here and takes part. A person who leaves stays: else a fall would tell on them. */
export class Electorate {
  readonly #people = new Set<string>()

  constructor(sessions: readonly Session[]) {
    for (const session of sessions) this.seen(session)
  }

  get size(): number {
    return this.#people.size
  }

  /** A person who has connected and takes part counts from then on. True if they are new. */
  seen(session: Session): boolean {
    if (this.#people.has(session.participant.id) || !takesPart(session)) return false
    this.#people.add(session.participant.id)
    return true
  }

  /** Somebody who has answered counts in any case. */
  answered({ participant }: Session): void {
    this.#people.add(participant.id)
  }
}

type Figures = Pick<Round, 'voted' | 'eligible'>

/** The public part of a poll, for the board document. It never has the key, and ballots only of a named vote. */
export function publicPoll(stored: StoredPoll, { voted, eligible }: Figures): Round {
  const { title, target, options, budget, cap, isSecret, deadline, id, number, openedAt, previous, outcome } =
    stored
  return {
    id,
    number,
    ...(stored.method !== PollMethod.dots && { method: stored.method }),
    title,
    target,
    options,
    ...(stored.about !== undefined && { about: stored.about }),
    ...(stored.texts && { texts: stored.texts }),
    // The source of a sentence would answer in its place.
    ...(stored.labels && outcome && { labels: stored.labels }),
    budget,
    cap,
    isSecret,
    deadline,
    openedAt,
    previous,
    state: outcome ? 'closed' : 'open',
    closedAt: outcome?.closedAt ?? null,
    voted: outcome?.voted ?? voted,
    eligible: Math.max(eligible, outcome?.voted ?? voted),
    totals: outcome?.totals ?? null,
    ballots: isSecret ? null : (outcome?.ballots ?? null),
    ...(outcome?.scores && { scores: outcome.scores }),
    ...(outcome?.passes && { passes: outcome.passes }),
    ...(outcome?.reasons && { reasons: outcome.reasons }),
    ...(outcome?.awaited && { awaited: outcome.awaited }),
    ...(outcome?.withheld && { withheld: outcome.withheld }),
    ...(outcome?.settled !== undefined && { settled: outcome.settled }),
    ...(outcome?.hands && { hands: outcome.hands }),
    ...(stored.step !== undefined && { step: stored.step }),
  }
}
