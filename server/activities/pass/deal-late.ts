import { DealSchema } from '#shared/activities/pass/commands.ts'
import { PassOperation } from '#shared/activities/pass/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { PassBoard } from './pass-board.ts'

export const dealLate = defineCommand({
  kind: 'pass.deal',
  schema: DealSchema,
  operation: PassOperation.deal,
  growth: 1,
  run: async ({ state, session }: CommandContext<PassBoard>) => {
    await state.dealLate(session.participant.id)
    return undefined
  },
})
