import { PlaceDotSchema, SetAnswerSchema, TakeDotSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { cutTo } from '#shared/text/letters.ts'
import { hasWords } from '#shared/text/has-words.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { ReasonState, roundLimits, type SaidReason } from '#shared/workshop/round.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext, CommandOutcome } from '../../contracts/command.ts'
import type { ScoreChange } from '../../contracts/polls.ts'
import type { Session } from '../../contracts/session.ts'
import { claimOf, ownBallot } from '../../polls/board-polls.ts'
import type { VoteBoard } from './vote-board.ts'

export const placeDot = defineCommand({
  schema: PlaceDotSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, command) => change(context, command, { change: 1 }),
})

export const takeDot = defineCommand({
  schema: TakeDotSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, command) => change(context, command, { change: -1 }),
})

export const setAnswer = defineCommand({
  schema: SetAnswerSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, { answer, reason, ...command }) =>
    change(context, command, { score: answer, ...keptReason(reason, context.session) }),
})

/** Writes it, and sends the person's ballot to all their connections. */
async function change(
  { board, session, key, state: { polls } }: CommandContext<VoteBoard>,
  { round, option }: { readonly round: string; readonly option: string },
  wish: { readonly change: 1 | -1 } | Pick<ScoreChange, 'score' | 'reason'>,
): Promise<CommandOutcome> {
  const { open } = polls
  if (open?.stored.id !== round) return polls.isKnown(round) ? 'round_closed' : 'unknown_round'
  const result = await polls.change(open, session, { option, key, ...wish })
  if (!result.ok) return result.reason
  const ballot = ownBallot(open.stored, result.dots, result.reasons)
  board.sendTo(session.participant.id, encodeJson(MessageType.ballot, ballot))
  return { round }
}

/** A reason as the store keeps it. One without words is none, and a person without a name cannot sign. */
function keptReason(reason: SaidReason | undefined, { participant }: Session): Pick<ScoreChange, 'reason'> {
  const text = cutTo(reason?.text.trim() ?? '', roundLimits.reason)
  const name = (reason?.isSigned && participant.name) || null
  const isUnsent = reason?.state === ReasonState.unsent
  return hasWords(text) ? { reason: { text, name, isUnsent, claim: claimOf(reason?.secret) } } : {}
}
