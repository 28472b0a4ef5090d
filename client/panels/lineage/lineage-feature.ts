import { Operation } from '#shared/workshop/policy.ts'
import type { Feature } from '../host/feature.ts'
import { lateWatch } from '../host/late-watch.ts'
import { ideasDialog, originDialog } from './lineage-entry.ts'

/** Where a note comes from, for everybody; and what became of one's own ideas, on one's own device. */
export const lineage: Feature = {
  name: 'lineage',
  watch: (board) => {
    if (!board.model.may(Operation.keepDesk)) return () => undefined
    return lateWatch(async () => (await import('./follow-ideas.ts')).followIdeas(board))
  },
  origin: originDialog,
  actions: async () => (await import('./lineage-actions.tsx')).lineageActions,
  later: [originDialog, ideasDialog],
}
