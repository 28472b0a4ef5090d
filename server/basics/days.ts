export const dayMs = 24 * 60 * 60_000

/** Runs `task` now and once a day, until it is closed. A task that failed runs again the next day. */
export function daily(
  task: () => Promise<void>,
  failed: (cause: unknown) => void,
): { readonly close: () => void } {
  const run = (): void => void task().catch(failed)
  run()
  const timer = setInterval(run, dayMs).unref()
  return { close: () => clearInterval(timer) }
}

/**
 * The stored time of a use: rounded up to the day. Retention needs no more, and the server should not know
 * when somebody writes.
 */
export function usedAt(now: number): number {
  return Math.ceil(now / dayMs) * dayMs
}
