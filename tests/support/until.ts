import { factTimeoutMs, startTimeout } from './time-limits.ts'

/** Milliseconds between two looks. */
const lookEveryMs = 5

/** Waits until a fact holds; throws when it does not in time. Fake timers do not matter to it. */
export async function until(
  fact: () => boolean | Promise<boolean>,
  timeoutMs = factTimeoutMs,
): Promise<void> {
  let isLate = false
  const timeout = startTimeout(() => {
    isLate = true
  }, timeoutMs)
  while (!(await fact())) {
    if (isLate) throw new Error(`this did not hold in time: ${fact.toString()}`)
    await new Promise<void>((resolve) => void startTimeout(resolve, lookEveryMs))
  }
  timeout.stop()
}
