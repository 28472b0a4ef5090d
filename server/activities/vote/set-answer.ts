import { SetAnswerSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { hasWords } from '#shared/text/has-words.ts'
import { cutTo } from '#shared/text/letters.ts'
import { ReasonState, roundLimits, type OwnReason } from '#shared/workshop/round.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { ScoreChange } from '../../contracts/polls.ts'
import type { Session } from '../../contracts/session.ts'
import { changeDots } from './change-dots.ts'
import type { VoteBoard } from './vote-board.ts'

export const setAnswer = defineCommand({
  schema: SetAnswerSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, { answer, reason, ...command }) =>
    changeDots(context, command, { score: answer, ...keptReason(reason, context.session) }),
})

/** A reason as the store keeps it. One without words is none, and a person without a name cannot sign. */
function keptReason(reason: OwnReason | undefined, { participant }: Session): Pick<ScoreChange, 'reason'> {
  const text = cutTo(reason?.text.trim() ?? '', roundLimits.reason)
  const name = (reason?.isSigned && participant.name) || null
  return hasWords(text) ? { reason: { text, name, isUnsent: reason?.state === ReasonState.unsent } } : {}
}
