import { persistently } from '../ui/lazy.ts'

/** Late enough not to compete with the first paint (taste). */
const startMs = 1_500

export type Part = () => Promise<unknown>

/**
 * Downloads what may be needed later, so that it is there at once, also when the network has failed: first, together, what
 * comes unasked or by a key, then one after the other what is opened by hand. Returns its own undo.
 */
export function fetchAhead(first: readonly Part[], then: readonly Part[]): () => void {
  let isOver = false
  const run = async () => {
    await Promise.allSettled(first.map((part) => persistently(part)))
    for (const part of then) {
      if (isOver) return
      // What a reachable server does not have fails again when it is asked for, and is said then.
      await persistently(part).catch(() => undefined)
    }
  }
  const timer = setTimeout(() => void run(), startMs)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
