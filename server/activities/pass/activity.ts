import { defineActivity } from '../../commands/define-activity.ts'
import { dealLate } from './deal-late.ts'
import { PassBoard } from './pass-board.ts'

export const pass = defineActivity({
  commands: [dealLate],
  refusals: {},
  open: async (board, tools) => new PassBoard(board, tools),
})
