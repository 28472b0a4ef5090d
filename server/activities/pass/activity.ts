import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import { PassBoard } from './pass-board.ts'
import { DealSchema } from '#shared/activities/pass/commands.ts'
import { PassOperation } from '#shared/activities/pass/activity.ts'
import type { CommandContext } from '../../contracts/activity.ts'

const dealLate = defineCommand({
  schema: DealSchema,
  operation: PassOperation.deal,
  growth: 1,
  run: async ({ state, session }: CommandContext<PassBoard>) => {
    await state.dealLate(session.participant.id)
    return undefined
  },
})

export const pass = defineActivity({
  commands: [dealLate],
  refusals: {},
  open: async (board, tools) => new PassBoard(board, tools),
})
