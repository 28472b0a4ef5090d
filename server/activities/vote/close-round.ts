import { CloseRoundSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { VoteBoard } from './vote-board.ts'

export const closeRound = defineCommand({
  kind: 'round.close',
  schema: CloseRoundSchema,
  operation: VoteOperation.closeRound,
  // Two facilitators who close it at once both succeed.
  run: async ({ state }: CommandContext<VoteBoard>, { round }) =>
    (await state.polls.close(round)) ? { round } : 'unknown_round',
})
