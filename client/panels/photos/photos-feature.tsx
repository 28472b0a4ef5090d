import { useStore } from '@nanostores/react'
import { useBoard } from '../host/board-context.tsx'
import type { Feature } from '../host/feature.ts'
import { useReturnFocus } from '../host/return-focus.ts'
import { lazyDialog } from '../host/entries.tsx'

const PhotoDialog = lazyDialog(async () => (await import('./photo-dialog.tsx')).PhotoDialog)

export const photos: Feature = {
  name: 'photos',
  Window: OpenPhoto,
  actions: async () => (await import('./photos-actions.tsx')).photosActions,
  soon: [PhotoDialog],
  later: [{ fetch: () => import('../host/thumbnail.tsx') }],
}

function OpenPhoto() {
  const { model } = useBoard()
  const viewing = useStore(model.ui.viewing)
  useReturnFocus(viewing !== null)
  return viewing === null ? null : (
    <PhotoDialog key={viewing} id={viewing} onClose={() => model.ui.viewing.set(null)} />
  )
}
