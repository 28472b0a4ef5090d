import { dialog } from '../host/entries.tsx'

export const moveToGroupDialog = dialog(async () => (await import('./move-to-group.tsx')).MoveToGroup)
