import { dialog } from '../host/entries.tsx'

export const meDialog = dialog(async () => (await import('./me-dialog.tsx')).MeDialog)
