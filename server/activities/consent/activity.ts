import { questionsIn } from '#shared/activities/consent/question.ts'
import type { Json } from '#shared/board/activities.ts'
import { consentRefusals } from '#shared/activities/consent/commands.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { pollsBeside } from '../../polls/board-polls.ts'
import { consentAccount } from './account.ts'
import { adopt, amend, ask, choose, claim, draft, reply, sign } from './commands.ts'
import { ConsentBoard } from './consent-board.ts'

export const consent = defineActivity({
  commands: [choose, ask, draft, amend, reply, adopt, sign, claim],
  refusals: consentRefusals,
  open: async (board, tools) => new ConsentBoard(board, await pollsBeside(board, tools), tools),
  account: consentAccount,
  // A copy goes on with the sentence that was chosen.
  kept: (state) => {
    const questions = questionsIn(state)
    return Object.keys(questions).length > 0 ? { whole: questions as unknown as Json } : undefined
  },
})
