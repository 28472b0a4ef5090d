import { dialog } from '../host/entries.tsx'

export const helpDialog = dialog(async () => (await import('./help-dialog.tsx')).HelpDialog)
