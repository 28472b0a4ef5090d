import { dialog } from '../../panels/host/entries.tsx'

export const openRoundDialog = dialog(async () => (await import('./open-round-dialog.tsx')).OpenRoundDialog)
