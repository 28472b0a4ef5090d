import { may } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Feature } from '../host/feature.ts'
import { justCreated } from '../host/just-created.ts'
import { ShareButton } from './share-button.tsx'
import { shareDialog } from './share-entry.ts'
import { roomScreen } from './room-entry.ts'

export const share: Feature = {
  name: 'share',
  TopBar: ShareButton,
  watch: ({ model, shell, asking, isWaiting }) => {
    // The links of a new board are shown once.
    if (justCreated.get() === model.id) shell.open(shareDialog)
    justCreated.set(null)
    // On a second computer of a facilitator the projector and the code for the room are there at once.
    if (may(model.role, Operation.manageLinks) && !isWaiting)
      import('./sync-links.ts').then(({ syncLinks }) => syncLinks(asking)).catch(() => undefined)
    return () => {}
  },
  actions: async () => (await import('./share-actions.tsx')).shareActions,
  later: [shareDialog, roomScreen],
}
