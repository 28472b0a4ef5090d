import { expect, test } from 'vitest'
import { uncovered } from '#client/canvas/overdraw.ts'
import { inset } from '#shared/geometry/rect.ts'
import { seededRandom } from '#tests/support/random.ts'

const area = { x: 0, y: 0, width: 640, height: 640 }

test('of a pile only the things are painted that stand out beside those above them', () => {
  const upright = (name: string, x: number, to: number) => ({
    name,
    rect: { x, y: 0, width: to - x, height: 640 },
  })
  const below = [
    upright('inside', 200, 500),
    upright('as large', 100, 600),
    upright('in the middle', 310, 330),
    upright('beyond the left edge', 90, 300),
    upright('beyond the right edge', 400, 620),
    upright('left of it', 0, 100),
    upright('right of it', 600, 640),
  ]
  const above = upright('above', 100, 600)
  const seen = (name: string) =>
    uncovered([...below.filter((one) => one.name === name), above], area, bodyOf, 0)
  expect(below.filter(({ name }) => seen(name).length === 2).map(({ name }) => name)).toEqual([
    'beyond the left edge',
    'beyond the right edge',
    'left of it',
    'right of it',
  ])
})

test('a pile is painted a few layers deep, and what lies below it elsewhere is painted whole', () => {
  const random = seededRandom(7)
  const square = (x: number, y: number) => ({ rect: { x, y, width: 100, height: 100 } })
  const beside = Array.from({ length: 4 }, (_, index) => square(20 + 120 * index, 20))
  const pile = Array.from({ length: 300 }, () => square(200 + random.below(200), 200 + random.below(200)))
  const seen = uncovered([...beside, ...pile], area, ({ rect }) => inset(rect, 6))
  expect(seen.slice(0, 4)).toEqual(beside)
  expect(seen.length).toBeLessThan(120)
  const many = Array.from({ length: 10 }, () => pile).flat()
  expect(uncovered([...beside, ...many], area, bodyOf).slice(0, 4)).toEqual(beside)
  // Things smaller than a cell, one beside the other, lie on nothing.
  const specks = Array.from({ length: 3_000 }, (_, index) => ({
    rect: { x: 2 * (index % 300), y: 2 * Math.floor(index / 300), width: 1, height: 1 },
  }))
  expect(uncovered(specks, area, bodyOf)).toHaveLength(3_000)
})

function bodyOf<Rect>({ rect }: { readonly rect: Rect }): Rect {
  return rect
}
