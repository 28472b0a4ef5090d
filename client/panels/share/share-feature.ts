import type { Feature } from '../host/feature.ts'
import { justCreated } from '../host/just-created.ts'
import { roomScreen } from './room-entry.ts'
import { ShareButton } from './share-button.tsx'
import { shareDialog } from './share-entry.ts'

export const share: Feature = {
  name: 'share',
  TopBar: ShareButton,
  watch: ({ model, shell }) => {
    // The links of a new board are shown once.
    if (justCreated.get() === model.id) shell.open(shareDialog)
    justCreated.set(null)
    return () => {}
  },
  actions: async () => (await import('./share-actions.tsx')).shareActions,
  later: [shareDialog, roomScreen],
}
