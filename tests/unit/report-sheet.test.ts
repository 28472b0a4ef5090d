import { expect, test } from 'vitest'
import { Doc } from 'yjs'
import { boardSheet, type SheetItem } from '#server/report/board-sheet.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { keepDecidedWords } from '#shared/board/decided-words.ts'
import { addNote, writeNote } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import { intersects } from '#shared/geometry/rect.ts'
import { round } from '#tests/support/sample-board.ts'

/** Every letter half as wide as high. */
const measure = (text: string, fontSize: number) => text.length * fontSize * 0.5

function itemsOf(doc: Doc): readonly SheetItem[] {
  return boardSheet(snapshotOf(doc), { participants: 1, now: 0 }, 'en', measure).items
}

function put(doc: Doc, x: number, y: number): string {
  return addNote(doc, { author: null, created: 0, text: 'words', x, y })
}

function headingOf(title: string, columns: number) {
  const doc = new Doc()
  const ids = Array.from({ length: columns }, (_, column) => put(doc, column * 220, 0))
  addCluster(doc, ids, { title })
  const heading = itemsOf(doc).find(({ kind }) => kind === 'heading')
  return heading?.kind === 'heading' ? { size: heading.size, lines: heading.lines } : undefined
}

test('a collapsed cluster that would cover others when it is spread is spread below them', () => {
  const doc = new Doc()
  const loose = [put(doc, 0, 0), put(doc, 220, 220)]
  addCluster(doc, [put(doc, 220, 0), put(doc, 220, 220)], { title: 'First', isCollapsed: true })
  addCluster(doc, [put(doc, 220, 100), put(doc, 440, 100)], { title: 'Second', isCollapsed: true })
  const rects = itemsOf(doc).flatMap(({ kind, rect }) => (kind === 'note' ? [rect] : []))
  expect(rects).toHaveLength(loose.length + 4)
  for (const [index, rect] of rects.entries()) {
    expect(rects.slice(index + 1).filter((other) => intersects(other, rect))).toEqual([])
  }
  const headings = itemsOf(doc).filter(({ kind }) => kind === 'heading')
  expect(headings.every(({ rect }) => rect.y > 420)).toBe(true)
})

test('a collapsed cluster that covers nothing is spread where it is; others keep their places', () => {
  const doc = new Doc()
  put(doc, 0, 0)
  addCluster(doc, [put(doc, 220, 0), put(doc, 220, 220)], { title: 'Aside', isCollapsed: true })
  addCluster(doc, [put(doc, 0, 100), put(doc, 0, 150)], { title: 'Open' })
  const places = itemsOf(doc).flatMap(({ kind, rect: { x, y } }) => (kind === 'note' ? [`${x}, ${y}`] : []))
  expect(new Set(places)).toEqual(new Set(['0, 0', '0, 100', '0, 150', '220, 0', '220, 220']))
})

test('a title too wide for its field is set smaller, then on more lines', () => {
  expect(headingOf('Clarity', 1)).toEqual({ size: 22, lines: 1 })
  const { size = 0, lines } = headingOf('What others expect', 1) ?? {}
  expect({ lines, isSmaller: size < 22 && size >= 16 }).toEqual({ lines: 1, isSmaller: true })
  expect(headingOf('What our colleagues expect of us', 1)).toEqual({ size: 16, lines: 2 })
  expect(headingOf('word '.repeat(15).trim(), 1)).toEqual({ size: 11, lines: 3 })
  expect(headingOf('word '.repeat(39).trim(), 2)).toEqual({ size: 11, lines: 3 })
})

test('no result of a vote stands on the sheet beside words that nobody voted on', () => {
  const doc = new Doc()
  const ids = [put(doc, 0, 0), put(doc, 220, 0)]
  const totals = Object.fromEntries(ids.map((id) => [id, 2]))
  writeRound(doc, round({ options: ids, totals }))
  const results = () =>
    itemsOf(doc).flatMap((item) => ('result' in item && item.result !== null ? [item.result.total] : []))
  expect(results()).toEqual([2, 2])
  keepDecidedWords(doc, ids.slice(0, 1))
  writeNote(doc, ids[0] ?? '', 'Fire everybody')
  expect(results()).toEqual([2])
  writeNote(doc, ids[0] ?? '', 'words')
  expect(results()).toEqual([2, 2])
})
