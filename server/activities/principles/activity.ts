import { principlesRefusals } from '#shared/activities/principles/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { principlesAccount } from './account.ts'
import { pouredIn, PrinciplesBoard } from './principles-board.ts'
import { PrinciplesSettings } from './settings.ts'
import { keepPrinciple, settlePrinciples } from './settle-principles.ts'

export const principles = defineActivity({
  commands: [keepPrinciple, settlePrinciples],
  refusals: principlesRefusals,
  open: async (board, tools) => new PrinciplesBoard(board, tools),
  account: principlesAccount,
  // Without it the groups of a copy would become principles once more.
  kept: (state) => {
    const poured = pouredIn(state)
    return Object.keys(poured).length > 0 ? { whole: poured } : undefined
  },
  settings: PrinciplesSettings,
})
