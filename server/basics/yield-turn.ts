import { setImmediate } from 'node:timers/promises'

/** Half a tick of the relay: nobody notices that other work had a turn. */
const turnMs = 8

/** Pauses for other work when it is due. Await it between the parts of long work on the relay's thread. */
export type Pace = () => Promise<void>

export function newPace(): Pace {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < turnMs) return
    await setImmediate()
    since = performance.now()
  }
}

/** Lets many callers that become ready together go on one by one, with pauses for other work. */
export function newQueue(): Pace {
  const pace = newPace()
  let last = Promise.resolve()
  return () => (last = last.then(pace))
}
