import { consentRefusals } from '#shared/activities/consent/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { pollsBeside } from '../../polls/board-polls.ts'
import { consentAccount } from './account.ts'
import { adopt, amend, ask, choose, reply } from './commands.ts'
import { ConsentBoard } from './consent-board.ts'

export const consent = defineActivity({
  commands: [choose, ask, amend, reply, adopt],
  refusals: consentRefusals,
  open: async (board, tools) => new ConsentBoard(board, await pollsBeside(board, tools), tools),
  account: consentAccount,
})
