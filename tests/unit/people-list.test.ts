import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { watchShown } from '#client/canvas/watch-view-state.ts'
import { addNote } from '#shared/board/note.ts'
import type { PresenceState } from '#shared/wire/presence.ts'

const eve: PresenceState = {
  index: 7,
  participant: 'eve',
  name: 'Eve',
  colour: 3,
  selection: ['a'],
  editing: null,
  view: [0, 0, 800, 600],
}

function setup() {
  const doc = new Y.Doc()
  for (const [index, id] of ['a', 'b', 'c'].entries()) {
    addNote(doc, { id, x: index * 300, y: 0, text: id, author: 'bench', created: 1 })
  }
  const board = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(board.model.close)
  return board
}

test('other people’s views and selections do not change the list of people', () => {
  const { model, setOthers } = setup()
  const told: unknown[] = []
  onTestFinished(model.presence.people.listen((people) => told.push(people)))
  onTestFinished(model.presence.numbers.listen((numbers) => told.push(numbers)))
  setOthers([eve])
  expect(model.presence.people.get()).toEqual([
    { index: 7, participant: 'eve', name: 'Eve', colour: 3, leads: false, isWriting: false, isLooking: true },
  ])
  told.length = 0
  setOthers([{ ...eve, view: [40, 0, 800, 600] }])
  setOthers([{ ...eve, selection: ['a', 'b'] }])
  expect(told).toEqual([])
})

test.each([
  ['another name', { name: 'Eva' }],
  ['another colour', { colour: 4 }],
  ['another connection', { index: 8 }],
  ['writing', { editing: 'a' }],
  ['no board before them', { view: null }],
])('a change of this fact about a person is reported: %s', (_what, change) => {
  const { model, setOthers } = setup()
  setOthers([eve])
  const told: unknown[] = []
  onTestFinished(model.presence.people.listen((people) => told.push(people)))
  setOthers([{ ...eve, ...change }])
  expect(told).toHaveLength(1)
})

test('only notes whose marks have changed are painted again', () => {
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const { model, setOthers } = setup()
  const painted: string[] = []
  const shown = watchShown(model, (ids) => {
    for (const id of ids) painted.push(id)
  })
  onTestFinished(shown.close)
  const paintedBy = (states: readonly PresenceState[]) => {
    painted.length = 0
    setOthers(states)
    return painted.toSorted()
  }
  expect(paintedBy([eve])).toEqual(['a'])
  expect(paintedBy([{ ...eve, view: [40, 0, 800, 600] }])).toEqual([])
  expect(paintedBy([{ ...eve, selection: ['a', 'b'] }])).toEqual(['b'])
  expect(paintedBy([{ ...eve, selection: ['a', 'b'], editing: 'a' }])).toEqual(['a'])
  const ben = { ...eve, index: 8, participant: 'ben', name: 'Ben', selection: ['b'] }
  expect(paintedBy([{ ...eve, selection: ['a', 'b'], editing: 'a' }, ben])).toEqual(['b'])
  expect(paintedBy([ben])).toEqual(['a', 'b'])
  expect(paintedBy([{ ...ben, name: 'Carl' }])).toEqual(['b'])
  expect([...shown.now().others.keys()]).toEqual(['b'])
})
