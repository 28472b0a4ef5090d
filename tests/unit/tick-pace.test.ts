import { afterEach, expect, test, vi } from 'vitest'
import { gatherMs, tickWindowMs } from '#server/relay/limits.ts'
import { Rate, SharedPace, TickPace } from '#server/relay/tick-pace.ts'

afterEach(() => void vi.useRealTimers())

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

test('the first update on a small board waits for others on a server with many busy boards', () => {
  expect(gatherMs(9, 1_500)).toBe(0)
  expect(gatherMs(20, 2_000)).toBe(0)
  expect(gatherMs(20, 5_000)).toBeCloseTo(27)
  expect(gatherMs(20, 30_000)).toBe(54)
  expect(gatherMs(5_000, 30_000)).toBe(0)
})

test('a rate is that of the last second or so', () => {
  const rate = new Rate()
  for (let tick = 0; tick < 1_000; tick += 1) rate.count(tick * 10, 1)
  expect(rate.perSecond(9_990)).toBeCloseTo(100, -1)
  expect(rate.perSecond(12_000)).toBeLessThan(20)
})

test('boards tick at the same beat while others are busy, and one that is busy alone ticks at once', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] })
  vi.advanceTimersByTime(1)
  const shared = new SharedPace()
  const [busy, calm, late] = [1_000, 20, 20].map((people) => new TickPace(shared, () => people))
  for (let update = 0; update < 60; update += 1) busy?.count()
  const ticked: string[] = []
  const tick = (name: string) => (): void => void ticked.push(name)
  busy?.schedule(0, false, tick('busy'))
  calm?.schedule(0, false, tick('calm'))
  vi.advanceTimersByTime(5)
  expect(ticked).toEqual(['busy'])
  late?.schedule(0, false, tick('late'))
  calm?.schedule(0, true, tick('a command'))
  vi.advanceTimersByTime(42)
  expect(ticked).toEqual(['busy'])
  vi.advanceTimersByTime(3)
  expect(ticked).toEqual(['busy', 'a command'])
  // Both others have waited for 54 ms by the second beat.
  vi.advanceTimersByTime(47)
  expect(ticked).toEqual(['busy', 'a command'])
  vi.advanceTimersByTime(3)
  expect(ticked).toEqual(['busy', 'a command', 'calm', 'late'])
})
