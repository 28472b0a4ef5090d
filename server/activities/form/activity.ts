import { defineActivity } from '../../commands/define-activity.ts'
import { formAccount } from './account.ts'
import { FormBoard } from './form-board.ts'
import { FormSettings } from './settings.ts'

export const form = defineActivity({
  commands: [],
  refusals: {},
  open: async (board, tools) => new FormBoard(board, tools),
  account: formAccount,
  settings: FormSettings,
})
