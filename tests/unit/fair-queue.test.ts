import { expect, test } from 'vitest'
import { FairQueue } from '#server/basics/fair-queue.ts'

const line = 'home'

test('boards take turns, then people of a board; each person’s jobs keep their order, and new people come first', () => {
  const queue = new FairQueue<string>()
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

test('the person with most waiting jobs loses the newest for a person with fewer, and never falls below them', () => {
  const queue = new FairQueue<string>()
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

test('a person with jobs on many boards has one turn like everybody else, and loses the newest jobs first', () => {
  const queue = new FairQueue<string>()
  const flood = (item: number): void =>
    queue.push(`flood ${item}`, { line: 'a stranger’s', board: `b${item}`, participant: `p${item}` })
  const honest = { line, board: 'b', participant: 'ada' }
  for (let item = 1; item <= 32; item += 1) flood(item)
  expect(queue.next()).toBe('flood 1')
  queue.push('first', honest)
  expect(queue.next()).toBe('first')
  expect(queue.next()).toBe('flood 2')
  // People served longer ago come before people served just now, also when new boards arrive.
  flood(33)
  queue.push('second', honest)
  expect(queue.next()).toBe('second')
  expect(queue.giveUp(honest)).toBe('flood 33')
  expect(queue.giveUp({ line: 'a stranger’s', board: 'new', participant: 'p' })).toBeUndefined()
})

test('a person who shares a line or board with a flooder loses nothing to them, and gets room from them', () => {
  const queue = new FairQueue<string>()
  for (let item = 1; item <= 4; item += 1) queue.push(`eve ${item}`, { line, board: 'a', participant: 'eve' })
  expect(queue.giveUp({ line, board: 'b', participant: 'bo' })).toBe('eve 4')
  expect(queue.giveUp({ line, board: 'a', participant: 'ada' })).toBe('eve 3')
  expect(queue.canGiveUp({ line, board: 'a', participant: 'eve' })).toBe(false)
  expect([queue.size(), queue.next(), queue.next(), queue.next()]).toEqual([2, 'eve 1', 'eve 2', undefined])
})

test('cleared jobs are returned, and nothing waits any more', () => {
  const queue = new FairQueue<number>()
  for (const item of [1, 2]) queue.push(item, { line, board: 'a', participant: 'p' })
  queue.push(3, { line, board: 'b', participant: 'p' })
  expect(queue.clear()).toEqual([1, 2, 3])
  expect([queue.size(), queue.next()]).toEqual([0, undefined])
})

test('an item that may not be taken yet is passed over, and any item can be taken out', () => {
  const queue = new FairQueue<string>()
  const ada = { line, board: 'a', participant: 'ada' }
  for (const item of ['large', 'small', 'other']) queue.push(item, ada)
  queue.push('elsewhere', { line: 'work', board: 'b', participant: 'bo' })
  expect(queue.next((item) => item === 'small')).toBe('small')
  expect(queue.next((_, { board }) => board === 'c')).toBeUndefined()
  expect([queue.remove('other', ada), queue.remove('other', ada), queue.size()]).toEqual([true, false, 2])
  expect([queue.next(), queue.next(), queue.next()]).toEqual(['elsewhere', 'large', undefined])
})
