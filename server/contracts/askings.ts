import type { StepPath } from '#shared/agenda/template.ts'
import type { Value } from '#shared/asking/ask.ts'
import type { AskedOutcome, AskingRules } from '#shared/asking/outcome.ts'

/** The questions of a step, asked once, and what came out of them. */
export interface StoredAsking extends AskingRules {
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
  /** Of its author, where answers are shown with their names. */
  readonly name: string | null
}

/** Questions and their answers. The store knows JSON values alone: the caller has checked them. */
export interface AskingStore {
  readonly openAsking: (asking: StoredAsking) => Promise<void>
  /** By step and turn. */
  readonly askingsOf: (board: string) => Promise<readonly StoredAsking[]>
  /** False when the questions are not open: nothing is written. */
  readonly writeAnswer: (answer: WrittenAnswer) => Promise<boolean>
  /** The answers of one person, by item. */
  readonly answersOf: (asked: string, voter: string) => Promise<Readonly<Record<string, Value>>>
  /** Number of people with an answer. */
  readonly answeredIn: (asked: string) => Promise<number>
  /**
   * Counts each question apart, keeps what came out, and destroys the answers and the key, all in one transaction. `of`: the
   * people who were asked. Closing again returns the stored outcome.
   */
  readonly closeAsking: (asked: string, at: number, of: number) => Promise<AskedOutcome>
}
