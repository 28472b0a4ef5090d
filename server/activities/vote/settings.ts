import { Type } from 'typebox'
import { stepIdPattern } from '#shared/board/id.ts'
import { automaticScale, PollMethod, roundLimits, RoundTarget } from '#shared/workshop/round.ts'

/** The server alone opens rounds about texts. */
const { texts: _, ...boardTargets } = RoundTarget
const { choice: __, ...boardMethods } = PollMethod

const scales = { ...boardMethods, automatic: automaticScale } as const

const bounds = { minimum: 1, maximum: roundLimits.budget }

/** The settings of a vote in a template. */
export const VoteSettings = Type.Object({
  target: Type.Enum(boardTargets),
  scale: Type.Enum(scales),
  budget: Type.Optional(Type.Unsafe<number | null>({ type: ['integer', 'null'], ...bounds })),
  budgetFrom: Type.Optional(Type.String({ pattern: stepIdPattern })),
  cap: Type.Optional(Type.Integer(bounds)),
  isSecret: Type.Optional(Type.Boolean()),
})
