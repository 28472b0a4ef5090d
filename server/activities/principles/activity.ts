import { defineActivity } from '../../commands/define-activity.ts'
import { principlesAccount } from './account.ts'
import { pouredIn, PrinciplesBoard } from './principles-board.ts'
import { Type } from 'typebox'
import { FieldSchema } from '../../templates/field-schema.ts'
import {
  KeepPrincipleSchema,
  SettlePrinciplesSchema,
  principlesRefusals,
} from '#shared/activities/principles/commands.ts'
import { PrinciplesOperation } from '#shared/activities/principles/activity.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'

const keepPrinciple = defineCommand({
  kind: 'principles.keep',
  schema: KeepPrincipleSchema,
  operation: PrinciplesOperation.settle,
  growth: 'content',
  run: async ({ state }: CommandContext<PrinciplesBoard>, { note, isKept }) => state.keep(note, isKept),
})

const settlePrinciples = defineCommand({
  kind: 'principles.settle',
  schema: SettlePrinciplesSchema,
  operation: PrinciplesOperation.settle,
  growth: 7,
  run: async ({ state }: CommandContext<PrinciplesBoard>, { isSettled }) => state.settle(isSettled),
})

/** The settings of a step of principles in a template. */
const PrinciplesSettings = Type.Object({
  does: Type.Enum(['write', 'together', 'settle'] as const),
  fields: Type.Array(FieldSchema, { minItems: 1, maxItems: 1 }),
})

export const principles = defineActivity({
  commands: [keepPrinciple, settlePrinciples],
  refusals: principlesRefusals,
  open: async (board, tools) => new PrinciplesBoard(board, tools),
  account: principlesAccount,
  // Without it the groups of a copy would become principles once more.
  kept: (state) => {
    const poured = pouredIn(state)
    return Object.keys(poured).length > 0 ? { whole: poured } : undefined
  },
  settings: PrinciplesSettings,
})
