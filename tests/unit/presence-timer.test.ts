import { expect, test, vi } from 'vitest'
import { FanOut, type FanOutDeps } from '#server/relay/fan-out.ts'

test('presence that is due soon does not wait for presence that is due later', () => {
  vi.useFakeTimers()
  const due: number[] = [10_000]
  let taken = 0
  const presence = {
    dueInMs: () => due.at(-1),
    take: () => {
      taken += 1
      due.pop()
      return { all: [], ours: [] }
    },
  }
  const fanOut = new FanOut({ presence, members: new Set() } as unknown as FanOutDeps)
  fanOut.schedulePresence()
  due.push(66)
  fanOut.schedulePresence()
  vi.advanceTimersByTime(66)
  expect(taken).toBe(1)
  vi.advanceTimersByTime(10_000)
  expect(taken).toBe(2)
  vi.useRealTimers()
})
