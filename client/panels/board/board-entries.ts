import { atom } from 'nanostores'
import { lazyPart, dialog } from '../host/entries.tsx'

export const TitleField = lazyPart(async () => (await import('./title-field.tsx')).TitleField)

/** This person writes the board's title. */
export const isTitleEdited = atom(false)

export const DrawerFrame = lazyPart(async () => (await import('./drawer-frame.tsx')).DrawerFrame)

export const rowsDialog = dialog(async () => (await import('./rows-dialog.tsx')).RowsDialog)

export const deleteBoardDialog = dialog(async () => (await import('./delete-board.tsx')).DeleteBoard)
