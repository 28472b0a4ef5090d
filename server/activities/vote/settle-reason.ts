import { SettleReasonSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { VoteBoard } from './vote-board.ts'

export const settleReason = defineCommand({
  kind: 'reason.settle',
  schema: SettleReasonSchema,
  operation: VoteOperation.settleReason,
  growth: 'content',
  run: async ({ session, state }: CommandContext<VoteBoard>, command) =>
    (await state.polls.settle(session, command)) ?? { round: command.round },
})
