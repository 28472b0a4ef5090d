import { AgreeSchema } from '#shared/activities/read/commands.ts'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { ReadBoard } from './read-board.ts'

export const agree = defineCommand({
  kind: 'read.agree',
  schema: AgreeSchema,
  operation: ReadOperation.agree,
  growth: 1,
  run: async ({ state, session }: CommandContext<ReadBoard>, { one, other, isSame }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    return state.agree({ one, other }, session, isSame)
  },
})
