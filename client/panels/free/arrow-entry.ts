import { dialog } from '../host/entries.tsx'

export const areaDialog = dialog(async () => (await import('./area-dialog.tsx')).AreaDialog)
export const areasDialog = dialog(async () => (await import('./area-dialog.tsx')).AreasDialog)
export const arrowDialog = dialog(async () => (await import('./arrow-dialog.tsx')).ArrowDialog)
