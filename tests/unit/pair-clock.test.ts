import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PairClock } from '#server/asking/pair-clock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('lines that drop all the time do not put off the next pair; another answer does', () => {
  const settled = vi.fn()
  const clock = new PairClock({ ms: 30_000, settleMs: 1_000, now: Date.now, timeIsUp: vi.fn(), settled })
  clock.settle()
  vi.advanceTimersByTime(900)
  clock.settle()
  for (let tick = 0; tick < 9; tick += 1) {
    vi.advanceTimersByTime(100)
    clock.look()
  }
  expect(settled).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(settled).toHaveBeenCalledOnce()
  clock.look()
  vi.advanceTimersByTime(1_000)
  expect(settled).toHaveBeenCalledTimes(2)
  clock.settle()
  clock.stop()
  vi.advanceTimersByTime(60_000)
  expect(settled).toHaveBeenCalledTimes(2)
})
