import { Type, type Static } from 'typebox'
import type { RefusalTable } from '../workshop/refusals.ts'
import { AskAudience, longestReason } from './ask.ts'

export const askingRefusals = {
  asking_over: {
    message:
      'This is not asked any more, or in another way, so your answer was not counted; it is still yours.',
    mayRetry: false,
  },
} as const satisfies RefusalTable

const id = Type.String({ minLength: 1, maxLength: 32 })

/** No answer is longer. */
const longestAnswer = 1_000

/** Gives an answer to a question, or takes it back. */
export const WriteAnswerSchema = Type.Object({
  kind: Type.Literal('answer.write'),
  asked: id,
  question: Type.String({ minLength: 1, maxLength: 64 }),
  value: Type.Union([Type.String({ maxLength: longestAnswer }), Type.Integer(), Type.Null()]),
  /** Why, for questions that take a reason. */
  reason: Type.Optional(
    Type.Object({ text: Type.String({ maxLength: longestAnswer }), isSigned: Type.Boolean() }),
  ),
  /** As the badge beside the field said. */
  audience: Type.Enum(AskAudience),
})

/** Asks everybody about a thing from now on. Nothing says who proposed it. */
export const ProposeThingSchema = Type.Object({
  kind: Type.Literal('asking.propose'),
  asked: id,
  thing: id,
  reason: Type.String({ maxLength: longestReason }),
})

/** Counts the answers and shows them to everybody. */
export const ShowAnswersSchema = Type.Object({ kind: Type.Literal('asking.show'), asked: id })

/** Asks the questions once more, after their answers were shown. */
export const AskAgainSchema = Type.Object({ kind: Type.Literal('asking.again'), asked: id })

export type AskingCommand =
  | Static<typeof WriteAnswerSchema>
  | Static<typeof ProposeThingSchema>
  | Static<typeof ShowAnswersSchema>
  | Static<typeof AskAgainSchema>
