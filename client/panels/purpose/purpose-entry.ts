import { dialog } from '../host/entries.tsx'

export const purposeDialog = dialog(async () => (await import('./purpose-dialog.tsx')).PurposeDialog)
