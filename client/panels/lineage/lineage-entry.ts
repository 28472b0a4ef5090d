import { dialog } from '../host/entries.tsx'

export const originDialog = dialog(async () => (await import('./origin-dialog.tsx')).OriginDialog)
export const ideasDialog = dialog(async () => (await import('./ideas-dialog.tsx')).IdeasDialog)
