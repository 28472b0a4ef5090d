import { expect, test } from 'vitest'
import { createIdBudgets, type IdBudgets, type Taker } from '#server/relay/id-budgets.ts'
import { limits } from '#server/relay/limits.ts'

const { boardClientIdBurst: burst, boardClientIdsPerSecond: perSecond, boardPageBurst, personPages } = limits
const minute = 60_000
const hour = 60 * minute

const person = (index: number): Taker => ({ participant: `person ${index}`, isFacilitator: false })
const mallory: Taker = { participant: 'mallory', isFacilitator: false }

/** All client ids that a board has for people who take many. */
function exhaust(ids: IdBudgets, at: number): number {
  let taken = 0
  while (ids.take('board', 50, mallory, at)) taken += 50
  return taken
}

test('a board accepts a burst of client ids and then a few a second, from any people', () => {
  const ids = createIdBudgets()
  expect(exhaust(ids, 0)).toBe(burst)
  expect(ids.take('board', 50, mallory, 0)).toBe(false)
  expect(ids.take('another board', 50, mallory, 0)).toBe(true)
  expect(ids.take('board', 50, mallory, (50 / perSecond) * 1_000)).toBe(true)
})

test('everybody’s first pages get client ids when others have used all, and no more than a person loads', () => {
  const ids = createIdBudgets()
  exhaust(ids, 0)
  let pages = 0
  while (ids.take('board', 1, person(1), 0)) pages += 1
  expect(pages).toBe(personPages)
  expect(ids.take('board', 1, person(2), 0)).toBe(true)
  exhaust(ids, hour)
  expect(ids.take('board', 1, person(1), hour)).toBe(true)
})

test('the largest crowd writes, reloads within minutes and writes on, and so do its facilitators', () => {
  const ids = createIdBudgets()
  for (const from of [0, 5 * minute]) {
    const refused = Array.from({ length: 5_000 }, (_, index) =>
      ids.take('board', 1, person(index), from + index * 20),
    ).filter((isTaken) => !isTaken)
    expect(refused).toEqual([])
  }
  for (const from of [8, 9]) {
    const lead = { participant: 'lead', isFacilitator: true }
    expect(ids.take('board', 1, lead, from * minute)).toBe(true)
  }
})

test('two hundred sessions that take all they can add some thousands of client ids', () => {
  const ids = createIdBudgets()
  let taken = exhaust(ids, 0)
  for (let session = 0; session < 200; session += 1)
    while (ids.take('board', 1, person(session), 0)) taken += 1
  expect(taken).toBeLessThanOrEqual(burst + 200 * personPages)
  expect(taken).toBeLessThan(4_000)
})

test('however many sessions take all they can, there is an end to it, and a facilitator’s page still writes', () => {
  const ids = createIdBudgets()
  let taken = exhaust(ids, 0)
  for (let session = 0; session < 10_000; session += 1)
    while (ids.take('board', 1, person(session), 0)) taken += 1
  expect(taken).toBe(burst + boardPageBurst)
  expect(ids.take('board', 1, { participant: 'new', isFacilitator: false }, 0)).toBe(false)
  expect(ids.take('board', 1, { participant: 'lead', isFacilitator: true }, 0)).toBe(true)
})

test('a crowd does not keep a facilitator who was offline for weeks from writing', () => {
  const ids = createIdBudgets()
  exhaust(ids, 0)
  expect(ids.take('board', 50, { participant: 'lead', isFacilitator: true }, 0)).toBe(true)
})

test('a board’s use of client ids is remembered while it matters, with any number of boards', () => {
  const ids = createIdBudgets()
  exhaust(ids, 0)
  for (let board = 0; board < 5_000; board += 1) ids.take(`board ${board}`, 1, mallory, minute)
  while (ids.take('board', 1, mallory, minute));
  expect(ids.take('board', 50, mallory, minute)).toBe(false)
})
