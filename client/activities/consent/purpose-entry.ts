import { dialog } from '../../panels/host/entries.tsx'

export const purposeDialog = dialog(async () => (await import('./purpose-dialog.tsx')).PurposeDialog)
