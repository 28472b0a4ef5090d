import { OpenRoundSchema, type OpenRound } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { readCluster } from '#shared/board/cluster.ts'
import { readNote } from '#shared/board/note.ts'
import { parkedThings } from '#shared/board/step-inputs.ts'
import { readRound } from '#shared/board/round.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { isAlwaysSecret, PollMethod, roundLimits, scoreRules } from '#shared/workshop/round.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { VoteBoard } from './vote-board.ts'

export const openRound = defineCommand({
  kind: 'round.open',
  schema: OpenRoundSchema,
  operation: VoteOperation.openRound,
  growth: 'content',
  run: async ({ board, id, state }: CommandContext<VoteBoard>, command) => {
    const { title, target, options, isSecret, minutes, previous, method = PollMethod.dots } = command
    const { budget, cap } = method === PollMethod.dots ? command : scoreRules(options.length, method)
    const problem = await state.polls.openPoll(
      {
        id,
        method,
        title: cleanLine(title, roundLimits.title),
        target,
        options,
        budget,
        cap: Math.min(cap, budget),
        isSecret,
        minutes,
        previous,
      },
      {
        check: () => problemOf(board, command),
        before: () => state.keepBefore(board.id, CheckpointReason.round),
      },
    )
    return problem ?? { round: id }
  },
})

function problemOf(
  board: LiveBoard,
  { method = PollMethod.dots, isSecret, target, options, previous }: OpenRound,
): 'agreement_is_secret' | 'unknown_round' | 'unknown_option' | 'parked_option' | undefined {
  if (isAlwaysSecret({ method, target }) && !isSecret) return 'agreement_is_secret'
  const find = target === 'notes' ? readNote : readCluster
  return board.read((doc) => {
    if (previous !== null && !readRound(doc, previous)) return 'unknown_round'
    if (!options.every((option) => find(doc, option))) return 'unknown_option'
    const out = parkedThings(doc)
    return options.some((option) => out.has(option)) ? 'parked_option' : undefined
  })
}
