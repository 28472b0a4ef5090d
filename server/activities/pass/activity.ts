import { defineActivity } from '../../commands/define-activity.ts'
import { PassBoard } from './pass-board.ts'

export const pass = defineActivity({
  commands: [],
  refusals: {},
  open: async (board, tools) => new PassBoard(board, tools),
})
