import { expect, test } from 'vitest'
import { tickWindowMs } from '#server/relay/limits.ts'

test('the window of a tick grows with the crowd without jumps', () => {
  const known = {
    0: 16,
    1: 16,
    50: 16,
    125: 24.5,
    200: 33,
    600: 41.5,
    1_000: 50,
    3_000: 75,
    5_000: 100,
    9_000: 100,
  }
  for (const [connections, ms] of Object.entries(known))
    expect(tickWindowMs(Number(connections))).toBeCloseTo(ms)
  for (let connections = 0; connections < 6_000; connections += 1) {
    const grown = tickWindowMs(connections + 1) - tickWindowMs(connections)
    expect(grown).toBeGreaterThanOrEqual(0)
    expect(grown).toBeLessThan(0.12)
  }
})
