import { dialog } from '../../panels/host/entries.tsx'

export const leftReasonsDialog = dialog(async () => (await import('./left-reasons.tsx')).LeftReasons)
