import { expect, test } from 'vitest'
import {
  anonymousNumbersOf,
  withAnonymousNumbers,
  type PersonKey,
} from '#shared/workshop/anonymous-numbers.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

function being(participant: string, index: number, facts: Partial<PersonKey> = {}): PersonKey {
  return { participant, index, name: '', colour: 0, ...facts }
}

test('anonymous people of one colour have different numbers, the same on every screen, while people come and go', () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  let next = 0
  const arriving = () =>
    being(`p${random.below(1_000_000)}`, (next += 1), {
      colour: random.below(3),
      name: random.chance(0.2) ? 'Ana' : '',
    })
  let here = Array.from({ length: 12 }, arriving)
  for (let round = 0; round < 200; round += 1) {
    const before = anonymousNumbersOf(here)
    const shuffled = here.toSorted(() => random.next() - 0.5)
    expect(anonymousNumbersOf(shuffled)).toEqual(before)
    for (const colour of [0, 1, 2]) {
      const unnamed = here.filter((person) => person.name === '' && person.colour === colour)
      expect(new Set(unnamed.map(({ participant }) => before.get(participant))).size).toBe(unnamed.length)
    }
    // A person who comes later takes nobody's number.
    const later = arriving()
    const after = anonymousNumbersOf([...here, later])
    for (const { participant } of here) expect(after.get(participant)).toBe(before.get(participant))
    here = [...here, later].filter(() => random.chance(0.9))
  }
})

test('one person on two devices has one number, and a person with a name has none', () => {
  const numbers = anonymousNumbersOf([being('p1', 1), being('p1', 4), being('ana', 2, { name: 'Ana' })])
  expect([...numbers.keys()]).toEqual(['p1'])
  expect(anonymousNumbersOf([being('p1', 9)]).get('p1')).toBe(numbers.get('p1'))
})

test('voters of a round of the first versions, which kept no colours, are told apart by numbers alone', () => {
  const ballots = ['p1', 'p2', 'p3', 'p4'].map((participant) => ({ participant, name: '', dots: { a: 1 } }))
  const named = { participant: 'ana', name: 'Ana', dots: { a: 1 } }
  const told = withAnonymousNumbers([...ballots, named])
  expect(new Set(told.map(({ number }) => number)).size).toBe(5)
  expect(told.at(-1)).toEqual(named)
  expect(withAnonymousNumbers([...ballots, named])).toEqual(told)
})

test('a number that was published once stays, whatever it would be now', () => {
  const ballot = { participant: 'p1', name: '', colour: 2, number: 12, dots: { a: 1 } }
  expect(withAnonymousNumbers([ballot])).toEqual([ballot])
})
