import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import { roundLimits } from '../../workshop/round.ts'
import { mostNames } from './names.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

/** Opens the test of the next sentence of the running step, or again of one about which nobody has answered. */
export const OpenTestSchema = Type.Object({
  kind: Type.Literal('test.open'),
  /** They replace those that the step has so far. */
  names: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: roundLimits.label }), { maxItems: mostNames }),
  ),
  /** The sentence that is put to the test again. */
  again: Type.Optional(Type.String({ pattern: idPattern })),
})

export type TestCommand = Static<typeof OpenTestSchema>

export const testRefusals = {
  names_needed: {
    message: 'The test needs three or four different names of other organisations.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
