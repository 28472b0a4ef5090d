import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import {
  mostAgreement,
  passed,
  PollMethod,
  ReasonState,
  roundLimits,
  SettleWay,
} from '../../workshop/round.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

export const voteRefusals = {
  parked_option: {
    message: 'Notes in the parking lot are out of votes; take them out of it first.',
    mayRetry: false,
  },
  unknown_round: { message: 'There is no such round on this board.', mayRetry: false },
  round_closed: { message: 'This round is closed, so your vote was not counted.', mayRetry: false },
  round_open: {
    message: 'A round is already open on this board; close it before you open another.',
    mayRetry: false,
  },
  /** The board has had as many rounds as one may have. */
  too_many_rounds: {
    message:
      'This board has had as many votes as one may have; everything on it stays. For more votes, go on with a new board.',
    mayRetry: false,
  },
  /** Rounds are opened faster than anybody votes. */
  round_too_soon: {
    message: 'Many votes were opened in a short time; try again in a few seconds.',
    mayRetry: true,
  },
  unknown_option: { message: 'This is not among what is voted on, so nothing was changed.', mayRetry: false },
  agreement_is_secret: {
    message: 'A vote on agreement is always secret, so it was not opened.',
    mayRetry: false,
  },
  /** A round has as many reasons as everybody's browser may read. */
  too_many_reasons: {
    message: 'Your answer could not be counted with its reason: there are as many as there may be.',
    mayRetry: false,
  },
  over_budget: {
    message: 'You have no dots left; take one back to place it elsewhere.',
    mayRetry: false,
  },
  over_cap: { message: 'You cannot put more dots on this one.', mayRetry: false },
  too_many_hands: {
    message: 'So many hands are more than these people may raise; nothing was changed.',
    mayRetry: false,
  },
  not_your_reason: {
    message: 'This browser did not write those words, so nothing was changed.',
    mayRetry: false,
  },
  no_dot: { message: 'You have no dot here to take back.', mayRetry: false },
} as const satisfies RefusalTable

/** Schemas are for the server. The client imports types alone, so that no validator reaches the browser. */
const id = Type.String({ pattern: idPattern })

/** Drawn by the author's browser, which decides with it later about the words in the evidence file. */
const secret = Type.String({ pattern: '^[\\w-]{24}$' })

/** The server alone opens a choice: it is about texts. */
const { choice: _, ...boardMethods } = PollMethod

export const OpenRoundSchema = Type.Object({
  kind: Type.Literal('round.open'),
  title: Type.String({ maxLength: roundLimits.title }),
  target: Type.Union([Type.Literal('notes'), Type.Literal('clusters')]),
  options: Type.Array(id, { minItems: 1, maxItems: roundLimits.options, uniqueItems: true }),
  /** Scores and agreement have no use for budget and cap. */
  method: Type.Optional(Type.Enum(boardMethods)),
  budget: Type.Integer({ minimum: 1, maximum: roundLimits.budget }),
  cap: Type.Integer({ minimum: 1, maximum: roundLimits.budget }),
  isSecret: Type.Boolean(),
  /** Minutes until the round closes by itself. Null: until a facilitator closes it. */
  minutes: Type.Union([Type.Null(), Type.Number({ minimum: 0.1, maximum: roundLimits.minutes })]),
  previous: Type.Union([Type.Null(), id]),
})

export const CloseRoundSchema = Type.Object({ kind: Type.Literal('round.close'), round: id })

export const PlaceDotSchema = Type.Object({ kind: Type.Literal('dot.place'), round: id, option: id })

export const TakeDotSchema = Type.Object({ kind: Type.Literal('dot.take'), round: id, option: id })

/**
 * Answers an option: 0 to 3 points, an agreement from 0 to 5, the weight of a choice, or `passed` where the method lets
 * people pass. Null takes the answer back. Its reason, where it may have one, goes with the answer when it changes.
 */
export const SetAnswerSchema = Type.Object({
  kind: Type.Literal('answer.set'),
  round: id,
  option: id,
  answer: Type.Union([Type.Null(), Type.Integer({ minimum: passed, maximum: mostAgreement })]),
  reason: Type.Optional(
    Type.Object({
      text: Type.String({ minLength: 1, maxLength: roundLimits.reason }),
      isSigned: Type.Boolean(),
      /** Its author is still writing it: it is kept, and not given to the group. */
      state: Type.Optional(Type.Literal(ReasonState.unsent)),
      secret: Type.Optional(secret),
    }),
  ),
})

/** Does with a reason that its author has not given to the group, after the round has closed, what the author wishes. */
export const SettleReasonSchema = Type.Object({
  kind: Type.Literal('reason.settle'),
  round: id,
  option: id,
  way: Type.Enum(SettleWay),
  text: Type.String({ maxLength: roundLimits.reason }),
  secret: Type.Optional(secret),
})

/** The author of a published reason lends its words to the evidence file, without a name, or takes them back. */
export const LendReasonSchema = Type.Object({
  kind: Type.Literal('reason.lend'),
  round: id,
  secret,
  isLent: Type.Boolean(),
})

/** Replaces what was entered before for this round. No voters: there is no show of hands. */
export const RaiseHandsSchema = Type.Object({
  kind: Type.Literal('round.hands'),
  round: id,
  voters: Type.Integer({ minimum: 0, maximum: roundLimits.hands }),
  counts: Type.Record(id, Type.Integer({ minimum: 0, maximum: roundLimits.hands * roundLimits.budget }), {
    maxProperties: roundLimits.options,
  }),
})

export type OpenRound = Static<typeof OpenRoundSchema>
export type VoteCommand =
  | OpenRound
  | Static<typeof CloseRoundSchema>
  | Static<typeof PlaceDotSchema>
  | Static<typeof TakeDotSchema>
  | Static<typeof SetAnswerSchema>
  | Static<typeof SettleReasonSchema>
  | Static<typeof LendReasonSchema>
  | Static<typeof RaiseHandsSchema>
