import { allSentencesIn } from '#shared/activities/test/test-state.ts'
import type { Json } from '#shared/board/activities.ts'
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
  // A copy goes on with the versions that were tested.
  kept: (state) => {
    const sentences = allSentencesIn(state)
    return Object.keys(sentences).length > 0 ? { whole: sentences as unknown as Json } : undefined
  },
  settings: TestSettings,
})
