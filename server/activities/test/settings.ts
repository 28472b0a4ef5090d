import { Type } from 'typebox'
import { TestKind } from '#shared/activities/test/activity.ts'
import { mostNames } from '#shared/activities/test/names.ts'
import { stepIdPattern } from '#shared/board/id.ts'
import { roundLimits } from '#shared/workshop/round.ts'

const name = Type.String({ maxLength: roundLimits.label })
const question = Type.String({ pattern: stepIdPattern })

/** The settings of a test in a template. */
export const TestSettings = Type.Object({
  kind: Type.Enum(TestKind),
  names: Type.Optional(Type.Array(name, { maxItems: mostNames })),
  namesFrom: Type.Optional(question),
  ours: Type.Optional(name),
  oursFrom: Type.Optional(question),
})
