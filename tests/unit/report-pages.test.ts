import { expect, test } from 'vitest'
import { type SheetItem, pilesOf } from '#server/report/board-sheet.ts'
import { squeezed } from '#server/report/places-on-paper.ts'
import { pagesFor } from '#server/report/pages.ts'
import { addNote } from '#shared/board/note.ts'
import { snapshotOf, type SnapshotNote } from '#server/board-file/snapshot.ts'
import { Doc } from 'yjs'

function item(x: number, y: number): SheetItem {
  return {
    kind: 'note',
    rect: { x, y, width: 200, height: 200 },
    tint: 'sun',
    size: 20,
    text: [],
    times: 1,
    isBare: false,
    top: 14,
    photo: null,
    signature: null,
    result: null,
  }
}

function notesAt(...places: readonly (readonly [x: number, y: number])[]): readonly SnapshotNote[] {
  const doc = new Doc()
  for (const [index, [x, y]] of places.entries()) {
    addNote(doc, { id: `n${index}`, author: null, created: 0, x, y, z: index, text: '' })
  }
  return snapshotOf(doc).notes
}

const oneLine = () => 1

const rectOf = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x, y, width: 200, height: 200 })

test('one page is as large as the board, and never larger than PDF allows', () => {
  expect(pagesFor('one', oneLine, [item(0, 0), item(1_000, 0)]).unit).toBe(0.75)
  const { unit, pages } = pagesFor('one', oneLine, [item(0, 0), item(100_000, 30_000)])
  expect(pages).toHaveLength(1)
  expect(pages[0]?.width).toBeLessThanOrEqual(14_400)
  expect(pages[0]?.height).toBeLessThanOrEqual(14_400)
  expect(unit).toBeLessThan(0.75)
})

test('a long title is set smaller, then on more lines with room for them, and never below half size', () => {
  /** As if every letter were half as wide as high. */
  const letters = (count: number) => (width: number, size: number) => Math.ceil((count * size * 0.5) / width)
  const sizes = [10, 50, 100, 120, 1_000].map((count) => pagesFor('a4', letters(count), []).titleSize)
  expect(sizes[0]).toBe(24)
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  expect(sizes.at(-1)).toBe(12)
  const height = (count: number) => pagesFor('one', letters(count), [item(0, 0)]).pages[0]?.height ?? 0
  expect(height(1_000)).toBeGreaterThan(height(10) + 100)
})

test('on sheets every item is read exactly once, and drawn wherever a part of it lies', () => {
  const items = Array.from({ length: 400 }, (_, index) =>
    item((index % 20) * 220, Math.floor(index / 20) * 220),
  )
  const { pages } = pagesFor('a4', oneLine, items)
  const read = pages.flatMap(({ draw }) =>
    draw.flatMap(([index, isElsewhere]) => (isElsewhere ? [] : [index])),
  )
  expect(read.toSorted((a, b) => a - b)).toEqual(items.map((_, index) => index))
  for (const { view, draw } of pages) {
    const drawn = new Set(draw.map(([index]) => index))
    for (const [index, { rect }] of items.entries()) {
      const isSeen =
        rect.x < view.x + view.width &&
        rect.x + rect.width > view.x &&
        rect.y < view.y + view.height &&
        rect.y + rect.height > view.y
      expect(drawn.has(index)).toBe(isSeen)
    }
  }
})

test('empty sheets are left out, and a very scattered board still ends in a bundle that can be printed', () => {
  const marks = pagesFor('a4', oneLine, [item(0, 0), item(9_000, 9_000)]).pages.map(({ mark }) => mark)
  expect(marks[0]).toBe('A1')
  expect(marks.length).toBeLessThan(6)
  const scattered = Array.from({ length: 2_000 }, (_, index) => item(index * 1_000, index * 1_000))
  expect(pagesFor('a4', oneLine, scattered).pages.length).toBeLessThanOrEqual(120)
})

test('a note dragged far away does not shrink the others; a board that fits is left as it is', () => {
  const near = new Map(Object.entries({ a: rectOf({ x: 0, y: 0 }), b: rectOf({ x: 5_000, y: 0 }) }))
  expect(squeezed(near)).toBe(near)
  const far = squeezed(new Map(Object.entries({ a: rectOf({ x: 0, y: 0 }), b: rectOf({ x: 1e9, y: -1e9 }) })))
  expect((far.get('b')?.x ?? 0) - (far.get('a')?.x ?? 0)).toBe(1_000)
  expect((far.get('a')?.y ?? 0) - (far.get('b')?.y ?? 0)).toBe(1_000)
})

test('notes that touch keep their stacking order; the others are read row by row', () => {
  const notes = notesAt([0, 1_000], [100, 1_050], [900, 0], [0, 10])
  expect(pilesOf(notes, rectOf).map((pile) => pile.map(({ id }) => id))).toEqual([
    ['n3'],
    ['n2'],
    ['n0', 'n1'],
  ])
})
