import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import { roundLimits } from '../../workshop/round.ts'
import { theirsLimits } from '../../workshop/theirs.ts'
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
  /** The purposes of others: could we sign them? Then nothing else is put to the test. */
  theirs: Type.Optional(
    Type.Array(
      Type.Object({
        text: Type.String({ minLength: 1, maxLength: theirsLimits.text }),
        source: Type.String({ minLength: 1, maxLength: theirsLimits.source }),
      }),
      { minItems: 1, maxItems: theirsLimits.count },
    ),
  ),
})

export type TestCommand = Static<typeof OpenTestSchema>

export const testRefusals = {
  names_needed: {
    message: 'The test needs three or four different names of other organisations.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
