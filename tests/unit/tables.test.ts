import { assert, integer, nat, property, string, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { drawTables, seatAt, tableOf, tableSizes, tablesLimit } from '#shared/workshop/tables.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

const people = uniqueArray(string({ minLength: 1, maxLength: 4 }), { maxLength: 300 })
const size = integer({ min: tableSizes.least, max: tableSizes.most })
const seed = nat()

test('tables have 3 to 8 people, as many as asked for if possible, and everybody sits at one', () => {
  assert(
    property(people, size, seed, (here, wanted, drawn) => {
      const tables = drawTables(here, wanted, drawn)
      const sizes = tables.map(({ length }) => length)
      expect(tables.flat().sort()).toEqual([...here].sort())
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(Math.min(here.length, tableSizes.least))
      expect(Math.max(...sizes)).toBeLessThanOrEqual(tableSizes.most)
    }),
  )
})

test('one seed gives the same tables in whatever order people came, and another seed other tables', () => {
  assert(
    property(people, size, seed, (here, wanted, drawn) => {
      expect(drawTables(here.toReversed(), wanted, drawn)).toEqual(drawTables(here, wanted, drawn))
    }),
  )
  const here = Array.from({ length: 30 }, (_, index) => `p${index}`)
  expect(drawTables(here, 5, 1)).not.toEqual(drawTables(here, 5, 2))
  expect(drawTables(here, 5, 1)).toHaveLength(6)
})

test('every table has as many people of each group as any other, or one more', () => {
  assert(
    property(people, size, seed, nat({ max: 6 }), (here, wanted, drawn, kinds) => {
      const groups = new Map(
        here.flatMap((person, index) => (index % 3 === 2 ? [] : [[person, `g${index % (kinds + 1)}`]])),
      )
      const tables = drawTables(here, wanted, drawn, groups)
      expect(tables.flat().sort()).toEqual([...here].sort())
      for (const group of new Set([undefined, ...groups.values()])) {
        const counts = tables.map((table) => table.filter((person) => groups.get(person) === group).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('the order of the people at a table tells nothing of their groups', () => {
  assert(
    property(people, size, seed, (here, wanted, drawn) => {
      const groups = new Map(here.map((person, index) => [person, `g${index % 3}`]))
      for (const table of drawTables(here, wanted, drawn, groups)) expect(table).toEqual([...table].sort())
    }),
  )
})

test('late-comers sit at the smallest table, three for whom there is no room at a new one, and nobody alone', () => {
  assert(
    property(people, people, size, seed, (here, late, wanted, drawn) => {
      const before = drawTables(here, wanted, drawn)
      const after = seatAt(before, late)
      expect(before.map(({ length }, index) => after[index]?.slice(0, length))).toEqual(before)
      expect(after.flat().sort()).toEqual([...new Set([...here, ...late])].sort())
      const sizes = after.map(({ length }) => length)
      expect(extraOf(sizes)).toBeLessThan(tableSizes.least)
      const everybody = after.flat().length
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(Math.min(everybody, tableSizes.least))
      // One after the other, as a room fills, they sit as when they come at once.
      expect([...late].reduce((tables, person) => seatAt(tables, [person]), before)).toEqual(after)
    }),
  )
  const full = ['abcdefgh', 'ijklmnop'].map((letters) => letters.split(''))
  const [one = [], other = []] = full
  expect(seatAt(full, ['q', 'r'])).toEqual([
    [...one, 'q'],
    [...other, 'r'],
  ])
  const third = ['q', 's', 'r']
  expect(seatAt(seatAt(full, ['q', 'r']), ['s'])).toEqual([one, other, third])
  expect(seatAt(seatAt(full, ['q', 'r', 's']), ['t'])).toEqual([one, other, [...third, 't']])
  expect(
    seatAt(
      [
        ['a', 'b', 'c', 'd'],
        ['e', 'f', 'g'],
      ],
      ['h', 'a'],
    ),
  ).toEqual([
    ['a', 'b', 'c', 'd'],
    ['e', 'f', 'g', 'h'],
  ])
  expect(tableOf([['a'], ['b']], 'b')).toBe(2)
  expect(tableOf([['a'], ['b']], 'c')).toBeNull()
})

test('tables of up to 5,000 people who come and go have 3 to 8 people each, and two of them nine at most', () => {
  const random = seededRandom(testSeed())
  for (const count of [3, 4, 7, 8, 17, 64, 513, 1_000, 5_000]) {
    const everybody = Array.from({ length: count }, (_, index) => `p${index}`)
    const wanted = tableSizes.least + random.below(tableSizes.most - tableSizes.least + 1)
    const first = everybody.filter(() => random.chance(0.6))
    let tables = drawTables(first, wanted, random.below(1_000))
    for (let wave = 0; wave < 5; wave += 1)
      tables = seatAt(
        tables,
        everybody.filter(() => random.chance(0.4)),
      )
    tables = seatAt(tables, everybody)
    const sizes = tables.map(({ length }) => length)
    expect(tables.flat().toSorted(), `seed ${random.seed}`).toEqual(everybody.toSorted())
    expect(extraOf(sizes), `seed ${random.seed}`).toBeLessThan(tableSizes.least)
    expect(tables.length).toBeLessThanOrEqual(tablesLimit)
    expect(Math.min(...sizes), `seed ${random.seed}`).toBeGreaterThanOrEqual(tableSizes.least)
    const again = drawTables(everybody, wanted, random.below(1_000)).map(({ length }) => length)
    expect([Math.min(...again) >= 3, Math.max(...again) <= 8], `seed ${random.seed}`).toEqual([true, true])
  }
})

/** People above the eight of each table. */
function extraOf(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + Math.max(0, size - tableSizes.most), 0)
}
