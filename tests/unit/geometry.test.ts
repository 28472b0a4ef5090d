import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { merge } from '#client/canvas/damage.ts'
import { cardAround, fieldAround, fieldBody, headingOf } from '#shared/geometry/field.ts'
import { createGrid } from '#shared/geometry/grid.ts'
import { outliersOf } from '#shared/geometry/outliers.ts'
import { freePlaceAmong } from '#shared/geometry/packing.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import { encloses, intersects, overlap, union, type Point, type Rect } from '#shared/geometry/rect.ts'

const coordinate = integer({ min: -3_000, max: 3_000 })
const size = integer({ min: 1, max: 1_500 })
const rects = array(record({ x: coordinate, y: coordinate, width: size, height: size }), { maxLength: 40 })

test('the grid finds the same as a full search, after any additions and removals', () => {
  assert(
    property(rects, rects, constantFrom(2, 3, 1_000), (there, queries, nth) => {
      const grid = createGrid<{ readonly rect: Rect }>()
      const items = there.map((rect) => ({ rect }))
      for (const item of items) grid.add(item)
      const gone = items.filter((_, index) => index % nth === 1)
      for (const item of gone) grid.remove(item)
      const left = items.filter((item) => !gone.includes(item))
      for (const query of queries) {
        const found = grid.query(query)
        const wanted = left.filter(({ rect }) => intersects(rect, query))
        expect(new Set(found)).toEqual(new Set(wanted))
        expect(found).toHaveLength(wanted.length)
      }
    }),
  )
})

test('merging dirty rectangles leaves nothing out', () => {
  assert(
    property(rects, (pieces) => {
      const merged = merge(pieces)
      for (const piece of pieces) expect(merged.some((whole) => encloses(whole, piece))).toBe(true)
      expect(merged.length).toBeLessThanOrEqual(pieces.length)
    }),
  )
})

test('pieces far apart are painted apart, neighbours together', () => {
  const note = { x: 0, y: 0, width: 200, height: 200 }
  expect(merge([note, { ...note, x: 5_000 }])).toHaveLength(2)
  expect(merge([note, { ...note, x: 4 }])).toEqual([{ ...note, width: 204 }])
})

test('a field surrounds its notes and carries its heading above them; a card stands at their top left', () => {
  const members = [
    { x: 0, y: 0, width: 200, height: 200 },
    { x: 240, y: 40, width: 200, height: 260 },
  ]
  const field = fieldAround(members)
  if (!field) throw new Error('a field was expected')
  for (const member of members) expect(encloses(fieldBody(field), member)).toBe(true)
  expect(overlap(headingOf(field), fieldBody(field))).toBeUndefined()
  expect(union(headingOf(field), fieldBody(field))).toEqual(field)
  expect(cardAround(members)).toMatchObject({ x: 0, y: 0 })
  expect(fieldAround([])).toBeUndefined()
})

test('reading order goes by rows, then from the left, also when rows are not quite level', () => {
  const at = (id: string, x: number, y: number) => ({ id, rect: { x, y, width: 200, height: 200 } })
  const placed = [at('d', 0, 230), at('b', 300, -20), at('a', 0, 20), at('c', 600, 70)]
  expect(inReadingOrder(placed, ({ rect }) => rect).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
})

test('a thing far beyond the searched squares is in nobody’s way', () => {
  const wish = { x: 1_049, y: 10, width: 1, height: 1 }
  expect(freePlaceAmong(wish, [{ x: 0, y: -967, width: 1, height: 1 }], 24)).toEqual({ x: 1_049, y: 10 })
})

test('the place found among others keeps the gap from all of them, and none of the nearer steps did', () => {
  const wanted = record({ x: coordinate, y: coordinate, width: size, height: size })
  assert(
    property(rects, wanted, (taken, wish) => {
      const found = freePlaceAmong(wish, taken, 24)
      if (!found) throw new Error('there is always a place among so few')
      const isFree = (place: Rect) =>
        taken.every(
          (other) =>
            !intersects(
              { x: place.x - 23, y: place.y - 23, width: place.width + 46, height: place.height + 46 },
              other,
            ),
        )
      expect(isFree({ ...wish, ...found })).toBe(true)
      const [stepX, stepY] = [wish.width + 24, wish.height + 24]
      const rings = Math.max(Math.abs(found.x - wish.x) / stepX, Math.abs(found.y - wish.y) / stepY)
      for (let column = 1 - rings; column < rings; column += 1)
        for (let row = 1 - rings; row < rings; row += 1)
          expect(isFree({ ...wish, x: wish.x + column * stepX, y: wish.y + row * stepY })).toBe(false)
    }),
  )
})

test('things lie far out when they lie far from the median, whichever way that is found', () => {
  const far = integer({ min: -90_000, max: 90_000 })
  assert(
    property(array(record({ x: far, y: far })), (things) => {
      const middle = (values: readonly number[]) =>
        values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0
      const [x, y] = [middle(things.map((thing) => thing.x)), middle(things.map((thing) => thing.y))]
      const distance = (thing: Point) => Math.max(Math.abs(thing.x - x), Math.abs(thing.y - y))
      const limit = Math.max(25_000, 8 * middle(things.map(distance)))
      expect(outliersOf(things)).toEqual(things.filter((thing) => distance(thing) > limit))
    }),
  )
})
