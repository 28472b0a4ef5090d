import { testRefusals } from '#shared/activities/test/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { testAccount } from './account.ts'
import { openTest } from './open-test.ts'
import { TestSettings } from './settings.ts'
import { TestBoard } from './test-board.ts'

export const test = defineActivity({
  commands: [openTest],
  refusals: testRefusals,
  open: async (board, tools) => TestBoard.of(board, tools),
  account: testAccount,
  settings: TestSettings,
})
