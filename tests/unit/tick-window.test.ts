import { expect, test } from 'vitest'
import { tickWindowMs } from '#server/relay/limits.ts'
import { TickRate } from '#server/relay/tick-rate.ts'

test('the window of a tick grows with the crowd without jumps', () => {
  const known = {
    0: 4,
    9: 4,
    15: 10,
    20: 16,
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
  for (let connections = 20; connections < 6_000; connections += 1) {
    const grown = tickWindowMs(connections + 1) - tickWindowMs(connections)
    expect(grown).toBeGreaterThanOrEqual(0)
    expect(grown).toBeLessThan(0.12)
  }
})

test('small rooms share larger ticks on a server with many busy boards, and large rooms keep theirs', () => {
  expect(tickWindowMs(9, 60)).toBe(4)
  expect(tickWindowMs(20, 100)).toBe(16)
  expect(tickWindowMs(20, 200)).toBeCloseTo(24.5)
  expect(tickWindowMs(20, 900)).toBe(33)
  expect(tickWindowMs(1_000, 900)).toBe(50)
})

test('the rate of ticks is that of the last second or so', () => {
  const rate = new TickRate()
  for (let tick = 0; tick < 1_000; tick += 1) rate.count(tick * 10)
  expect(rate.perSecond(9_990)).toBeCloseTo(100, -1)
  expect(rate.perSecond(12_000)).toBeLessThan(20)
})
