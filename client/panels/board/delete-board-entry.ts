import { dialog } from '../host/entries.tsx'

export const deleteBoardDialog = dialog(async () => (await import('./delete-board.tsx')).DeleteBoard)
