import { dialog } from '../host/entries.tsx'

export const rehearseDialog = dialog(async () => (await import('./rehearse-dialog.tsx')).RehearseDialog)
