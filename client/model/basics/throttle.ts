/** Runs at most once per `everyMs`: at once if the last run was long ago, otherwise when its time has come. */
export interface Throttle {
  readonly ask: () => void
  readonly stop: () => void
}

export function throttled(run: () => void, everyMs: number): Throttle {
  let timer: ReturnType<typeof setTimeout> | undefined
  let ranAt = -Infinity
  const runNow = () => {
    timer = undefined
    ranAt = performance.now()
    run()
  }
  return {
    ask: () => {
      if (timer !== undefined) return
      const wait = ranAt + everyMs - performance.now()
      if (wait > 0) timer = setTimeout(runNow, wait)
      else runNow()
    },
    stop: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
