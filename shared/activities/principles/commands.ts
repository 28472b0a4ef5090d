import { Type, type Static } from 'typebox'
import { idPattern } from '../../board/id.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

/** Schemas are for the server. The client imports types alone. */

/** Keeps a principle, which then stands among the kept ones with its own words; or takes a kept one out again. */
export const KeepPrincipleSchema = Type.Object({
  kind: Type.Literal('principles.keep'),
  note: Type.String({ pattern: idPattern }),
  isKept: Type.Boolean(),
})

/** The kept principles are the ones of the group: their words are locked. Or they are opened again. */
export const SettlePrinciplesSchema = Type.Object({
  kind: Type.Literal('principles.settle'),
  isSettled: Type.Boolean(),
})

export type PrinciplesCommand = Static<typeof KeepPrincipleSchema> | Static<typeof SettlePrinciplesSchema>

export const principlesRefusals = {
  principles_full: {
    message: 'Seven principles are the most; leave one out first.',
    mayRetry: false,
  },
  principles_too_few: {
    message: 'Fewer than four principles are kept, so they were not settled; keep more of them.',
    mayRetry: false,
  },
  principle_one_sided: {
    message: 'A kept principle lacks one of its two sides, so nothing was settled; complete it first.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
