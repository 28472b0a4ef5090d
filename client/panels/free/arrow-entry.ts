import { dialog } from '../host/entries.tsx'

export const arrowDialog = dialog(async () => (await import('./arrow-dialog.tsx')).ArrowDialog)
