import { dialog } from '../host/entries.tsx'

export const checkpointsDialog = dialog(
  async () => (await import('./checkpoints-dialog.tsx')).CheckpointsDialog,
)
