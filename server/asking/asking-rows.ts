import { createHash } from 'node:crypto'
import { lettersOfReason, type Ask, type AskAudience, type Asks, type Value } from '#shared/asking/ask.ts'
import { allAskedIn, type Asked } from '#shared/asking/asked.ts'
import type { AskedOutcome, GivenAnswer } from '#shared/asking/outcome.ts'
import type { Json } from '#shared/board/activities.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { cutTo, hasWords } from '#shared/text/letters.ts'
import type { OwnReason } from '#shared/workshop/round.ts'
import type { StoredAsking } from '../contracts/askings.ts'
import type { Electorate } from '../polls/open-poll.ts'
import type { PairClock } from './pair-clock.ts'

/** An answer that somebody gives or, with null, takes back. */
export interface AskedAnswer {
  readonly asked: string
  readonly question: string
  readonly value: Value | null
  readonly reason?: OwnReason
  /** As its author was told. */
  readonly audience: AskAudience
}

/** The questions of a step once. Its activity chooses the next ones. */
export type AskedTurn = Pick<
  StoredAsking,
  'step' | 'activity' | 'audience' | 'asks' | 'about' | 'things' | 'hidesLabels'
> & {
  /** Of the command; without one a step begins. */
  readonly id?: string | undefined
}

/** Each turn of such a step asks about something else, so none takes the place of another. */
export function asksAboutEach({ about, hidesLabels }: Pick<StoredAsking, 'about' | 'hidesLabels'>): boolean {
  return about !== undefined || hidesLabels === true
}

/** The questions as everybody sees them. `joined`: their outcome so far. */
export function publicAsked(
  { id, turn, audience, asks, about, things: all, pairs, hidesLabels, shown: isOver }: StoredAsking,
  joined: AskedOutcome | null,
  until: number | null,
): Asked {
  const [past, shown] = isOver ? [null, joined] : [joined, null]
  const things = hidesLabels && !shown ? all.map((thing) => ({ ...thing, label: '' })) : all
  const rest = { ...(about && { about }), things, pairs, until, ...(past && { past }), shown }
  return { id, turn, audience, asks, ...rest }
}

/** The answers of one person, as only they see them. */
export function ownAnswersIn(asked: string, answers: Readonly<Record<string, GivenAnswer>>): Json {
  const given = Object.entries(answers)
  const reasons = given.flatMap(([item, { reason: text, name }]) =>
    text === undefined ? [] : [[item, { text, isSigned: name !== null }] as const],
  )
  return {
    asked,
    answers: Object.fromEntries(given.map(([item, { value }]) => [item, value])),
    ...(reasons.length > 0 && { reasons: Object.fromEntries(reasons) }),
  }
}

/** The outcomes of the pairs so far, without those of an earlier draw. */
export function outcomesOf(rows: readonly StoredAsking[], { first }: StoredAsking): readonly AskedOutcome[] {
  return rows.flatMap((row) => (row.first === first && row.shown ? [row.shown] : []))
}

/** The questions with the settled principles among their options, in the words that they have now. */
export function withPrinciples(asks: Asks, labels: Readonly<Record<string, string>>): Asks {
  return Object.fromEntries(
    Object.entries(asks).map(([question, ask]) => [
      question,
      ask.kind === 'choice' && ask.among ? { ...ask, of: [...Object.keys(labels), ...ask.of], labels } : ask,
    ]),
  )
}

/** A line as it is kept; null without words. */
export function lineOf(text: string, most: number): string | null {
  const line = cleanLine(text, most)
  return line === '' ? null : line
}

/** The reason for an answer as it is kept; undefined without one, null where it cannot be. */
export function reasonOf(
  ask: Ask,
  { value, reason }: Pick<AskedAnswer, 'value' | 'reason'>,
): string | null | undefined {
  if (!reason) return undefined
  const text = cutTo(reason.text.trim(), lettersOfReason(ask, value))
  return hasWords(text) ? text : null
}

/** True if the board shows these questions, or has shown them. */
export function isOnBoard(state: unknown, id: string): boolean {
  return allAskedIn(state).some(([, asked]) => asked.id === id)
}

/** A whole number below a limit, at random. */
export function below(limit: number, randomBytes: (count: number) => Uint8Array): number {
  const bytes = new DataView(new Uint8Array(randomBytes(4)).buffer)
  return Math.floor((bytes.getUint32(0) / 2 ** 32) * limit)
}

/** The same after a crash, so that a step asks once. */
export function askingIdOf(board: string, step: string, turn: number): string {
  return createHash('sha256').update(`asked ${board} ${step} ${turn}`).digest('base64url').slice(0, 12)
}

/** Questions that people answer now. */
export interface OpenAsking {
  readonly stored: StoredAsking
  readonly people: Electorate
  /** The number of people that was told before a restart. It never falls. */
  readonly floor: number
  /** Of a pair; null where nothing else follows. */
  readonly clock: PairClock | null
}

export function sizeOf({ people, floor }: OpenAsking): number {
  return Math.max(floor, people.size)
}
