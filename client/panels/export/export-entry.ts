import { dialog } from '../host/entries.tsx'

export const exportDialog = dialog(async () => (await import('./export-dialog.tsx')).ExportDialog)
