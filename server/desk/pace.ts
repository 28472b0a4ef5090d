import { setImmediate } from 'node:timers/promises'

/** Half a tick of the relay's: nobody notices that somebody else had a turn. */
const turnMs = 8

/** For long work on the relay's thread: to be awaited between its parts; lets the others have a turn when one is due. */
export function newPace(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < turnMs) return
    await setImmediate()
    since = performance.now()
  }
}
