import { SetChoiceSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { ChoiceWeight, passed, PollMethod } from '#shared/workshop/round.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { changeDots } from './change-dots.ts'
import { keptReason } from './set-agreement.ts'
import type { VoteBoard } from './vote-board.ts'

export const setChoice = defineCommand({
  kind: 'choice.set',
  schema: SetChoiceSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, { answer, reason, ...command }) => {
    const { open } = context.state.polls
    if (open?.stored.id === command.round && open.stored.method !== PollMethod.choice) return 'unknown_round'
    const score = answer === 'pass' ? passed : answer && ChoiceWeight[answer]
    return changeDots(context, command, { score, ...keptReason(reason, context.session) })
  },
})
