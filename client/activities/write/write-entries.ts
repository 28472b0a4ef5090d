import { dialog, drawer } from '../../panels/host/entries.tsx'

export const beginDialog = dialog(async () => (await import('./reveal.tsx')).WritePrivately)
export const revealDialog = dialog(async () => (await import('./reveal.tsx')).Reveal)

export const deskDrawer = {
  ...drawer('desk', async () => (await import('./desk-drawer.tsx')).DeskDrawer),
  hasOwnUndo: true,
}
