import { sortingDrawer } from '../../sorting/sorting-entry.ts'
import type { Feature } from '../host/feature.ts'
import { moveToGroupDialog } from './grouping-entry.ts'

/** Moves notes to a group by a list: no dragging is needed. And the help with sorting. */
export const grouping: Feature = {
  name: 'grouping',
  watch: ({ model, shell }) =>
    model.ui.regrouping.listen((notes) => {
      if (notes === null) return
      model.ui.regrouping.set(null)
      shell.open(moveToGroupDialog, { notes })
    }),
  actions: async () => (await import('./grouping-actions.tsx')).groupingActions,
  later: [moveToGroupDialog, sortingDrawer],
}
