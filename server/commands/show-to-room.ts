import { writeSpotlight } from '#shared/board/spotlight.ts'
import { ShowToRoomSchema } from '#shared/wire/board-commands.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from './define-command.ts'

export const showToRoom = defineCommand({
  kind: 'room.show',
  schema: ShowToRoomSchema,
  operation: Operation.showToRoom,
  // Ending it leaves no entry behind.
  growth: ({ id }) => (id === null ? 0 : 1),
  run: async ({ board }, { id }) => board.write((doc) => writeSpotlight(doc, id)),
})
