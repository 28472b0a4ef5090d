import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { shuffled } from '#server/basics/shuffle.ts'

test('every item is in every place about as often, from any place', () => {
  const items = ['a', 'b', 'c', 'd']
  const counts = new Map<string, number>()
  const rounds = 8_000
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, item] of shuffled(items, randomBytes).entries()) {
      const key = `${item}${place}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  // 2,000 each, with a deviation of 39: six of them are exceeded once in some hundred million runs.
  expect(counts.size).toBe(16)
  for (const [key, count] of counts) expect([key, Math.abs(count - rounds / 4) < 235]).toEqual([key, true])
})

test('the order depends on the randomness alone, and no item is lost', () => {
  for (const byte of [0, 255]) {
    const order = shuffled([1, 2, 3, 4, 5], (count) => new Uint8Array(count).fill(byte))
    expect(order.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  }
  expect(shuffled([], (count) => new Uint8Array(count))).toEqual([])
})
