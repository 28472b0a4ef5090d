import { expect, test } from 'vitest'
import { isSameName } from '#shared/activities/map/ecosystem.ts'
import { nameSize, ringMap, ringPage, ringPages, type RingPage } from '#shared/activities/map/ring-places.ts'
import { intersects, type Rect } from '#shared/geometry/rect.ts'

function roomsOn({ names, scale }: RingPage): readonly Rect[] {
  const [width, height] = [nameSize.width * scale, nameSize.height * scale]
  const places = names.flatMap((ring) => ring.places)
  return places.map(({ x, y }) => ({ width, height, x: x - width / 2, y: y - height / 2 }))
}

test('a map with few names has larger ones than a full map', () => {
  expect(ringPage([2, 3, 4]).scale).toBeGreaterThan(1.4)
  expect(ringPage([10, 14, 16]).scale).toBe(1)
})

test.for([
  [[8, 14, 18]],
  [[10, 14, 16]],
  [[5, 15, 20]],
  [[0, 0, 1]],
  [[8, 0, 22]],
  [[3, 16, 21]],
  [[1, 1, 1]],
])('forty names on three rings can be read: $0', ([counts = []]) => {
  expectReadable(ringPage(counts), sum(counts))
})

test.for([[[8, 14, 18]], [[10, 14, 16]], [[3, 60, 2]]])(
  'in a room, rings of $0 names have a map each where the names of all would be too small',
  ([counts = []]) => {
    const least = { name: 1.83, title: 1.66 }
    const pages = ringPages(counts, { width: ringMap.width, least })
    expect(pages.length).toBeLessThanOrEqual(6)
    for (const page of pages) {
      expect(page.scale).toBeGreaterThanOrEqual(least.name)
      expect(page.titleScale).toBeGreaterThanOrEqual(least.title)
      expectReadable(page, sum(page.names.map(({ places }) => places.length)))
    }
    const shown = pages.flatMap(({ names }) =>
      names.flatMap(({ ring, from, places }) => places.map((_, index) => `${ring} ${from + index}`)),
    )
    expect(shown).toEqual(
      counts.flatMap((count, ring) => Array.from({ length: count }, (_, index) => `${ring} ${index}`)),
    )
  },
)

test('thousands of names have a place each, and cost a page no search', () => {
  const counts = [5_000, 3, 5_000]
  expect(ringPage(counts).names.map(({ places }) => places.length)).toEqual(counts)
  const pages = ringPages(counts, { width: ringMap.width, least: { name: 1.45, title: 1.4 } })
  const shown = pages.flatMap(({ names }) => names.map(({ places }) => places.length))
  expect(sum(shown)).toBe(sum(counts))
})

test('in a room, few names are one map', () => {
  const [page, ...others] = ringPages([2, 3, 4], { width: ringMap.width, least: { name: 1.45, title: 1.4 } })
  expect(others).toEqual([])
  expect(page?.names.map(({ ring, places }) => [ring, places.length])).toEqual([
    [0, 2],
    [1, 3],
    [2, 4],
  ])
})

test('a wide room shows many names on one map, in type that its last row reads', () => {
  const least = { name: 1.83, title: 1.66 }
  const pages = ringPages([5, 8, 10], { width: 2_460, least })
  expect(pages.map(({ names }) => names.map(({ places }) => places.length))).toEqual([[5, 8, 10]])
})

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}

/** All names are on the map, and none covers another. */
function expectReadable(page: RingPage, count: number): void {
  const rooms = roomsOn(page)
  expect(rooms).toHaveLength(count)
  const covered = rooms.flatMap((room, index) =>
    rooms.slice(index + 1).filter((other) => intersects(room, other)),
  )
  expect(covered).toEqual([])
  for (const { x, y, width, height } of rooms) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(ringMap.width)
    expect(y + height).toBeLessThanOrEqual(ringMap.height)
  }
}

test.for([
  ['presse', 'La Presse', true],
  ['press', 'La presse', true],
  ['the clients', 'Client', true],
  ['Nos lecteurs', 'lectrices', false],
  ['équipes métiers', 'Métiers (équipes)', true],
  ['mère', 'père', false],
  ['', 'la', false],
  ['audience', 'audit', false],
  ['the press office', 'the press', false],
  ['C.I.O.', 'the CIO', true],
  ['Bénévole·s', 'Bénévoles', true],
  ['Élu(e)s', 'élu·e·s', true],
  ['agent.e.s', 'Agents', true],
  ['Œuvres sociales', 'oeuvres sociales', true],
  ['Company', 'companies', true],
  ['Mairie', 'mairies', true],
  ['Jounralists', 'journalists', true],
  ['employers', 'employees', false],
  ['trainer', 'trainees', false],
  ['75012', '75013', false],
] as const)('“%s” and “%s” mean the same: %s', ([one, other, isSame]) => {
  expect(isSameName(one, other)).toBe(isSame)
  expect(isSameName(other, one)).toBe(isSame)
})
