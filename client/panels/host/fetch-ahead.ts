import { persistently } from '../../offline/download.ts'

/** Late enough not to compete with the first paint. Not measured. */
const startMs = 1_500

type Fetch = () => Promise<unknown>

/**
 * Downloads parts before they are needed, so that they open at once, also without the network. The first ones come
 * together, the others one after the other. Returns its own undo.
 */
export function fetchAhead(first: readonly Fetch[], then: readonly Fetch[]): () => void {
  let isOver = false
  const run = async () => {
    await Promise.allSettled(first.map((part) => persistently(part)))
    for (const part of then) {
      if (isOver) return
      // A part that a reachable server does not have fails again when it is asked for; that failure is shown.
      await persistently(part).catch(() => undefined)
    }
  }
  const timer = setTimeout(() => void run(), startMs)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
