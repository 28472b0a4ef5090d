import { expect, test } from 'vitest'
import { uncovered } from '#client/canvas/overdraw.ts'

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

function bodyOf<Rect>({ rect }: { readonly rect: Rect }): Rect {
  return rect
}
