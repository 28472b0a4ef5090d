import { expect, test } from 'vitest'
import {
  leftOf,
  paused,
  pausedTable,
  withTableTime,
  withTime,
  type StepClock,
} from '#shared/agenda/agenda.ts'

test('people at a table shorten its time, and neither take all of it away nor stop it below nothing', () => {
  const running: StepClock = { endsAt: 300_000, left: null, full: 300_000 }
  const left = (clock: StepClock) => leftOf(clock, 0)
  expect(left(withTableTime(running, -60, 0))).toBe(240_000)
  expect(left(withTableTime(running, -86_400, 0))).toBe(60_000)
  expect(left(withTableTime({ ...running, endsAt: 30_000 }, -86_400, 0))).toBe(30_000)
  expect(left(withTableTime(running, 60, 0))).toBe(360_000)
  // The time is over: it goes on counting, and a pause shows that it is over, not for how long.
  const over: StepClock = { ...running, endsAt: -21_000 }
  expect(left(withTableTime(over, -60, 0))).toBe(left(withTime(over, 0, 0)))
  expect(paused(over, 0).left).toBe(-21_000)
  expect(pausedTable(over, 0).left).toBe(0)
  expect(left(withTableTime(over, 60, 0))).toBe(60_000)
})
