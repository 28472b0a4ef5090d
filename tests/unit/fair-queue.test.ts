import { expect, test } from 'vitest'
import { createFairQueue } from '#server/photos/fair-queue.ts'

test('boards take turns, and people of a board do; each one’s own come in order', () => {
  const queue = createFairQueue<string>()
  const push = (item: string, board: string, participant: string): void =>
    queue.push(item, { board, participant })
  for (const item of ['flood 1', 'flood 2', 'flood 3']) push(item, 'a', 'eve')
  push('ada', 'a', 'ada')
  push('bo 1', 'b', 'bo')
  push('bo 2', 'b', 'bo')
  expect(queue.size()).toBe(6)
  expect([queue.next(), queue.next(), queue.next()]).toEqual(['flood 1', 'bo 1', 'ada'])
  push('cy', 'a', 'cy')
  expect(Array.from({ length: 5 }, () => queue.next())).toEqual([
    'bo 2',
    'flood 2',
    'cy',
    'flood 3',
    undefined,
  ])
  expect(queue.size()).toBe(0)
})

test('whoever has most waiting gives up the newest of it for who has less, and nobody for who would then have more', () => {
  const queue = createFairQueue<string>()
  const [eve, ada, bo] = [
    { board: 'a', participant: 'eve' },
    { board: 'a', participant: 'ada' },
    { board: 'b', participant: 'bo' },
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

test('what is cleared is given back, and nothing waits any more', () => {
  const queue = createFairQueue<number>()
  for (const item of [1, 2]) queue.push(item, { board: 'a', participant: 'p' })
  queue.push(3, { board: 'b', participant: 'p' })
  expect(queue.clear()).toEqual([1, 2, 3])
  expect([queue.size(), queue.next()]).toEqual([0, undefined])
})
