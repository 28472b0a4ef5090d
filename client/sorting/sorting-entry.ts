import { dialog, drawer } from '../panels/host/entries.tsx'

export const sortingDrawer = drawer(
  'sorting',
  async () => (await import('./sorting-drawer.tsx')).SortingDrawer,
)

/** The words of the notes, larger where more notes have them. */
export const cloudDialog = dialog(async () => (await import('./word-cloud.tsx')).CloudDialog)
