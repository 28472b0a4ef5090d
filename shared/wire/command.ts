import { Type, type Static } from 'typebox'
import { languages, titleLimit } from '../board/document.ts'
import { idPattern } from '../board/id.ts'
import { nameLimit, participantColours } from '../workshop/role.ts'
import { lockLimit, Scope } from '../workshop/rights.ts'
import { roundLimits } from '../workshop/round.ts'
import { WritingMode } from '../workshop/writing.ts'
import type { ErrorCode } from './error.ts'

/** A small phone's screen, as near as one can zoom, shows more than twice as much: less is no view; board units. */
const minView = 10

/** Schemas are for the server; the client imports the types alone, so that no validator reaches the browser. */
const id = Type.String({ pattern: idPattern })

/** `Rights` of shared/workshop/rights.ts. */
export const RightsSchema = Type.Object({
  isLocked: Type.Boolean(),
  participantsMove: Type.Enum(Scope),
  participantsWrite: Type.Enum(Scope),
  participantsCluster: Type.Boolean(),
})

export const CommandSchema = Type.Union([
  Type.Object({
    kind: Type.Literal('round.open'),
    title: Type.String({ maxLength: roundLimits.title }),
    target: Type.Union([Type.Literal('notes'), Type.Literal('clusters')]),
    options: Type.Array(id, { minItems: 1, maxItems: roundLimits.options, uniqueItems: true }),
    budget: Type.Integer({ minimum: 1, maximum: roundLimits.budget }),
    cap: Type.Integer({ minimum: 1, maximum: roundLimits.budget }),
    isSecret: Type.Boolean(),
    /** Minutes until the round closes by itself; null: until it is closed. */
    minutes: Type.Union([Type.Null(), Type.Number({ minimum: 0.1, maximum: roundLimits.minutes })]),
    previous: Type.Union([Type.Null(), id]),
  }),
  Type.Object({ kind: Type.Literal('round.close'), round: id }),
  Type.Object({ kind: Type.Literal('dot.place'), round: id, option: id }),
  Type.Object({ kind: Type.Literal('dot.take'), round: id, option: id }),
  Type.Object({ kind: Type.Literal('board.rename'), title: Type.String({ maxLength: titleLimit }) }),
  Type.Object({
    kind: Type.Literal('board.language'),
    language: Type.Enum(languages),
  }),
  Type.Object({
    kind: Type.Literal('participant.change'),
    name: Type.String({ maxLength: nameLimit }),
    colour: Type.Integer({ minimum: 0, maximum: participantColours - 1 }),
  }),
  Type.Object({
    kind: Type.Literal('board.gather'),
    x: Type.Number(),
    y: Type.Number(),
    width: Type.Number({ minimum: minView }),
    height: Type.Number({ minimum: minView }),
  }),
  /** Facilitator: from now on people write in private, or together. Drafts stay where they are. */
  Type.Object({ kind: Type.Literal('writing.set'), mode: Type.Enum(WritingMode) }),
  /**
   * Facilitator: every draft with words that is not held goes to the board, from all desks, all at once, and writing
   * is shared from then on. In shared writing, too: for what was prepared before.
   */
  Type.Object({ kind: Type.Literal('desk.reveal') }),
  /** Facilitator: what participants may do; what is not said stays as it is. */
  Type.Object({
    kind: Type.Literal('rights.set'),
    rights: Type.Partial(RightsSchema),
  }),
  /** Facilitator: participants leave these notes and clusters as they are, until they are unlocked. */
  Type.Object({
    kind: Type.Literal('lock.set'),
    ids: Type.Array(id, { minItems: 1, maxItems: lockLimit }),
    isLocked: Type.Boolean(),
  }),
])
export type Command = Static<typeof CommandSchema>

export const CommandEnvelopeSchema = Type.Object({
  /** Idempotency key: a command sent again after a lost connection happens once. */
  key: Type.String({ minLength: 8, maxLength: 32 }),
  command: CommandSchema,
})
export type CommandEnvelope = Static<typeof CommandEnvelopeSchema>

export type CommandReply =
  | {
      readonly key: string
      readonly ok: true
      readonly round?: string
      /** How many notes a reveal has put on the board; missing when the command is answered a second time. */
      readonly revealed?: number
    }
  | { readonly key: string; readonly ok: false; readonly code: ErrorCode; readonly message: string }

/** The rectangle of the board that the facilitator asks everyone to look at. */
export interface Gathering {
  readonly from: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
