import { PlaceDotSchema, TakeDotSchema } from '#shared/activities/vote/commands.ts'
import { VoteOperation } from '#shared/activities/vote/rights.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { changeDots } from './change-dots.ts'
import type { VoteBoard } from './vote-board.ts'

export const placeDot = defineCommand({
  kind: 'dot.place',
  schema: PlaceDotSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, command) => changeDots(context, command, { change: 1 }),
})

export const takeDot = defineCommand({
  kind: 'dot.take',
  schema: TakeDotSchema,
  operation: VoteOperation.castDot,
  run: async (context: CommandContext<VoteBoard>, command) => changeDots(context, command, { change: -1 }),
})
