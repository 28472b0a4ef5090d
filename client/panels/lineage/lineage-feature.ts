import { Operation } from '#shared/workshop/policy.ts'
import type { Feature } from '../host/feature.ts'
import { ideasDialog, originDialog } from './lineage-entry.ts'

/** Where a note comes from, for everybody; and what became of one's own ideas, on one's own device. */
export const lineage: Feature = {
  name: 'lineage',
  watch: (board) => {
    if (!board.model.may(Operation.keepDesk)) return () => undefined
    let isOver = false
    let stop: (() => void) | undefined
    const begin = async () => {
      const { followIdeas } = await import('./follow-ideas.ts')
      if (!isOver) stop = followIdeas(board)
    }
    void begin()
    return () => {
      isOver = true
      stop?.()
    }
  },
  origin: originDialog,
  actions: async () => (await import('./lineage-actions.tsx')).lineageActions,
  later: [originDialog, ideasDialog],
}
