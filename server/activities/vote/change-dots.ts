import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import type { CommandContext, CommandOutcome } from '../../contracts/command.ts'
import type { ScoreChange } from '../../contracts/polls.ts'
import { ownBallot } from '../../polls/board-polls.ts'
import type { VoteBoard } from './vote-board.ts'

/** Places a dot, takes one back or gives points, and sends the person's ballot to all their connections. */
export async function changeDots(
  { board, session, key, state: { polls } }: CommandContext<VoteBoard>,
  { round, option }: { readonly round: string; readonly option: string },
  change: { readonly change: 1 | -1 } | Pick<ScoreChange, 'score' | 'reason'>,
): Promise<CommandOutcome> {
  const { open } = polls
  if (open?.stored.id !== round) return polls.isKnown(round) ? 'round_closed' : 'unknown_round'
  const result = await polls.change(open, session, { option, key, ...change })
  if (!result.ok) return result.reason
  const ballot = ownBallot(open.stored, result.dots, result.reasons)
  board.sendTo(session.participant.id, encodeJson(MessageType.ballot, ballot))
  return { round }
}
