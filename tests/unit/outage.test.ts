import { expect, test } from 'vitest'
import { readOutage } from '#server/ops/outage.ts'
import { newDataDir } from '#tests/support/server.ts'

/** Time passes with each look at the clock, as on a busy machine. */
const slowClock = (from: number) => () => (from += 50)

test('clocks wait over an orderly end, and not for a start after a kill, however slow it is', async () => {
  const dataDir = await newDataDir()
  const noFailure = (cause: unknown): void => expect(cause).toBeUndefined()
  const killed = readOutage(dataDir, slowClock(1_000), noFailure)
  expect(killed.awayMs('board')).toBe(0)
  killed.ends()
  expect(readOutage(dataDir, slowClock(60_000), noFailure).awayMs('board')).toBe(60_050 - 1_100)
})
