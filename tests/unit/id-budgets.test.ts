import { expect, test } from 'vitest'
import { createIdBudgets } from '#server/relay/id-budgets.ts'
import { limits } from '#server/relay/limits.ts'

const { boardClientIdBurst: burst, boardClientIdsPerSecond: perSecond } = limits

test('a board takes so many client ids at once and then a few; the last half is for who has none yet', () => {
  const ids = createIdBudgets()
  let taken = 0
  while (ids.take('board', 250, false, 0)) taken += 250
  expect(taken).toBeGreaterThanOrEqual(burst / 2)
  expect(taken).toBeLessThanOrEqual(burst / 2 + 250)
  // Many at once are nobody's first.
  expect(ids.take('board', 250, true, 0)).toBe(false)
  expect(ids.take('another board', 250, false, 0)).toBe(true)
  let people = 0
  while (ids.take('board', 1, true, 0)) people += 1
  expect(people).toBe(burst - taken)
  expect(ids.take('board', 1, true, 1_000 / perSecond)).toBe(true)
  expect(ids.take('board', 1, false, 2_000 / perSecond)).toBe(false)
  expect(ids.take('board', 1, false, ((burst / 2 + 2) / perSecond) * 1_000)).toBe(true)
})

test('what a board has taken is remembered as long as it makes a difference, however many boards there are', () => {
  const ids = createIdBudgets()
  while (ids.take('board', 250, false, 0));
  for (let board = 0; board < 5_000; board += 1) ids.take(`board ${board}`, 1, true, 60_000)
  expect(ids.take('board', 1, false, 60_000)).toBe(false)
})
