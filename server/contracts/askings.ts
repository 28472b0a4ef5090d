import type { StepPath } from '#shared/agenda/template.ts'
import type { Thing, Value } from '#shared/asking/ask.ts'
import type { PublicAbout } from '#shared/asking/public.ts'
import type { AskedOutcome, AskingRules, GivenAnswer } from '#shared/asking/outcome.ts'

/** One person's yes to "same idea?" about a pair of notes. */
interface PairYes {
  readonly board: string
  /** A key for the hashes of the board's voters. The first one stays: see `pairKeyOf`. */
  readonly key: string
  /** See `pairKey` of the activity. */
  readonly pair: string
  /** A keyed hash of the person and the pair: nothing ties two yeses of one person together. */
  readonly voter: string
  readonly isYes: boolean
}

/** The people who say that two notes have the same idea. */
export interface PairStore {
  /** Undefined while nobody has said yes. */
  readonly pairKeyOf: (board: string) => Promise<string | undefined>
  /** The pairs with a yes at least, and the number of people who say it. */
  readonly pairCountsOf: (
    board: string,
  ) => Promise<readonly { readonly pair: string; readonly yes: number }[]>
  /** Returns the number of people who say yes to this pair now. */
  readonly setPairYes: (yes: PairYes) => Promise<number>
  /** Those of these pairs to which their voter says yes. */
  readonly ownPairs: (
    board: string,
    asked: readonly Pick<PairYes, 'pair' | 'voter'>[],
  ) => Promise<readonly string[]>
  /** Forgets the yeses to one pair; without a pair those of the whole board, and the key. */
  readonly forgetPairs: (board: string, pair?: string) => Promise<void>
}

/** The questions of a step, asked once, and what came out of them. */
export interface StoredAsking extends AskingRules {
  /** This turn of a step that asks several times is about it. */
  readonly about?: Thing
  /** The names of the things are told once the answers are shown: before, they would answer in their place. */
  readonly hidesLabels?: true
  /** The turn of the first pair; null without pairs. */
  readonly first: number | null
  readonly id: string
  readonly board: string
  readonly step: StepPath
  /** From 1 on. */
  readonly turn: number
  readonly activity: string
  /** 32 random bytes, base64url, that hide who answered. Null once the answers are shown. */
  readonly key: string | null
  /** Null while people answer. */
  readonly shown: AskedOutcome | null
}

export interface WrittenAnswer {
  readonly asked: string
  /** A keyed hash of the person. */
  readonly voter: string
  /** The question, or `thing/question`. */
  readonly item: string
  /** Null: no answer any more. */
  readonly value: Value | null
  /** Of its author, where answers are shown with their names, or where the author has signed the reason. */
  readonly name: string | null
  readonly reason?: string
}

/** Questions and their answers. The store knows JSON values alone: the caller has checked them. */
export interface AskingStore {
  readonly openAsking: (asking: StoredAsking) => Promise<void>
  /** By step and turn. */
  readonly askingsOf: (board: string) => Promise<readonly StoredAsking[]>
  /** False when the questions are not open: nothing is written. */
  readonly writeAnswer: (answer: WrittenAnswer) => Promise<boolean>
  /** The answers of one person, by item. */
  readonly answersOf: (asked: string, voter: string) => Promise<Readonly<Record<string, GivenAnswer>>>
  /** Number of people with an answer. */
  readonly answeredIn: (asked: string) => Promise<number>
  /**
   * Counts each question apart, keeps what came out, and destroys the answers and the key, all in one transaction. `of`: the
   * people who were asked. Closing again returns the stored outcome.
   */
  readonly closeAsking: (asked: string, at: number, of: number) => Promise<AskedOutcome>
}

/** Questions to people outside the board: everybody who has the id of the link can answer. */
export interface PublicAsking {
  /** Random: it is the address. */
  readonly id: string
  readonly board: string
  readonly about: PublicAbout
  /** Milliseconds since 1970. */
  readonly opens: number
  readonly closes: number
  /** Random bytes that hide who answered. Null once it is closed. */
  readonly key: string | null
  /** Null until it is closed. */
  readonly shown: AskedOutcome | null
}

interface PublicAnswer {
  readonly asked: string
  /** A keyed hash of the secret that the browser keeps. */
  readonly voter: string
  /** All answers of this browser, by item: those of before are replaced. */
  readonly answers: Readonly<Record<string, Value>>
  /** Milliseconds since 1970: the questions must be open then. */
  readonly now: number
}

/** The deadlines of public askings have this name. */
export const publicDeadline = 'public'

export interface PublicAskingStore {
  /** Stores it with the deadline at which it closes. False when the board has as many as it may. */
  readonly openPublic: (asking: PublicAsking) => Promise<boolean>
  readonly publicAsking: (id: string) => Promise<PublicAsking | undefined>
  /** Those that open first come first. */
  readonly publicAskingsOf: (board: string) => Promise<readonly PublicAsking[]>
  /** Moves the dates of one that is not closed, with its deadline. False when there is none. */
  readonly movePublic: (
    board: string,
    id: string,
    dates: Pick<PublicAsking, 'opens' | 'closes'>,
  ) => Promise<boolean>
  /** `full`: so many browsers have answered that no new one is taken. */
  readonly answerPublic: (answer: PublicAnswer) => Promise<'kept' | 'over' | 'full'>
  /** Number of browsers with an answer. */
  readonly answeredPublic: (id: string) => Promise<number>
  /** Counts the answers, or nothing of too few, and destroys answers and key, in one transaction. Undefined: there is none. */
  readonly closePublic: (id: string, at: number) => Promise<AskedOutcome | undefined>
  /** Removes it with everything that it has. False when there is none. */
  readonly removePublic: (board: string, id: string) => Promise<boolean>
}
