import { lazyPart } from '../host/entries.tsx'

export const DrawerFrame = lazyPart(async () => (await import('./drawer-frame.tsx')).DrawerFrame)
