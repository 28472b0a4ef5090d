import { expect, test } from 'vitest'
import { deal, dealAtTables, type Passable } from '#shared/activities/pass/deal.ts'
import { receivedIn } from '#shared/activities/pass/received.ts'
import { drawTables, seatAt, tableOf } from '#shared/workshop/tables.ts'
import { seededRandom, testSeed, type Random } from '#tests/support/random.ts'

const shuffleWith =
  ({ next }: Random) =>
  <Item>(items: readonly Item[]): readonly Item[] =>
    items
      .map((item) => ({ item, at: next() }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ item }) => item)

const text = (owner: string, number: number, from: readonly string[] = []): Passable => ({
  id: `${owner}-${number}`,
  owner,
  isOffered: true,
  from,
})

test('three people who wrote one text each pass twice, and nobody meets their own words', () => {
  const random = seededRandom(testSeed())
  const shuffle = shuffleWith(random)
  const people = ['ana', 'bo', 'cy']
  const texts = people.map((person) => text(person, 1))
  const first = deal({ texts, given: new Set(), people, shuffle })
  expect(new Set(first.values()).size, `seed ${random.seed}`).toBe(3)
  const built = [...first].map(([person, draft]) => text(person, 2, [draft]))
  const second = deal({ texts: [...texts, ...built], given: new Set(first.values()), people, shuffle })
  expect(second.size, `seed ${random.seed}`).toBe(3)
})

test('two people who have read each other’s words are told that there is nothing more', () => {
  const people = ['ana', 'bo']
  const texts = people.map((person) => text(person, 1))
  const shuffle = shuffleWith(seededRandom(1))
  const given = new Set(deal({ texts, given: new Set(), people, shuffle }).values())
  const built = [text('ana', 2, ['bo-1']), text('bo', 2, ['ana-1'])]
  expect(deal({ texts: [...texts, ...built], given, people, shuffle })).toEqual(new Map())
})

test('a text that its author keeps back goes to nobody, and what grew from it never returns to them', () => {
  const shuffle = shuffleWith(seededRandom(1))
  const texts = [{ ...text('ana', 1), isOffered: false }, text('bo', 1, ['ana-1'])]
  expect(deal({ texts, given: new Set(), people: ['ana', 'bo'], shuffle })).toEqual(new Map())
  expect(deal({ texts, given: new Set(), people: ['bo', 'cy'], shuffle })).toEqual(new Map([['cy', 'bo-1']]))
})

test('however many come and go: each text once, to as many people as can be, never to one of its authors', () => {
  const random = seededRandom(testSeed())
  for (const count of [3, 4, 5, 9, 30, 300]) {
    for (let run = 0; run < (count > 9 ? 1 : 10); run += 1) passThrice(count, random)
  }
})

test('at tables a text stays at its table, however people come and go, and nobody meets their own words', () => {
  const random = seededRandom(testSeed())
  for (const count of [3, 6, 17, 60, 300]) {
    const everybody = Array.from({ length: count }, (_, index) => `p${index}`)
    let tables = drawTables(everybody.slice(0, Math.ceil(count / 2)), 5, random.below(1_000))
    const texts = everybody.map((person) => text(person, 1))
    const given = new Set<string>()
    for (let pass = 0; pass < 2; pass += 1) {
      const people = everybody.filter(() => random.chance(0.8))
      const dealt = dealAtTables({ texts, given, people, shuffle: shuffleWith(random) }, tables)
      const why = `seed ${random.seed}, ${count} people`
      expect(new Set(dealt.values()).size, why).toBe(dealt.size)
      for (const [person, id] of dealt) {
        const { owner } = texts.find((one) => one.id === id) ?? { owner: '' }
        expect(tableOf(tables, person), why).toBe(tableOf(tables, owner) ?? 'none')
        expect([owner !== person, given.has(id)], why).toEqual([true, false])
        expect(authorsOf(id, texts), why).not.toContain(person)
      }
      // Everybody at a table who has two others there gets something in the first pass.
      if (pass === 0)
        for (const table of tables.filter(({ length }) => length > 1))
          expect(
            table.filter((person) => people.includes(person) && !dealt.has(person)),
            why,
          ).toEqual([])
      for (const [person, id] of dealt) {
        given.add(id)
        texts.push(text(person, 10 + pass, [id]))
      }
      tables = seatAt(tables, people)
    }
  }
})

function passThrice(count: number, random: Random): void {
  const everybody = Array.from({ length: count }, (_, index) => `p${index}`)
  const texts = everybody.flatMap((person) =>
    Array.from({ length: random.below(3) }, (_, index) => text(person, index)),
  )
  const given = new Set<string>()
  for (let pass = 0; pass < 3; pass += 1) {
    const people = everybody.filter(() => random.chance(0.8))
    const before = [...texts]
    const dealt = deal({ texts: before, given, people, shuffle: shuffleWith(random) })
    const why = `seed ${random.seed}, ${count} people`
    expect(new Set(dealt.values()).size, why).toBe(dealt.size)
    for (const [person, id] of dealt) {
      expect(given.has(id), why).toBe(false)
      expect(authorsOf(id, before), why).not.toContain(person)
    }
    if (count < 5) expect(dealt.size, why).toBe(mostThatCanBe(people, before, given))
    for (const [person, id] of dealt) {
      given.add(id)
      if (random.chance(0.9)) texts.push(text(person, 10 + pass, [id]))
    }
  }
}

function authorsOf(id: string, texts: readonly Passable[]): readonly string[] {
  const found = texts.find((each) => each.id === id)
  return found ? [found.owner, ...found.from.flatMap((parent) => authorsOf(parent, texts))] : []
}

/** By trying all ways: for few people. */
function mostThatCanBe(
  people: readonly string[],
  texts: readonly Passable[],
  given: ReadonlySet<string>,
): number {
  const free = texts.filter(({ id }) => !given.has(id))
  const known = new Map<string, number>()
  const most = (index: number, used: number): number => {
    const person = people[index]
    if (person === undefined) return 0
    const key = `${index} ${used}`
    const before = known.get(key)
    if (before !== undefined) return before
    let best = most(index + 1, used)
    for (const [at, { id }] of free.entries()) {
      if ((used & (1 << at)) !== 0 || authorsOf(id, texts).includes(person)) continue
      best = Math.max(best, 1 + most(index + 1, used | (1 << at)))
    }
    known.set(key, best)
    return best
  }
  return most(0, 0)
}

test('what a desk holds is read whole or not at all', () => {
  const received = { draft: 'abc', text: 'We listen', blanks: { who: 'families' }, field: 'why' }
  expect(receivedIn({ 'why/pass-1': received, 'why/pass-2': null, constructor: received })).toEqual({
    'why/pass-1': received,
    'why/pass-2': null,
  })
  expect(receivedIn({ 'why/pass-1': { draft: 7, text: 'We listen' } })).toEqual({ 'why/pass-1': null })
  for (const nothing of [undefined, null, 'why', []]) expect(receivedIn(nothing)).toEqual({})
})

test('thousands of people who wrote nothing cost little: each text goes to one of them, and the others get none', () => {
  const texts = Array.from({ length: 1_000 }, (_, index) => ({
    id: `t${index}`,
    owner: `writer${index}`,
    isOffered: true,
    from: [],
  }))
  const people = Array.from({ length: 5_000 }, (_, index) => `idle${index}`)
  const dealt = deal({ texts, given: new Set(), people, shuffle: (items) => items })
  expect(new Set(dealt.values()).size).toBe(1_000)
})

test('texts that grew from a net of hundreds are each looked at a bounded number of times, and others are dealt', () => {
  let reads = 0
  const net = Array.from({ length: 600 }, (_, index) => {
    const from = Array.from({ length: Math.min(index, 40) }, (__, back) => `eve-${index - 1 - back}`)
    return Object.defineProperty(text('eve', index), 'from', {
      get: () => {
        reads += 1
        return from
      },
    })
  })
  const dealt = deal({
    texts: [...net, text('ada', 1, ['eve-3'])],
    given: new Set(net.map(({ id }) => id).slice(0, 300)),
    people: ['eve', 'bo', 'cy'],
    shuffle: (items) => items,
  })
  expect([dealt.get('eve'), [...dealt.values()]]).toEqual([undefined, ['ada-1']])
  expect(reads).toBeLessThan(300 * 201)
})
