import type { Store } from '../contracts/store.ts'

/** The same store. Reports to `committed` how long each append took to reach the disk. */
export function meteredStore(store: Store, committed: (seconds: number, isOk: boolean) => void): Store {
  return {
    ...store,
    append: async (...args) => {
      const startedAt = performance.now()
      const report = (isOk: boolean): void => committed((performance.now() - startedAt) / 1_000, isOk)
      try {
        await store.append(...args)
      } catch (error) {
        report(false)
        throw error
      }
      report(true)
    },
  }
}
