import { expect, test } from 'vitest'
import { onceIn } from '#shared/workshop/chance.ts'

test('the chance of guessing is that of the published tables of the binomial distribution', () => {
  // Cumulative binomial probabilities for p = 0.25, four digits (CRC Standard Mathematical Tables): P(X ≥ found).
  const published = [
    { found: 3, of: 5, chance: 0.1035 },
    { found: 6, of: 10, chance: 0.0197 },
    { found: 8, of: 15, chance: 0.0173 },
    { found: 10, of: 20, chance: 0.0139 },
  ]
  for (const { found, of, chance } of published)
    expect(Math.round(10_000 / onceIn(found, of, 4)) / 10_000).toBe(chance)
  // 57,205 of 4²⁴ ways.
  expect(onceIn(21, 24, 4)).toBeCloseTo(4 ** 24 / 57_205, 3)
})

test('nobody and everybody are exact, also among many', () => {
  expect(onceIn(0, 12, 4)).toBe(1)
  expect(onceIn(12, 12, 4)).toBe(4 ** 12)
  expect(onceIn(2_000, 2_000, 4)).toBe(Number.POSITIVE_INFINITY)
})
