import { SetAgreementSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { passed, PollMethod, ReasonState, roundLimits, type OwnReason } from '#shared/workshop/round.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { changeDots } from './change-dots.ts'
import type { VoteBoard } from './vote-board.ts'
import { cutTo } from '#shared/text/cut.ts'
import { hasWords } from '#shared/text/has-words.ts'
import type { ScoreChange } from '../../contracts/polls.ts'
import type { Session } from '../../contracts/session.ts'

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

/** A reason as the store keeps it. One without words is none, and a person without a name cannot sign. */
export function keptReason(
  reason: OwnReason | undefined,
  { participant }: Session,
): Pick<ScoreChange, 'reason'> {
  const text = cutTo(reason?.text.trim() ?? '', roundLimits.reason)
  const name = (reason?.isSigned && participant.name) || null
  return hasWords(text) ? { reason: { text, name, isUnsent: reason?.state === ReasonState.unsent } } : {}
}
