import { expect, test } from 'vitest'
import { createFairQueue } from '#server/basics/fair-queue.ts'

const line = 'home'

test('boards take turns, and people of a board do; each one’s own come in order, and who had no turn yet comes first', () => {
  const queue = createFairQueue<string>()
  const push = (item: string, board: string, participant: string): void =>
    queue.push(item, { line, board, participant })
  for (const item of ['flood 1', 'flood 2', 'flood 3']) push(item, 'a', 'eve')
  push('ada', 'a', 'ada')
  push('bo 1', 'b', 'bo')
  push('bo 2', 'b', 'bo')
  expect(queue.size()).toBe(6)
  expect([queue.next(), queue.next(), queue.next()]).toEqual(['flood 1', 'bo 1', 'ada'])
  push('cy', 'a', 'cy')
  expect(Array.from({ length: 5 }, () => queue.next())).toEqual([
    'bo 2',
    'cy',
    'flood 2',
    'flood 3',
    undefined,
  ])
  expect(queue.size()).toBe(0)
})

test('whoever has most waiting gives up the newest of it for who has less, and nobody for who would then have more', () => {
  const queue = createFairQueue<string>()
  const [eve, ada, bo] = [
    { line, board: 'a', participant: 'eve' },
    { line, board: 'a', participant: 'ada' },
    { line, board: 'b', participant: 'bo' },
  ]
  queue.push('ada', ada)
  for (const item of ['flood 1', 'flood 2', 'flood 3']) queue.push(item, eve)
  expect([queue.canGiveUp(bo), queue.giveUp(bo)]).toEqual([true, 'flood 3'])
  queue.push('bo', bo)
  expect([queue.canGiveUp(bo), queue.giveUp(bo)]).toEqual([true, 'flood 2'])
  expect([queue.canGiveUp(bo), queue.giveUp(bo)]).toEqual([false, undefined])
  expect([queue.canGiveUp(ada), queue.giveUp(ada)]).toEqual([false, undefined])
  expect(queue.size()).toBe(3)
  expect(Array.from({ length: 4 }, () => queue.next())).toEqual(['ada', 'bo', 'flood 1', undefined])
})

test('whoever fills the queue from many boards has one turn with everybody else, also later on, and gives up the newest for them', () => {
  const queue = createFairQueue<string>()
  const flood = (item: number): void =>
    queue.push(`flood ${item}`, { line: 'a stranger’s', board: `b${item}`, participant: `p${item}` })
  const honest = { line, board: 'b', participant: 'ada' }
  for (let item = 1; item <= 32; item += 1) flood(item)
  expect(queue.next()).toBe('flood 1')
  queue.push('first', honest)
  expect(queue.next()).toBe('first')
  expect(queue.next()).toBe('flood 2')
  // Who was served longer ago comes before who has just been, and new boards change nothing of that.
  flood(33)
  queue.push('second', honest)
  expect(queue.next()).toBe('second')
  expect(queue.giveUp(honest)).toBe('flood 33')
  expect(queue.giveUp({ line: 'a stranger’s', board: 'new', participant: 'p' })).toBeUndefined()
})

test('who shares a line or a board with the one who floods gives up nothing to them, and is given room by them', () => {
  const queue = createFairQueue<string>()
  for (let item = 1; item <= 4; item += 1) queue.push(`eve ${item}`, { line, board: 'a', participant: 'eve' })
  expect(queue.giveUp({ line, board: 'b', participant: 'bo' })).toBe('eve 4')
  expect(queue.giveUp({ line, board: 'a', participant: 'ada' })).toBe('eve 3')
  expect(queue.canGiveUp({ line, board: 'a', participant: 'eve' })).toBe(false)
  expect([queue.size(), queue.next(), queue.next(), queue.next()]).toEqual([2, 'eve 1', 'eve 2', undefined])
})

test('what is cleared is given back, and nothing waits any more', () => {
  const queue = createFairQueue<number>()
  for (const item of [1, 2]) queue.push(item, { line, board: 'a', participant: 'p' })
  queue.push(3, { line, board: 'b', participant: 'p' })
  expect(queue.clear()).toEqual([1, 2, 3])
  expect([queue.size(), queue.next()]).toEqual([0, undefined])
})
