import { expect, test } from 'vitest'
import { deal, dealSize } from '#server/polls/open-poll.ts'
import { seededRandom } from '../support/random.ts'

/** The options in a random order. */
function lotsOf(options: readonly string[], random: () => number): readonly string[] {
  return options
    .map((option) => ({ option, lot: random() }))
    .toSorted((a, b) => a.lot - b.lot)
    .map(({ option }) => option)
}

const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `need-${index}`)

test('24 people and 47 needs: ten each; a short list and a small group answer everything', () => {
  expect(dealSize(47, 24)).toBe(10)
  expect(dealSize(12, 300)).toBe(12)
  expect(dealSize(13, 5)).toBe(13)
  expect(dealSize(13, 6)).toBe(11)
  expect(dealSize(200, 300)).toBe(4)
  expect(dealSize(47, 1)).toBe(47)
})

test('whatever the numbers, no need is dealt to two people more than another', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const { next: random } = seededRandom(seed)
    const options = namesOf(13 + Math.floor(random() * 120))
    const people = 1 + Math.floor(random() * 60)
    const size = dealSize(options.length, people)
    const loads = new Map<string, number>()
    for (let person = 0; person < people; person += 1) {
      const hand = deal(options, size, (option) => loads.get(option) ?? 0, lotsOf(options, random))
      expect(new Set(hand).size, `seed ${seed}`).toBe(size)
      expect(hand, `seed ${seed}`).toEqual(options.filter((option) => hand.includes(option)))
      for (const option of hand) loads.set(option, (loads.get(option) ?? 0) + 1)
    }
    const counts = options.map((option) => loads.get(option) ?? 0)
    expect(Math.max(...counts) - Math.min(...counts), `seed ${seed}`).toBeLessThanOrEqual(1)
    if (people > 5) expect(Math.min(...counts), `seed ${seed}`).toBeGreaterThanOrEqual(Math.min(people, 5))
  }
})

test('somebody who comes later is dealt the least answered needs, and keeps those that they have answered', () => {
  const options = namesOf(13)
  const loads = new Map(options.map((option, index) => [option, index < 4 ? 1 : 3]))
  const loadOf = (option: string) => loads.get(option) ?? 0
  const lots = lotsOf(options, seededRandom(7).next)
  const hand = deal(options, 5, loadOf, lots)
  expect(hand.slice(0, 4)).toEqual(options.slice(0, 4))
  const own = new Set(['need-12', 'need-11'])
  expect(deal(options, 5, loadOf, lots, own)).toEqual(expect.arrayContaining([...own]))
})
