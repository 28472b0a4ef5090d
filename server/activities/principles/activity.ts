import { principlesRefusals } from '#shared/activities/principles/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { principlesAccount } from './account.ts'
import { PrinciplesBoard } from './principles-board.ts'
import { PrinciplesSettings } from './settings.ts'
import { keepPrinciple, settlePrinciples } from './settle-principles.ts'

export const principles = defineActivity({
  commands: [keepPrinciple, settlePrinciples],
  refusals: principlesRefusals,
  open: async (board, tools) => new PrinciplesBoard(board, tools),
  account: principlesAccount,
  settings: PrinciplesSettings,
})
