import { setTimeout as delay } from 'node:timers/promises'

/** Calls `step` this often a second for so long; a slow machine makes it late, never fewer. */
export async function atRate(
  perSecond: number,
  seconds: number,
  step: (index: number) => void,
): Promise<void> {
  const start = performance.now()
  const total = Math.round(perSecond * seconds)
  let done = 0
  while (done < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1_000) * perSecond) + 1)
    while (done < due) step(done++)
    await delay(1)
  }
}

/** Waits until something is true; false after `limitMs`. */
export async function waitFor(isTrue: () => boolean, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs
  while (!isTrue()) {
    if (performance.now() > end) return false
    await delay(10)
  }
  return true
}
