/** Multiplies every limit, for a machine with other work: `TEST_TIME_SCALE=5 npm test`. */
const scale = Number(process.env['TEST_TIME_SCALE'] ?? 1)

/** A limit in milliseconds, given for two free cores on which three test files run at once. */
export function timeLimit(ms: number): number {
  return ms * scale
}

/** How long a test waits for one fact. Not measured; on two free cores most facts take less than 2 s. */
export const factTimeoutMs = timeLimit(10_000)

/** The limit for a page after an outage: it waits up to 10 s before its next try, then it syncs. */
export const reconnectTimeoutMs = timeLimit(30_000)

/** The real timers: a test may have replaced the global ones. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis

/** Runs `onTimeout` unless it is stopped before; unaffected by fake timers. */
export function startTimeout(
  onTimeout: () => void,
  ms: number = factTimeoutMs,
): { readonly stop: () => void } {
  const timer = startTimer(onTimeout, ms)
  return { stop: () => stopTimer(timer) }
}
