import { dialog } from '../host/entries.tsx'

export const shareDialog = dialog(async () => (await import('./share-dialog.tsx')).ShareDialog)
