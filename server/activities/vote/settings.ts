import { Type } from 'typebox'
import { stepIdPattern } from '#shared/board/id.ts'
import { PollMethod, roundLimits, RoundTarget } from '#shared/workshop/round.ts'

const bounds = { minimum: 1, maximum: roundLimits.budget }

/** The settings of a vote in a template. */
export const VoteSettings = Type.Object({
  target: Type.Enum(RoundTarget),
  scale: Type.Enum(PollMethod),
  budget: Type.Optional(Type.Unsafe<number | null>({ type: ['integer', 'null'], ...bounds })),
  budgetFrom: Type.Optional(Type.String({ pattern: stepIdPattern })),
  cap: Type.Optional(Type.Integer(bounds)),
  isSecret: Type.Optional(Type.Boolean()),
})
