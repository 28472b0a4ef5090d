import { drawer } from '../panels/host/entries.tsx'

export const sortingDrawer = drawer(
  'sorting',
  async () => (await import('./sorting-drawer.tsx')).SortingDrawer,
)
