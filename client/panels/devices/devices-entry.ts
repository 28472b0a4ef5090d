import { dialog } from '../host/entries.tsx'

export const devicesDialog = dialog(async () => (await import('./devices-dialog.tsx')).DevicesDialog)
