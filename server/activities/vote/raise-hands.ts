import { RaiseHandsSchema } from '#shared/activities/vote/commands.ts'
import { may } from '#shared/activities/policy.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { openBallotOf, type VoteBoard } from './vote-board.ts'

/** Enters a show of hands. All facilitators see it at once; everybody else with the result. */
export const raiseHands = defineCommand({
  kind: 'round.hands',
  schema: RaiseHandsSchema,
  operation: VoteOperation.raiseHands,
  run: async ({ board, state: { polls } }: CommandContext<VoteBoard>, { round, voters, counts }) => {
    const { open } = polls
    if (open?.stored.id !== round) return polls.isKnown(round) ? 'round_closed' : 'unknown_round'
    const result = await polls.setHands(open, voters === 0 ? null : { voters, counts })
    if (!result.ok) return result.reason
    const facilitators = new Map(
      board
        .sessions()
        .filter(({ role }) => may(role, VoteOperation.raiseHands))
        .map((session) => [session.participant.id, session]),
    )
    for (const [id, session] of facilitators) {
      board.sendTo(id, encodeJson(MessageType.ballot, await openBallotOf(polls, open, session)))
    }
    return { round }
  },
})
