import type { Store } from './contracts/store.ts'
import { openSqliteStore, type SqliteOptions } from './store/sqlite/open-store.ts'

/** Opens the store of a data folder, in a thread of its own that has the archive as well. */
export function openStore(dir: string, options?: SqliteOptions): Promise<Store> {
  return openSqliteStore(dir, new URL('./store-thread.ts', import.meta.url), options)
}
