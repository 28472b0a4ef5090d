import { dialog, drawer } from '../host/entries.tsx'

export const agendaDrawer = drawer('agenda', async () => (await import('./agenda-drawer.tsx')).AgendaDrawer)
export const keepEndDialog = dialog(async () => (await import('./end-dialogs.tsx')).KeepEndDialog)
export const endDialog = dialog(async () => (await import('./end-dialogs.tsx')).EndDialog)
export const leaveDialog = dialog(async () => (await import('./end-dialogs.tsx')).LeaveDialog)
