import type { Deadline } from './deadlines.ts'
import type { PersonKey } from '#shared/workshop/anonymous-numbers.ts'
import type { Participant } from '#shared/workshop/role.ts'
import type {
  Hands,
  NamedBallot,
  OwnReason,
  PollMethod,
  Reason,
  ReasonState,
  RoundRules,
  ScoreCounts,
  SettleWay,
} from '#shared/workshop/round.ts'

/** Rounds of votes and their ballots. */
export interface PollStore {
  /** Writes the round and its deadline, if it has one, in one transaction. Closing the round deletes the deadline. */
  readonly openPoll: (board: string, round: StoredPoll, deadline?: Deadline) => Promise<void>
  /** All rounds of a board, by number, without their rules. */
  readonly pollsOf: (board: string) => Promise<readonly PollRow[]>
  readonly findPoll: (id: string) => Promise<StoredPoll | undefined>
  /** Checks budget and cap and writes in one transaction. A repeated key changes nothing. */
  readonly changeDots: (change: DotChange) => Promise<DotResult>
  /** The same for an answer to a poll with scores or of agreement. A poll with dots is unknown to it. */
  readonly setScore: (change: ScoreChange) => Promise<DotResult>
  /** Replaces the show of hands of an open round; null removes it. Checks it against the rules in one transaction. */
  readonly setHands: (round: string, hands: Hands | null) => Promise<HandsResult>
  /** An empty object for a voter without dots, or for a closed or unknown round. */
  readonly dotsOf: (round: string, voter: string) => Promise<Readonly<Record<string, number>>>
  /** The voter's own reasons in an open poll of agreement or choice, by option. */
  readonly reasonsOf: (round: string, voter: string) => Promise<Readonly<Record<string, OwnReason>>>
  /** The reasons of a closed poll that their authors have not given to the group. */
  readonly reasonsLeftIn: (round: string) => Promise<readonly LeftReason[]>
  /**
   * Does with such a reason what its author wishes, and returns the outcome with it. Settling a reason that is not there
   * changes nothing. With the last one the key of the poll goes, too.
   */
  readonly settleReason: (settling: Settling) => Promise<SettleResult>
  /** Keeps whether the published reason with this claim is lent to the evidence file. False: no reason has it. */
  readonly lendReason: (lending: Lending) => Promise<boolean>
  /** The reasons of a board that are lent, by their round and their place in it. */
  readonly lentReasons: (board: string) => Promise<readonly LentReason[]>
  /** By option the number of answers in an open poll, passes among them. */
  readonly answersIn: (round: string) => Promise<Readonly<Record<string, number>>>
  /** Number of voters with at least one dot. */
  readonly votersOf: (round: string) => Promise<number>
  /**
   * Computes totals, marks the round closed, and destroys its ballots, reasons, voters, idempotency keys and `key`, all in one
   * transaction. Reasons that their authors have not given to the group stay, each with its answer, and `key` with them. Totals of a secret round with fewer than `fewestSecretVoters` voters are null: not even the database
   * keeps them. In an open round, voters without a name get the numbers that tell them apart among those who are
   * `here`. Closing a closed round returns the stored outcome.
   */
  readonly closePoll: (round: string, at: number, here: readonly PersonKey[]) => Promise<PollOutcome>
}

export interface PollRow {
  readonly id: string
  readonly number: number
  /** Number of voters, once it is closed. */
  readonly voted: number | null
  /** How often a reason was settled since then. */
  readonly settled: number
  /** It is closed, and some reasons were not given to the group. */
  readonly hasReasonsLeft: boolean
}

/** A reason that its author has not given to the group, and the answer that it belongs to. */
export interface LeftReason extends OwnReason {
  readonly voter: string
  readonly option: string
  readonly answer: number
  readonly state: ReasonState
}

export interface Settling {
  readonly round: string
  readonly voter: string
  readonly option: string
  readonly way: SettleWay
  readonly text: string
  /** Of the person who signs. */
  readonly name: string | null
  /** The hash of the secret of the author's browser, where it has sent one. */
  readonly claim?: string | null
}

interface Lending {
  readonly round: string
  readonly claim: string
  readonly isLent: boolean
}

export interface LentReason {
  readonly round: string
  readonly index: number
}

export type SettleResult =
  | { readonly ok: true; readonly outcome: PollOutcome }
  | { readonly ok: false; readonly reason: 'unknown_round' | 'too_many_reasons' }

export interface StoredPoll extends RoundRules {
  readonly method: PollMethod
  readonly id: string
  readonly board: string
  readonly number: number
  readonly openedAt: number
  readonly previous: string | null
  /** The step of the agenda that opened it: `phase/step`. */
  readonly step?: string | undefined
  /**
   * 32 random bytes, base64url, that hide the voters of a secret round. Null in an open round, and once it is closed and no
   * reason is left.
   */
  readonly key: string | null
  /** Entered by a facilitator. Null without one. */
  readonly hands: Hands | null
  /** Null while open. */
  readonly outcome: PollOutcome | null
}

export type HandsResult = { readonly ok: true } | { readonly ok: false; readonly reason: HandsProblem }
type HandsProblem = 'unknown_round' | 'round_closed' | 'unknown_option' | 'too_many_hands'

/** One answer of one voter. */
interface Answer {
  readonly round: string
  /** A participant id in an open round, a keyed hash of it in a secret one. */
  readonly voter: string
  /** Published with the ballot. Open rounds only. */
  readonly person: Pick<Participant, 'name' | 'colour'> | null
  readonly option: string
  readonly key: string
  readonly now: number
}

export interface DotChange extends Answer {
  readonly change: 1 | -1
}

export interface ScoreChange extends Answer {
  /** In a poll of agreement or choice `passed`, too. Null: no answer any more. */
  readonly score: number | null
  /** Replaces the voter's reason for this option; absent, there is none any more. Only where `takesReason` says so. */
  readonly reason?: {
    readonly text: string
    readonly name: string | null
    /** Its author is still writing it. */
    readonly isUnsent?: boolean
    readonly claim?: string | null
  }
}

export type DotResult =
  | {
      readonly ok: true
      readonly dots: Readonly<Record<string, number>>
      /** Of agreement and choice: the voter's reasons, by option. */
      readonly reasons?: Readonly<Record<string, OwnReason>>
    }
  | {
      readonly ok: false
      readonly reason:
        | 'unknown_round'
        | 'round_closed'
        | 'unknown_option'
        | 'over_budget'
        | 'over_cap'
        | 'no_dot'
        | 'too_many_reasons'
    }

export interface PollOutcome {
  readonly closedAt: number
  readonly voted: number
  readonly totals: Readonly<Record<string, number>> | null
  readonly ballots: readonly NamedBallot[] | null
  /** Absent for dots, and without totals. */
  readonly scores?: ScoreCounts
  /** Of agreement and choice alone, with totals. The reasons are shuffled. */
  readonly passes?: Readonly<Record<string, number>>
  readonly reasons?: readonly Reason[]
  readonly awaited?: Readonly<Record<string, number>>
  readonly withheld?: readonly string[]
  /** How often a reason was settled after closing. Absent: never. */
  readonly settled?: number
  /** Absent without a show of hands. */
  readonly hands?: Hands
  /** Stays in the store: by claim the place of its reason, and the places of those that are lent to the evidence file. */
  readonly claims?: Readonly<Record<string, number>>
  readonly lent?: readonly number[]
}
