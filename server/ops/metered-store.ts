import type { Store } from '../contracts/store.ts'

/** The same store; how long each append took to be on disk is told to `committed`. */
export function meteredStore(store: Store, committed: (seconds: number, isOk: boolean) => void): Store {
  return {
    ...store,
    append: async (...args) => {
      const startedAt = performance.now()
      const tell = (isOk: boolean): void => committed((performance.now() - startedAt) / 1_000, isOk)
      try {
        await store.append(...args)
      } catch (error) {
        tell(false)
        throw error
      }
      tell(true)
    },
  }
}
