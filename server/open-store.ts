import type { Store } from './contracts/store.ts'
import { openStoreThread, type StoreOptions } from './store/rows/open-store.ts'

/** Opens the store of a data folder, in a thread of its own that has the archive as well. */
export function openStore(dir: string, options?: StoreOptions): Promise<Store> {
  return openStoreThread(dir, new URL('./store-thread.ts', import.meta.url), options)
}
