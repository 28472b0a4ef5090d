import { drawer } from '../../panels/host/entries.tsx'

export const deskDrawer = {
  ...drawer('desk', async () => (await import('./desk-drawer.tsx')).DeskDrawer),
  hasOwnUndo: true,
}
