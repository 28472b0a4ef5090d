import { dialog } from '../host/entries.tsx'

export const rowsDialog = dialog(async () => (await import('./rows-dialog.tsx')).RowsDialog)
