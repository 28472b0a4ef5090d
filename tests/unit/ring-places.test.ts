import { expect, test } from 'vitest'
import { isSameName } from '#shared/activities/map/same-name.ts'
import { nameSize, ringMap, ringLayout } from '#shared/activities/map/ring-places.ts'
import { intersects, type Rect } from '#shared/geometry/rect.ts'

function roomsOf(counts: readonly number[]): readonly Rect[] {
  const { places, scale } = ringLayout(counts)
  const [width, height] = [nameSize.width * scale, nameSize.height * scale]
  return places.flat().map(({ x, y }) => ({ width, height, x: x - width / 2, y: y - height / 2 }))
}

test('a map with few names has larger ones than a full map', () => {
  expect(ringLayout([2, 3, 4]).scale).toBeGreaterThan(1.4)
  expect(ringLayout([10, 14, 16]).scale).toBe(1)
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
  const rooms = roomsOf(counts)
  expect(rooms).toHaveLength(counts.reduce((sum, count) => sum + count, 0))
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
})

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
] as const)('“%s” and “%s” mean the same: %s', ([one, other, isSame]) => {
  expect(isSameName(one, other)).toBe(isSame)
  expect(isSameName(other, one)).toBe(isSame)
})
