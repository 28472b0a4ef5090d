import { dialog } from '../host/entries.tsx'

export const rightsDialog = dialog(async () => (await import('./rights-dialog.tsx')).RightsDialog)
