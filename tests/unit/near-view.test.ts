import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { showOptions } from '#client/activities/vote/follow-votes.ts'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { followAll } from '#client/panels/projector/use-room-view.ts'
import type { OpenBoard } from '#client/panels/host/feature.ts'
import { addNote } from '#shared/board/note.ts'
import { encloses, type Rect } from '#shared/geometry/rect.ts'
import type { Round } from '#shared/workshop/round.ts'
import { openToolBoard } from '#tests/support/tool-board.ts'

test('writing from afar brings the view to 60 %, with the note about where it was', () => {
  const { model, key } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 3_000, y: 2_000 } })
  model.camera.set({ x: -300, y: -300, zoom: 0.3 })
  const before = model.camera.toScreen({ x: 3_100, y: 2_100 })
  model.ui.selection.set(new Set(['b']))
  key('Enter')
  const { zoom } = model.camera.state.get()
  expect(zoom).toBe(0.6)
  const after = model.camera.toScreen({ x: 3_100, y: 2_100 })
  expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(150)
  expect(encloses(model.camera.view(), model.scene.notes.get('b')?.rect ?? nowhere)).toBe(true)
})

test('on the width of a phone the letters of a note that is written in have their full size', () => {
  const { model, key } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 3_000, y: 2_000 } })
  model.camera.setScreen({ width: 390, height: 560 })
  model.camera.set({ x: -300, y: -300, zoom: 0.15 })
  model.ui.selection.set(new Set(['b']))
  key('Enter')
  expect(model.camera.state.get().zoom).toBe(1)
  expect(encloses(model.camera.view(), model.scene.notes.get('b')?.rect ?? nowhere)).toBe(true)
})

test('N from afar writes near, and lays the note on no group; near, the view stays', () => {
  const { model, key } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 224, y: 0 } })
  model.commands.cluster(['a', 'b'])
  model.camera.set({ x: -1_900, y: -1_200, zoom: 0.3 })
  key('n')
  const written = model.scene.notes.get(model.ui.editing.get() ?? '')
  expect(model.camera.state.get().zoom).toBe(0.6)
  expect(model.scene.clustersIn(written?.rect ?? nowhere)).toEqual([])
  expect(encloses(model.camera.view(), written?.rect ?? nowhere)).toBe(true)
  model.ui.editing.set(null)
  model.camera.set({ x: -100, y: -100, zoom: 0.8 })
  const view = model.camera.state.get()
  model.ui.selection.set(new Set(['a']))
  key('Enter')
  expect(model.camera.state.get()).toEqual(view)
})

test('a vote that opens brings what is voted on into view, once, beside a list that covers a part', () => {
  const { model, open, sees } = voters()
  model.camera.setCover(380)
  open('r1', ['far', 'farther'])
  expect([sees('far'), sees('farther')]).toEqual([true, true])
  const free = model.camera.toScreen({ x: 6_200, y: 0 })
  expect(free.x).toBeLessThan(1_200 - 380)
  model.camera.set({ x: 0, y: 0, zoom: 1 })
  open('r1', ['far', 'farther'], 3)
  expect(model.camera.state.get()).toEqual({ x: 0, y: 0, zoom: 1 })
})

test('the view stays while a person writes or drags when a vote opens, and goes there afterwards', () => {
  const { model, open, sees } = voters()
  model.ui.editing.set('near')
  open('r1', ['far'])
  expect(sees('far')).toBe(false)
  model.ui.isHolding.set(true)
  model.ui.editing.set(null)
  expect(sees('far')).toBe(false)
  model.ui.isHolding.set(false)
  expect(sees('far')).toBe(true)
})

test('a view that shows everything large enough stays when a vote opens', () => {
  const { model, open, sees } = voters()
  const view = model.camera.state.get()
  open('r1', ['near'])
  expect(model.camera.state.get()).toBe(view)
  // A list takes the right half, and then all of it.
  model.camera.setScreen({ width: 600, height: 800 })
  expect(model.camera.state.get()).toBe(view)
  // The bar of the vote comes above the board.
  model.camera.panBy(0, -52)
  model.camera.setScreen({ width: 150, height: 800 })
  expect(sees('near')).toBe(true)
})

test('the room’s screen shows what is voted on while the vote is open', () => {
  const { model, open, sees } = voters()
  onTestFinished(followAll(model))
  const far = model.camera.state.get().zoom
  open('r1', ['near'])
  model.camera.setScreen({ width: 1_201, height: 800 })
  expect(sees('near')).toBe(true)
  expect(model.camera.state.get().zoom).toBeGreaterThan(4 * far)
})

const nowhere: Rect = { x: NaN, y: NaN, width: 0, height: 0 }

function voters() {
  const doc = new Y.Doc()
  for (const [id, x] of [
    ['near', 100],
    ['far', 5_000],
    ['farther', 6_000],
  ] as const)
    addNote(doc, { id, text: id, x, y: 0, author: null, created: 1 })
  const { model, setRounds } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  model.camera.setScreen({ width: 1_200, height: 800 })
  model.camera.set({ x: 0, y: -200, zoom: 0.6 })
  onTestFinished(showOptions({ model } as unknown as OpenBoard))
  return {
    model,
    open: (id: string, options: readonly string[], voted = 0) =>
      setRounds([{ ...round, id, options, voted }]),
    sees: (id: string) => encloses(model.camera.view(), model.scene.notes.get(id)?.rect ?? nowhere),
  }
}

const round: Omit<Round, 'id' | 'options' | 'voted'> = {
  title: '',
  target: 'notes',
  budget: 3,
  cap: 1,
  isSecret: true,
  deadline: null,
  number: 1,
  state: 'open',
  openedAt: 1,
  closedAt: null,
  eligible: 3,
  totals: null,
  ballots: null,
  previous: null,
}
