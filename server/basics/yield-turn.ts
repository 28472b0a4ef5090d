import { setImmediate } from 'node:timers/promises'

/** Half a tick of the relay's: nobody notices that somebody else had a turn. */
const turnMs = 8

export type Pace = () => Promise<void>

/** For long work on the relay's thread: to be awaited between its parts; lets the others have a turn when one is due. */
export function newPace(): Pace {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < turnMs) return
    await setImmediate()
    since = performance.now()
  }
}

/** Many that become ready at once go on one by one, with turns for others between them. */
export function newQueue(): Pace {
  const pace = newPace()
  let last = Promise.resolve()
  return () => (last = last.then(pace))
}
