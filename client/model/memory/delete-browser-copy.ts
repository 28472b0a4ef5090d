import { hasDatabases } from '../../storage/browser-storage.ts'

/** Deletes a copy that no page has open. */
export function deleteBrowserCopy(name: string): void {
  if (hasDatabases()) indexedDB.deleteDatabase(name)
}
