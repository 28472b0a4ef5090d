import { lateWatch } from '../host/late-watch.ts'
import { cloudDialog, sortingDrawer } from '../../sorting/sorting-entry.ts'
import type { Feature } from '../host/feature.ts'
import { dialog } from '../host/entries.tsx'

const moveToGroupDialog = dialog(async () => (await import('./move-to-group.tsx')).MoveToGroup)

/** Moves notes to a group by a list: no dragging is needed. And the help with sorting. */
export const grouping: Feature = {
  name: 'grouping',
  watch: ({ model, shell }) => {
    const stops = [
      model.ui.regrouping.listen((notes) => {
        if (notes === null) return
        model.ui.regrouping.set(null)
        shell.open(moveToGroupDialog, { notes })
      }),
      lateWatch(async () => (await import('./tell-parked.ts')).tellParked(model)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  },
  actions: async () => (await import('./grouping-actions.tsx')).groupingActions,
  later: [moveToGroupDialog, sortingDrawer, cloudDialog],
}
