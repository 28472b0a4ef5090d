import { SetAgreementSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { cutTo } from '#shared/text/cut.ts'
import { passed, PollMethod, roundLimits } from '#shared/workshop/round.ts'
import { defineCommand, refuse } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { changeDots } from './change-dots.ts'
import type { VoteBoard } from './vote-board.ts'

export const setAgreement = defineCommand({
  kind: 'agreement.set',
  schema: SetAgreementSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, { answer, reason, ...command }) => {
    const { open } = context.state.polls
    if (open?.stored.id === command.round && open.stored.method !== PollMethod.agreement)
      return refuse('unknown_round')
    const text = cutTo(reason?.text.trim() ?? '', roundLimits.reason)
    // A person without a name cannot sign.
    const name = (reason?.isSigned && context.session.participant.name) || null
    return changeDots(context, command, {
      score: answer === 'pass' ? passed : answer,
      ...(text !== '' && { reason: { text, name } }),
    })
  },
})
