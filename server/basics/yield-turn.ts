import { setImmediate as nextTurn } from 'node:timers/promises'

/** Half a tick of the relay: nobody notices that other work had a turn. */
const turnMs = 8

/** Pauses for other work when it is due. Await it between the parts of long work on the relay's thread. */
export type Pace = () => Promise<void>

export function newPace(): Pace {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < turnMs) return
    await nextTurn()
    since = performance.now()
  }
}

/** Lets many callers that become ready together go on one by one, with pauses for other work. */
export function newQueue(): Pace {
  const pace = newPace()
  let last = Promise.resolve()
  return () => (last = last.then(pace))
}

/** Runs pieces of work one after the other: each begins when the one before has settled. */
export function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}

const tasks: (() => void)[] = []

/**
 * Runs the task in the next turn of the loop. When hundreds are due at once, as the desks of people who all write, the
 * rest waits for the turns after it. A task must not throw.
 */
export function inNextTurn(task: () => void): void {
  tasks.push(task)
  if (tasks.length === 1) setImmediate(runSome)
}

function runSome(): void {
  const since = performance.now()
  const { length } = tasks
  let done = 0
  do {
    tasks[done]?.()
    done += 1
  } while (done < length && performance.now() - since < turnMs)
  tasks.splice(0, done)
  if (tasks.length > 0) setImmediate(runSome)
}
