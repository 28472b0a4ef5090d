import { Type, type Static } from 'typebox'
import { roundLimits } from '../../workshop/round.ts'
import { mostNames } from './names.ts'

/** Opens the test of the next sentence of the running step. Names replace those that the step has so far. */
export const OpenTestSchema = Type.Object({
  kind: Type.Literal('test.open'),
  names: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: roundLimits.label }), { maxItems: mostNames }),
  ),
})

export type TestCommand = Static<typeof OpenTestSchema>
