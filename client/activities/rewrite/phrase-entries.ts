import { dialog } from '../../panels/host/entries.tsx'

export const compareDialog = dialog(async () => (await import('./compare-dialog.tsx')).CompareDialog)
export const commentDialog = dialog(async () => (await import('./comment-dialog.tsx')).CommentDialog)
export const graftDialog = dialog(async () => (await import('./graft-dialog.tsx')).GraftDialog)
