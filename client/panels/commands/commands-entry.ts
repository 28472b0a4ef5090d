import { fetchActions } from '../host/fetch-actions.ts'
import { dialog } from '../host/entries.tsx'

export const commandPalette = dialog(async (features) => {
  const [{ CommandPalette }] = await Promise.all([import('./command-palette.tsx'), fetchActions(features)])
  return CommandPalette
})
