import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createScene } from '#client/model/document/scene.ts'
import { tidyBoard } from '#client/model/view/tidy.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, moveNotes } from '#shared/board/note.ts'
import { intersects, type Rect } from '#shared/geometry/rect.ts'

test('tidying leaves locked notes in place, and lays nothing on them', () => {
  const doc = new Y.Doc()
  const scene = createScene(doc, (text) => text.length * 8)
  const ids = Array.from({ length: 14 }, (_, index) =>
    addNote(doc, { text: `n${index}`, x: (index % 4) * 90, y: index * 40, author: null, created: 1 }),
  )
  const held = addCluster(doc, ids.slice(0, 3))
  addCluster(doc, ids.slice(3, 6))
  const locked = new Set([held, ...ids.slice(0, 3), ids[13] ?? ''])
  const rectOf = (id: string): Rect => scene.notes.get(id)?.rect ?? { x: 0, y: 0, width: 0, height: 0 }
  const before = [...locked].map(rectOf)

  const moves = tidyBoard(scene, (id) => !locked.has(id))
  expect(moves.map(({ id }) => id).sort()).toEqual(ids.slice(3, 13).sort())
  moveNotes(doc, moves)
  expect([...locked].map(rectOf)).toEqual(before)
  const field = scene.clusters.get(held)?.rect
  const fixed = [...(field ? [field] : []), rectOf(ids[13] ?? '')]
  expect(fixed).toHaveLength(2)
  for (const { id } of moves) expect(fixed.filter((rect) => intersects(rect, rectOf(id)))).toEqual([])
})

test('where everything is locked there is nothing to tidy', () => {
  const doc = new Y.Doc()
  const scene = createScene(doc, (text) => text.length * 8)
  addNote(doc, { text: 'only', x: 0, y: 0, author: null, created: 1 })
  expect(tidyBoard(scene, () => false)).toEqual([])
})
