import { dialog } from '../../panels/host/entries.tsx'

export const handsDialog = dialog(async () => (await import('./hands-dialog.tsx')).HandsDialog)
