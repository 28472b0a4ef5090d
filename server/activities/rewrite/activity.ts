import { visitsIn } from '#shared/activities/rewrite/visits.ts'
import { rewriteRefusals } from '#shared/activities/rewrite/refusals.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { rewriteAccount } from './account.ts'
import { addComment, settle } from './comments.ts'
import { graft } from './graft.ts'
import { keepVersion } from './keep-version.ts'
import { RewriteBoard } from './rewrite-board.ts'
import { RewriteSettings } from './settings.ts'

export const rewrite = defineActivity({
  commands: [keepVersion, addComment, settle, graft],
  refusals: rewriteRefusals,
  open: async (board, tools) => new RewriteBoard(board, tools),
  account: rewriteAccount,
  // A copy goes on with the words that are being written.
  kept: (state) => {
    const visits = visitsIn(state)
    return Object.keys(visits).length > 0 ? { items: { ...visits } } : undefined
  },
  settings: RewriteSettings,
})
