import { expect, test } from 'vitest'
import { LineClasses } from '#shared/text/line-classes.ts'
import { lineClass, packLineClasses } from '#shared/text/pack-line-classes.ts'

test('a browser breaks lines at the same characters as the server', () => {
  const packed = new LineClasses(packLineClasses())
  const others: number[] = []
  for (let point = 0; point <= 0x10ffff; point += 1)
    if (packed.get(point) !== lineClass(point)) others.push(point)
  expect(others).toEqual([])
})
