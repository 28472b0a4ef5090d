import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { watchDrags } from '#client/canvas/remote-drags.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, moveNotes } from '#shared/board/note.ts'
import type { Point } from '#shared/geometry/rect.ts'
import type { PresenceState } from '#shared/wire/presence.ts'

function setup() {
  const doc = new Y.Doc()
  for (const [id, x] of [
    ['a', 0],
    ['b', 300],
  ] as const) {
    addNote(doc, { id, x, y: 0, text: id, author: 'bench', created: 1 })
  }
  const board = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(board.model.close)
  let offsets: ReadonlyMap<string, Point> = new Map()
  const drags = watchDrags(board.model, (next) => (offsets = next))
  onTestFinished(drags.close)
  return {
    doc,
    offsets: () => Object.fromEntries(offsets),
    /** Somebody else has these in hand and has moved them by so much. */
    dragged: (selection: readonly string[], dx: number) => {
      const other: PresenceState = {
        index: 7,
        participant: 'eve',
        name: 'Eve',
        colour: 3,
        selection,
        editing: null,
        view: null,
      }
      board.setOthers([other])
      board.setCursor(7, { x: 0, y: 0, drag: { dx, dy: 0 } })
    },
    dropped: () => board.setCursor(7, { x: 0, y: 0, drag: null }),
  }
}

test('notes that another person drags move here with them, a cluster with all its notes', () => {
  const { doc, dragged, offsets } = setup()
  const cluster = addCluster(doc, ['a', 'b'])
  dragged([cluster], 40)
  expect(offsets()).toEqual({ a: { x: 40, y: 0 }, b: { x: 40, y: 0 } })
})

test('a collapsed cluster that another person drags moves as its card', () => {
  const { doc, dragged, offsets } = setup()
  const cluster = addCluster(doc, ['a', 'b'], { isCollapsed: true })
  dragged([cluster], 40)
  expect(offsets()).toEqual({ [cluster]: { x: 40, y: 0 } })
  moveNotes(doc, [
    { id: 'a', x: 25, y: 0 },
    { id: 'b', x: 325, y: 0 },
  ])
  dragged([cluster], 45)
  expect(offsets()).toEqual({ [cluster]: { x: 20, y: 0 } })
})

test('a note that was dropped into a group is drawn at its place there, not under the hand that let it go', () => {
  const { doc, dragged, dropped, offsets } = setup()
  dragged(['a'], 40)
  moveNotes(doc, [{ id: 'a', x: 700, y: 700 }])
  dropped()
  expect(offsets()).toEqual({})
})
