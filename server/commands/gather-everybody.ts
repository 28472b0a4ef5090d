import { GatherEverybodySchema } from '#shared/wire/board-commands.ts'
import type { Gathering } from '#shared/wire/command.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from './define-command.ts'

export const gatherEverybody = defineCommand({
  kind: 'board.gather',
  schema: GatherEverybodySchema,
  operation: Operation.gather,
  run: async ({ board, session }, { x, y, width, height }) => {
    const gathering: Gathering = { from: session.participant.id, x, y, width, height }
    board.sendAll(encodeJson(MessageType.gather, gathering))
  },
})
