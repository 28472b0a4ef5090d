import { dialog } from '../../panels/host/entries.tsx'

export const openRoundDialog = dialog(async () => (await import('./open-round-dialog.tsx')).OpenRoundDialog)

export const leftReasonsDialog = dialog(async () => (await import('./left-reasons.tsx')).LeftReasons)

export const handsDialog = dialog(async () => (await import('./hands-dialog.tsx')).HandsDialog)
