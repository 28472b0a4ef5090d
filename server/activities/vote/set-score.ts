import { SetScoreSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { changeDots } from './change-dots.ts'
import type { VoteBoard } from './vote-board.ts'

export const setScore = defineCommand({
  kind: 'score.set',
  schema: SetScoreSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, { score, ...command }) => {
    const { open } = context.state.polls
    if (open?.stored.id === command.round && open.stored.method !== PollMethod.score) return 'unknown_round'
    return changeDots(context, command, { score })
  },
})
