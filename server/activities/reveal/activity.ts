import { defineActivity } from '../../commands/define-activity.ts'
import { RevealBoard } from './reveal-board.ts'

export const reveal = defineActivity({
  commands: [],
  refusals: {},
  open: async (board, tools) => new RevealBoard(board, tools),
})
