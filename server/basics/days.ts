export const dayMs = 24 * 60 * 60_000

/** Runs `task` now and once a day, until it is closed. `failed` hears why it could not be done; tomorrow is soon enough. */
export function daily(
  task: () => Promise<void>,
  failed: (cause: unknown) => void,
): { readonly close: () => void } {
  const run = (): void => void task().catch(failed)
  run()
  const timer = setInterval(run, dayMs).unref()
  return { close: () => clearInterval(timer) }
}

/** When something was used, as it is kept: to the day, rounded up. The retention needs no more, and when somebody writes is nobody's business. */
export function usedAt(now: number): number {
  return Math.ceil(now / dayMs) * dayMs
}
