import { readRound, roundsOf } from '#shared/board/round.ts'
import { showRound } from '#shared/board/show-round.ts'
import { MessageType, encodeJson, type OwnBallot } from '#shared/wire/message.ts'
import { cutTo } from '#shared/text/letters.ts'
import {
  PollMethod,
  RoundState,
  roundLimits,
  spent,
  type Hands,
  type OwnReason,
  type Round,
  type SettleWay,
} from '#shared/workshop/round.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { Bucket } from '../basics/bucket.ts'
import type { Deadline } from '../contracts/deadlines.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import type {
  DotChange,
  DotResult,
  HandsResult,
  LeftReason,
  PollStore,
  PollRow,
  ScoreChange,
  StoredPoll,
} from '../contracts/polls.ts'
import { OpenPoll, type OpenPollTools, publicPoll } from './open-poll.ts'
import { createHash, createHmac } from 'node:crypto'

export interface BoardPollTools extends OpenPollTools {
  readonly polls: PollStore
  /** The clock closes the poll at its deadline. */
  readonly onDeadline: (deadline: Deadline) => void
}

/** A poll that somebody asks for. */
export type NewPoll = Omit<
  StoredPoll,
  'board' | 'number' | 'openedAt' | 'key' | 'hands' | 'outcome' | 'deadline'
> & {
  /** Null: until somebody closes it. */
  readonly minutes: number | null
}

export interface PollOpening<Problem> {
  /** A reason of the caller's not to open it. Asked only for a new poll, not when a command is sent again. */
  readonly check: () => Problem | undefined
  /** Runs right before the poll is stored. */
  readonly before: () => void
}

interface Reasoned {
  readonly round: string
  readonly option: string
  readonly way: SettleWay
  readonly text: string
  readonly secret?: string
}

export type OpeningProblem = 'round_open' | 'too_many_rounds' | 'round_too_soon'

const keyBytes = 32

/** Nobody votes faster than that for long. Trials come in handfuls. Not measured. */
const openingsAtOnce = 10
const openingsPerSecond = 0.5

/** The activity whose deadlines close polls. */
const deadlineActivity = 'vote'

const opened = new WeakMap<LiveBoard, Promise<BoardPolls>>()

/** The polls of an open board: the same for all activities beside it. */
export async function pollsBeside(board: LiveBoard, tools: BoardPollTools): Promise<BoardPolls> {
  const polls = opened.get(board) ?? BoardPolls.of(board, tools)
  opened.set(board, polls)
  return polls
}

/** The polls of one board in memory. At most one is open. */
export class BoardPolls {
  readonly #board: LiveBoard
  readonly #tools: BoardPollTools
  readonly #openings = new Bucket(openingsPerSecond, openingsAtOnce, performance.now())
  #open: OpenPoll | undefined
  /** Closed polls with reasons that their authors have not given to the group. */
  readonly #left = new Map<string, StoredPoll>()
  /** Polls are opened one after the other: two facilitators at once must not open two. */
  #opening: Promise<unknown> = Promise.resolve()

  private constructor(board: LiveBoard, tools: BoardPollTools) {
    this.#board = board
    this.#tools = tools
  }

  /** Reads the polls of a board and publishes those that a crash left unpublished. */
  static async of(board: LiveBoard, tools: BoardPollTools): Promise<BoardPolls> {
    const polls = new BoardPolls(board, tools)
    const open = await polls.#publishMissed()
    if (!open) return polls
    polls.#start(
      open,
      board.read((doc) => readRound(doc, open.id)?.eligible ?? 0),
    )
    if (open.method !== PollMethod.choice) return polls
    // No page answers such a poll of an earlier version any more: it ends as at the end of its step.
    const closed = polls.close(open.id)
    if (board.isWritable()) await closed
    else closed.catch(() => undefined)
    return polls
  }

  /** The poll that is open now. */
  get open(): OpenPoll | undefined {
    return this.#open
  }

  /** Returns the reason why the poll is not open; undefined when it is, from now on or already. */
  async openPoll<Problem>(
    asked: NewPoll,
    opening: PollOpening<Problem>,
  ): Promise<OpeningProblem | Problem | undefined> {
    const opened = this.#opening.then(() => this.#openNow(asked, opening))
    this.#opening = opened.catch(() => undefined)
    return opened
  }

  /** False when the board has never had this poll. Closing a closed one changes nothing. */
  async close(id: string): Promise<boolean> {
    const open = this.#open
    if (open?.stored.id !== id) return this.isKnown(id)
    await open.close()
    await this.#askAuthors(open.stored)
    return true
  }

  isKnown(id: string): boolean {
    return this.#board.read((doc) => readRound(doc, id)) !== undefined
  }

  /** Changes a dot or a score of this person in the open poll, and counts them among its voters. */
  async change(
    open: OpenPoll,
    session: Session,
    change:
      | Pick<DotChange, 'option' | 'change' | 'key'>
      | Pick<ScoreChange, 'option' | 'score' | 'reason' | 'key'>,
  ): Promise<DotResult> {
    const { stored } = open
    const { participant } = session
    const { polls } = this.#tools
    const answer = {
      round: stored.id,
      voter: voterOf(stored, participant.id),
      person: stored.isSecret ? null : participant,
      now: this.#tools.now(),
    }
    const result = await ('score' in change
      ? polls.setScore({ ...change, ...answer })
      : polls.changeDots({ ...change, ...answer }))
    if (result.ok) open.voted(session)
    return result
  }

  /** Replaces the show of hands of the open poll. */
  async setHands(open: OpenPoll, hands: Hands | null): Promise<HandsResult> {
    const result = await this.#tools.polls.setHands(open.stored.id, hands)
    if (result.ok) open.raised(hands)
    return result
  }

  /** Does with a reason of a closed poll what its author wishes. Undefined: done, now or before. */
  async settle(
    { participant }: Session,
    { round, option, way, text, secret }: Reasoned,
  ): Promise<'unknown_round' | 'too_many_reasons' | undefined> {
    const stored = this.#left.get(round)
    if (!stored) return this.isKnown(round) ? undefined : 'unknown_round'
    const { polls } = this.#tools
    const voter = voterOf(stored, participant.id)
    const result = await polls.settleReason({
      round,
      voter,
      option,
      way,
      text: cutTo(text.trim(), roundLimits.reason),
      name: participant.name || null,
      claim: claimOf(secret),
    })
    if (!result.ok) return result.reason
    const left = await polls.reasonsLeftIn(round)
    if (left.length === 0) this.#left.delete(round)
    const ballot = leftBallot(
      stored,
      left.filter((each) => each.voter === voter),
    )
    this.#board.sendTo(participant.id, encodeJson(MessageType.ballot, ballot))
    await this.#board.write((doc) => {
      const shown = readRound(doc, round)
      const figures = { voted: result.outcome.voted, eligible: shown?.eligible ?? 0 }
      showRound(doc, publicPoll({ ...stored, outcome: result.outcome }, figures))
    })
    return undefined
  }

  /** The browser with the secret of a published reason decides about its words in the evidence file. */
  async lend(round: string, secret: string, isLent: boolean): Promise<'not_your_reason' | undefined> {
    const claim = claimOf(secret)
    const isKept = claim !== null && (await this.#tools.polls.lendReason({ round, claim, isLent }))
    return isKept && this.isKnown(round) ? undefined : 'not_your_reason'
  }

  /** The person's reasons in closed polls, which they have not given to the group. */
  async leftBallotsOf(participant: string): Promise<readonly OwnBallot[]> {
    const ballots = [...this.#left.values()].map(async (stored) => {
      const voter = voterOf(stored, participant)
      const left = await this.#tools.polls.reasonsLeftIn(stored.id)
      return leftBallot(
        stored,
        left.filter((each) => each.voter === voter),
      )
    })
    return (await Promise.all(ballots)).filter(({ dots }) => Object.keys(dots).length > 0)
  }

  /** The person's own ballot in the open poll. Somebody who takes part is dealt their options with it. */
  async ballotOf(open: OpenPoll, { participant, role }: Session): Promise<OwnBallot> {
    const { polls } = this.#tools
    const { stored } = open
    const voter = voterOf(stored, participant.id)
    const dots = await polls.dotsOf(stored.id, voter)
    const hasReasons = stored.method === PollMethod.agreement
    const reasons = hasReasons ? await polls.reasonsOf(stored.id, voter) : undefined
    const dealt = takesPart({ role, participant })
      ? await this.#dealtTo(open, participant.id, dots)
      : undefined
    return { ...ownBallot(stored, dots, reasons), ...(dealt && { dealt }) }
  }

  async #dealtTo(
    { stored, deals, people }: OpenPoll,
    participant: string,
    dots: OwnBallot['dots'],
  ): Promise<readonly string[] | undefined> {
    if (!deals || deals.of(participant)) return deals?.of(participant)
    const answers = await this.#tools.polls.answersIn(stored.id)
    const here = new Set(this.#board.sessions().map((session) => session.participant.id))
    return deals.dealTo(participant, { people, here, answers, own: new Set(Object.keys(dots)) })
  }

  /** Everybody who is here gets their options when the poll opens. */
  async #dealAll(open: OpenPoll): Promise<void> {
    if (!open.deals) return
    const sessions = new Map(this.#board.sessions().map((session) => [session.participant.id, session]))
    for (const [participant, session] of sessions)
      this.#board.sendTo(participant, encodeJson(MessageType.ballot, await this.ballotOf(open, session)))
  }

  stop(): void {
    this.#open?.stop()
  }

  async #publishMissed(): Promise<StoredPoll | undefined> {
    const { polls } = this.#tools
    const missed: Round[] = []
    let open: StoredPoll | undefined
    for (const { id, voted: counted, settled, hasReasonsLeft } of await polls.pollsOf(this.#board.id)) {
      const left = hasReasonsLeft ? await polls.findPoll(id) : undefined
      if (left) this.#left.set(id, left)
      const shown = this.#board.read((doc) => readRound(doc, id))
      const state = counted === null ? RoundState.open : RoundState.closed
      const voted = counted ?? (await polls.votersOf(id))
      const isPublished =
        shown?.state === state &&
        (shown.isUntold === true || shown.voted === voted) &&
        (shown.settled ?? 0) === settled
      const stored = isPublished && counted !== null ? undefined : await polls.findPoll(id)
      if (!stored) continue
      if (!stored.outcome) open = stored
      if (!isPublished) missed.push(publicPoll(stored, { voted, eligible: shown?.eligible ?? 0 }))
    }
    if (missed.length > 0) await this.#publishAll(missed)
    return open
  }

  async #publishAll(missed: readonly Round[]): Promise<void> {
    const published = this.#board.write((doc) => {
      for (const round of missed) showRound(doc, round)
    })
    // On a full disk the board can be read all the same: this waits in the queue, and a failure drops the room.
    if (this.#board.isWritable()) await published
    else published.catch(() => undefined)
  }

  #start(stored: StoredPoll, floor: number): OpenPoll {
    this.#open = new OpenPoll(this.#board, stored, floor, () => (this.#open = undefined), this.#tools)
    return this.#open
  }

  /** Authors of reasons that were not given to the group hear of them at once. */
  async #askAuthors(stored: StoredPoll): Promise<void> {
    const left = await this.#tools.polls.reasonsLeftIn(stored.id)
    if (left.length === 0) return
    this.#left.set(stored.id, stored)
    const byVoter = Map.groupBy(left, ({ voter }) => voter)
    const here = new Set(this.#board.sessions().map(({ participant }) => participant.id))
    for (const participant of here) {
      const own = byVoter.get(voterOf(stored, participant))
      if (own) this.#board.sendTo(participant, encodeJson(MessageType.ballot, leftBallot(stored, own)))
    }
  }

  #deadlineOf({ board, id, deadline }: StoredPoll): Deadline | undefined {
    return deadline === null ? undefined : { board, activity: deadlineActivity, id, at: deadline }
  }

  async #openNow<Problem>(
    { minutes, ...asked }: NewPoll,
    { check, before }: PollOpening<Problem>,
  ): Promise<OpeningProblem | Problem | undefined> {
    const { polls, now } = this.#tools
    const rows = await polls.pollsOf(this.#board.id)
    // The same command again.
    if (rows.some(({ id }) => id === asked.id)) return undefined
    if (rows.some(({ voted }) => voted === null)) return 'round_open'
    // The polls of an imported board are in the document alone.
    const shown = this.#board.read(roundsOf)
    if (isFull(rows, shown, asked.options.length)) return 'too_many_rounds'
    const problem = check()
    if (problem !== undefined) return problem
    if (!this.#openings.take(1, performance.now())) return 'round_too_soon'
    const openedAt = now()
    const stored: StoredPoll = {
      ...asked,
      board: this.#board.id,
      number: 1 + Math.max(0, ...[...rows, ...shown].map(({ number }) => number)),
      openedAt,
      deadline: minutes === null ? null : openedAt + Math.round(minutes * 60_000),
      key: asked.isSecret ? Buffer.from(this.#tools.randomBytes(keyBytes)).toString('base64url') : null,
      hands: null,
      outcome: null,
    }
    before()
    const deadline = this.#deadlineOf(stored)
    await polls.openPoll(this.#board.id, stored, deadline)
    if (deadline) this.#tools.onDeadline(deadline)
    const open = this.#start(stored, 0)
    await open.publish()
    await this.#dealAll(open)
    return undefined
  }
}

export function ownBallot(
  { id, budget }: StoredPoll,
  dots: OwnBallot['dots'],
  reasons?: OwnBallot['reasons'],
): OwnBallot {
  return { round: id, dots, remaining: Math.max(0, budget - spent(dots)), ...(reasons && { reasons }) }
}

/** The part of a ballot that is left after closing: the reasons, with the answers that they belong to. */
function leftBallot({ id }: StoredPoll, left: readonly LeftReason[]): OwnBallot {
  const reasons = left.map(({ option, text, isSigned, state }): [string, OwnReason] => [
    option,
    { text, isSigned, state },
  ])
  return {
    round: id,
    dots: Object.fromEntries(left.map(({ option, answer }) => [option, answer])),
    remaining: 0,
    reasons: Object.fromEntries(reasons),
  }
}

/** The part of a secret that the server keeps. */
export function claimOf(secret: string | undefined): string | null {
  return secret === undefined ? null : createHash('sha256').update(secret).digest('base64url')
}

/** The board has no room for one more poll with so many options. */
function isFull(rows: readonly PollRow[], shown: readonly Round[], more: number): boolean {
  const ids = new Set([...rows, ...shown].map(({ id }) => id))
  const options = shown.reduce((sum, round) => sum + round.options.length, more)
  return ids.size >= roundLimits.rounds || options > roundLimits.allOptions
}

/**
 * The owner of a ballot, as the store keeps it: the participant in an open poll, a keyed hash in a secret one. The key
 * lies in the poll's row until the poll closes. Then nothing connects the two any more.
 */
export function voterOf({ key }: Pick<StoredPoll, 'key'>, participant: string): string {
  if (key === null) return participant
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(participant).digest('base64url')
}
