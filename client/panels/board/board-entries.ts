import { atom } from 'nanostores'
import { lazyPart, dialog, panel } from '../host/entries.tsx'
import { fetchActions } from '../host/fetch-actions.ts'
import { fetchReplayScenes } from '../replay/replay-scenes.ts'
import type { Shell } from '../host/feature.ts'

export const rehearseDialog = dialog(
  async () => (await import('../rehearsal/rehearse-dialog.tsx')).RehearseDialog,
)

export const findBar = panel(async () => (await import('../find/find-bar.tsx')).FindBar)

export const bringDialog = dialog(async () => (await import('../bring/bring-dialog.tsx')).BringDialog)

export const rightsDialog = dialog(async () => (await import('../rights/rights-dialog.tsx')).RightsDialog)

export const checkpointsDialog = dialog(
  async () => (await import('../history/checkpoints-dialog.tsx')).CheckpointsDialog,
)

export const exportDialog = dialog(async () => (await import('../export/export-dialog.tsx')).ExportDialog)

export const helpDialog = dialog(async () => (await import('../help/help-dialog.tsx')).HelpDialog)

export const commandPalette = dialog(async (features) => {
  const [{ CommandPalette }] = await Promise.all([
    import('../commands/command-palette.tsx'),
    fetchActions(features),
  ])
  return CommandPalette
})

export const TitleField = lazyPart(async () => (await import('./title-field.tsx')).TitleField)

/** This person writes the board's title. */
export const isTitleEdited = atom(false)

export const DrawerFrame = lazyPart(async () => (await import('./drawer-frame.tsx')).DrawerFrame)

export const rowsDialog = dialog(async () => (await import('./rows-dialog.tsx')).RowsDialog)

export const deleteBoardDialog = dialog(async () => (await import('./delete-board.tsx')).DeleteBoard)

export const replayScreen = dialog(async (features) => {
  const [{ ReplayScreen }] = await Promise.all([
    import('../replay/replay-screen.tsx'),
    fetchReplayScenes(features),
  ])
  return ReplayScreen
})

/** Opens the search. In an open search the words are selected, so that typing replaces them. */
export function openSearch(shell: Pick<Shell, 'panel'>): void {
  shell.panel.set(findBar)
  const field = document.querySelector<HTMLInputElement>('.find-bar input')
  field?.focus()
  field?.select()
}
