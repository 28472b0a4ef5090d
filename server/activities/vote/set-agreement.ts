import { SetAgreementSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { passed, PollMethod } from '#shared/workshop/round.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { changeDots } from './change-dots.ts'
import { keptReason } from './kept-reason.ts'
import type { VoteBoard } from './vote-board.ts'

export const setAgreement = defineCommand({
  kind: 'agreement.set',
  schema: SetAgreementSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, { answer, reason, ...command }) => {
    const { open } = context.state.polls
    if (open?.stored.id === command.round && open.stored.method !== PollMethod.agreement)
      return 'unknown_round'
    return changeDots(context, command, {
      score: answer === 'pass' ? passed : answer,
      ...keptReason(reason, context.session),
    })
  },
})
