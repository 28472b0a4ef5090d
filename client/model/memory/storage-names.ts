import { hasDatabases } from '../../storage/browser-storage.ts'

/** The database of a person's copy of a board. One a person, so that nobody sends another person's offline edits. */
export function boardCopyName(board: string, participant: string): string {
  return `boussole-${board}-${participant}`
}

/** The database of the same person's drafts on that board. */
export function deskCopyName(board: string, participant: string): string {
  return `${boardCopyName(board, participant)}-desk`
}

/** The database of this person's photos that the server does not have yet. */
export function photoOutboxName(board: string, participant: string): string {
  return `${boardCopyName(board, participant)}-pictures`
}

/** The local storage key of this browser's session for projecting the board. */
export function projectorName(board: string): string {
  return `boussole.projector.${board}`
}

/** Deletes a copy that no page has open. */
export function deleteBrowserCopy(name: string): void {
  if (hasDatabases()) indexedDB.deleteDatabase(name)
}
