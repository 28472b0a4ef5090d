import { KeepPrincipleSchema, SettlePrinciplesSchema } from '#shared/activities/principles/commands.ts'
import { PrinciplesOperation } from '#shared/activities/principles/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { PrinciplesBoard } from './principles-board.ts'

export const keepPrinciple = defineCommand({
  kind: 'principles.keep',
  schema: KeepPrincipleSchema,
  operation: PrinciplesOperation.settle,
  growth: 'content',
  run: async ({ state }: CommandContext<PrinciplesBoard>, { note, isKept }) => state.keep(note, isKept),
})

export const settlePrinciples = defineCommand({
  kind: 'principles.settle',
  schema: SettlePrinciplesSchema,
  operation: PrinciplesOperation.settle,
  growth: 7,
  run: async ({ state }: CommandContext<PrinciplesBoard>, { isSettled }) => state.settle(isSettled),
})
