/**
 * The public part of a round of dot voting: rules, progress, and totals after it has closed. A round of `texts` is about
 * sentences that are frozen in the round; the server alone opens one, and it is always secret.
 */
export const RoundTarget = { notes: 'notes', clusters: 'clusters', texts: 'texts' } as const
export type RoundTarget = (typeof RoundTarget)[keyof typeof RoundTarget]
/** Things on the board, which anybody may look up by their ids. */
export type BoardTarget = Exclude<RoundTarget, 'texts'>

/**
 * The ways of answering a poll. Dots: each voter places a number of them on the options. Score: each voter gives each
 * option 0 to 3 points. Agreement: each voter says from 0 to 5 how far they agree, or passes; it is always secret.
 * Choice: each voter says yes, almost or no to each text, or passes.
 */
export const PollMethod = { dots: 'dots', score: 'score', agreement: 'agreement', choice: 'choice' } as const
export type PollMethod = (typeof PollMethod)[keyof typeof PollMethod]
/** The ways of answering about things on the board. */
export type BoardMethod = Exclude<PollMethod, 'choice'>

/** The operation of an answer to a poll, in the table of rights. The activity "vote" brings it. */
export const castBallot = 'ballot.cast'

export const RoundState = { open: 'open', closed: 'closed' } as const
export type RoundState = (typeof RoundState)[keyof typeof RoundState]

export interface RoundRules {
  /** Absent: dots. */
  readonly method?: PollMethod
  readonly title: string
  readonly target: RoundTarget
  /** Ids of the notes, clusters or texts to vote on, fixed when the round opens. */
  readonly options: readonly string[]
  /** Of a round of texts: the version of a statement that it is about. */
  readonly about?: string
  /**
   * The frozen words of options. Of a round of texts: the exact text of each. Of notes and groups: the words as they were
   * when the round opened, of those that have other words by now.
   */
  readonly texts?: Readonly<Record<string, string>>
  /** Of a round of texts that differ by a name: the name in each. */
  readonly labels?: Readonly<Record<string, string>>
  /** Dots of each voter. */
  readonly budget: number
  /** Maximum number of dots of one voter on one option. */
  readonly cap: number
  readonly isSecret: boolean
  /** Milliseconds since 1970, by the server's clock; null: until the facilitator closes it. */
  readonly deadline: number | null
}

/** By option: how many voters gave it 0, 1, 2 points and so on. */
export type ScoreCounts = Readonly<Record<string, readonly number[]>>

/** The most points that a voter can give one option. */
export const mostPoints = 3

/** The strongest agreement. 0 is an objection, which asks for a reason. */
export const mostAgreement = 5

/** The weight of the answer of a voter who passes. */
export const passed = -1

/** The weights of the answers of a choice. */
export const ChoiceWeight = { no: 0, almost: 1, yes: 2 } as const

/** The highest answer of a method with one answer for each option. */
export function topOf(method: Exclude<PollMethod, 'dots'>): number {
  switch (method) {
    case PollMethod.score:
      return mostPoints
    case PollMethod.agreement:
      return mostAgreement
    case PollMethod.choice:
      return ChoiceWeight.yes
  }
}

/** True for rounds that nobody may open as a named vote. */
export function isAlwaysSecret({ method, target }: Pick<RoundRules, 'method' | 'target'>): boolean {
  return method === PollMethod.agreement || target === RoundTarget.texts
}

/** Of agreement: the highest answer that can have a reason. It asks for the missing part. */
const mostWithReason = 2

/** True when an answer can have a reason. */
export function takesReason(method: PollMethod, answer: number | null): boolean {
  if (answer === null || answer === passed) return false
  return method === PollMethod.choice || (method === PollMethod.agreement && answer <= mostWithReason)
}

/** True when the group waits for the reason of an answer: an objection that says nothing helps nobody. */
export function awaitsReason(method: PollMethod, answer: number): boolean {
  return method === PollMethod.agreement && answer === 0
}

/** The budget and the cap of answers: nobody runs out of points. */
export function scoreRules(
  options: number,
  method: Exclude<PollMethod, 'dots'>,
): Pick<RoundRules, 'budget' | 'cap'> {
  return { budget: options * topOf(method), cap: topOf(method) }
}

/**
 * The words of a reason that its author has not given to the group. Unsent: the author is asked when the round closes.
 * Kept: the author has kept them, or the answers to the option were too few to be published.
 */
export const ReasonState = { unsent: 'unsent', kept: 'kept' } as const
export type ReasonState = (typeof ReasonState)[keyof typeof ReasonState]

/** A voter's own words for an answer. */
export interface OwnReason {
  /** Empty in a closed round: the group waits for a reason, and its author has not begun one. */
  readonly text: string
  /** The voter's name is published with it. */
  readonly isSigned: boolean
  /** Absent: its author has given it to the group. */
  readonly state?: ReasonState
}

/** A reason as its author sends it with an answer, or as it is kept while it is written. */
export interface SaidReason extends OwnReason {
  readonly state?: typeof ReasonState.unsent
  /** With it the author's browser decides later about the words in the evidence file. The server keeps its hash alone. */
  readonly secret?: string
}

/** What the author of a reason does with it after the round has closed. */
export const SettleWay = { unsigned: 'unsigned', signed: 'signed', keep: 'keep', discard: 'discard' } as const
export type SettleWay = (typeof SettleWay)[keyof typeof SettleWay]

/** The same as everybody reads it with the result, in no order. */
export interface Reason {
  readonly option: string
  readonly text: string
  /** Null unless its author has signed it. */
  readonly name: string | null
  /** The answer that it belongs to. Absent in rounds of the first versions: 0. */
  readonly answer?: number
}

/** One voter's dots. Only named votes publish them. */
export interface NamedBallot {
  readonly participant: string
  readonly name: string
  /** Absent in rounds of the first versions. */
  readonly colour?: number
  /** Identifies a person without a name, with the colour: anonymous-numbers.ts. Absent in rounds of the first versions. */
  readonly number?: number
  readonly dots: Readonly<Record<string, number>>
}

/**
 * A show of hands: a facilitator counts the people who vote without a device of their own, and enters the numbers.
 */
export interface Hands {
  /** Number of people who raised a hand at least once. */
  readonly voters: number
  /** Raised hands by option. */
  readonly counts: Readonly<Record<string, number>>
}

export interface Round extends RoundRules {
  readonly id: string
  /** 1 for the first round of the board, and so on. */
  readonly number: number
  readonly state: RoundState
  readonly openedAt: number
  readonly closedAt: number | null
  /** Number of voters with at least one dot, and number of people who take part. Both include a show of hands. */
  readonly voted: number
  readonly eligible: number
  /** Of an open round: `voted` is not told, because it would point at the last ones. */
  readonly isUntold?: true
  /** Dots by option. Null while open, and for a secret round with fewer than three voters. */
  readonly totals: Readonly<Record<string, number>> | null
  readonly ballots: readonly NamedBallot[] | null
  /** How often each answer was given. With totals of scores and agreement alone; without a show of hands. */
  readonly scores?: ScoreCounts
  /** How many voters passed, by option. Of agreement and choice alone. */
  readonly passes?: Readonly<Record<string, number>>
  /** The reasons for answers. Of agreement and choice alone, with totals. Those that come after closing are at the end. */
  readonly reasons?: readonly Reason[]
  /** By option: for so many answers of 0 the group still waits for a reason. Absent: for none. */
  readonly awaited?: Readonly<Record<string, number>>
  /** How often an author has decided about a reason after closing. Absent: never. */
  readonly settled?: number
  /** Options to which too few people answered: their answers are not published. Absent: none. */
  readonly withheld?: readonly string[]
  /** The part of the totals that a show of hands brought. Absent without one, and while the round is open. */
  readonly hands?: Hands
  /** It came with a file: this board has counted none of it. */
  readonly isImported?: true
  /** The round this one repeats. */
  readonly previous: string | null
  /** The step of the agenda that opened it. Absent for a vote that a facilitator opened by hand. */
  readonly step?: string
  /** By option the options on which it was built, as it was when the round opened. Absent: none, as in older rounds. */
  readonly builtOn?: Readonly<Record<string, readonly string[]>>
  /** A run-off: its options are the band of an earlier vote, which has left so many places. */
  readonly isRunOff?: true
  readonly places?: number
}

/** A round about things on the board. */
export type BoardRound = Round & { readonly target: BoardTarget; readonly method?: BoardMethod }

export function isAboutBoard(round: Round): round is BoardRound {
  return round.target !== RoundTarget.texts
}

export function isSecretVote({ state, isSecret }: Pick<Round, 'state' | 'isSecret'>): boolean {
  return state === RoundState.open && isSecret
}

/**
 * With fewer than three answers the totals of a secret round reveal a ballot: of two voters, each can compute the other's.
 * Then nothing is published. A pass is no answer, and each option of agreement or choice needs three of its own.
 */
export const fewestSecretVoters = 3

export const roundLimits = {
  options: 2_000,
  budget: 100,
  title: 120,
  /** Letters of a text that is voted on: the longest version of a statement, with another name in it. */
  text: 4_000,
  /** Letters of a name in a text. */
  label: 60,
  /** Letters of a reason. */
  reason: 300,
  /** Reasons of one round, which every browser reads. Not measured. */
  reasons: 1_000,
  minutes: 24 * 60,
  /** People in one show of hands. */
  hands: 10_000,
  /** Open and closed rounds of a board, whose options every browser holds. Not measured. */
  rounds: 200,
  allOptions: 100_000,
} as const

/** The default of the workshop method: a quarter of the number of options, ten at most, one on each at most. */
export function dotsAdvised(options: number, arePrinciples = false): Pick<RoundRules, 'budget' | 'cap'> {
  // Of principles a few are written, and up to seven of them stay.
  const share = arePrinciples ? 2 : 4
  return { budget: Math.min(10, Math.max(1, Math.round(options / share))), cap: 1 }
}

/** With so few voters dots tie too often: 0 to 3 points tell the options apart. Of principles there are few as well. */
const mostForScores = { usual: 8, principles: 9 } as const

/** The better way to shortlist with so many voters. */
export function scaleAdvised(
  voters: number,
  arePrinciples = false,
): typeof PollMethod.score | typeof PollMethod.dots {
  const most = arePrinciples ? mostForScores.principles : mostForScores.usual
  return voters <= most ? PollMethod.score : PollMethod.dots
}

/** How a step wants people to vote. Automatic: as is advised for the people who may vote when the vote opens. */
export type WishedScale = BoardMethod | typeof automaticScale
export const automaticScale = 'auto'

/** Before anybody is here nobody knows how many will vote: dots suit any number. */
export function scaleFor(wished: WishedScale, voters: number, arePrinciples = false): BoardMethod {
  if (wished !== automaticScale) return wished
  return voters === 0 ? PollMethod.dots : scaleAdvised(voters, arePrinciples)
}

/** The reason a dot may not be placed, or undefined when it may. */
export function dotRefusal(
  rules: Pick<RoundRules, 'budget' | 'cap' | 'options'>,
  dots: Readonly<Record<string, number>>,
  option: string,
): 'unknown_option' | 'over_budget' | 'over_cap' | undefined {
  if (!rules.options.includes(option)) return 'unknown_option'
  if ((dots[option] ?? 0) >= rules.cap) return 'over_cap'
  if (spent(dots) >= rules.budget) return 'over_budget'
  return undefined
}

/** The reason a show of hands cannot be right, or undefined when it can. Zeros are allowed. */
export function handsRefusal(
  { options, budget, cap }: Pick<RoundRules, 'budget' | 'cap' | 'options'>,
  { voters, counts }: Hands,
): 'unknown_option' | 'too_many_hands' | undefined {
  const known = new Set(options)
  if (Object.keys(counts).some((option) => !known.has(option))) return 'unknown_option'
  const isTooMuch =
    Object.values(counts).some((count) => count > voters * cap) || spent(counts) > voters * budget
  return isTooMuch ? 'too_many_hands' : undefined
}

export function spent(dots: Readonly<Record<string, number>>): number {
  return Object.values(dots).reduce((sum, weight) => sum + weight, 0)
}
