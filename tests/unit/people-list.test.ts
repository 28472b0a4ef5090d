import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { watchShown } from '#client/canvas/watch-view-state.ts'
import { addNote } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
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

test('a vote of another person paints nothing, a dot its own note, and the last dot all of them', () => {
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const { model, doc } = setup()
  const rules = { title: '', target: 'notes', budget: 2, cap: 1, isSecret: true, deadline: null } as const
  const open = {
    ...rules,
    id: 'r',
    number: 1,
    state: 'open',
    openedAt: 1,
    closedAt: null,
    eligible: 3,
  } as const
  const round = { ...open, voted: 0, totals: null, ballots: null, previous: null }
  const rounds: (readonly string[] | undefined)[] = []
  onTestFinished(model.voting.open.subscribe((now) => rounds.push(now?.options)))
  writeRound(doc, { ...round, options: ['a', 'b', 'c'] })
  const painted: string[][] = []
  const shown = watchShown(model, (ids) => painted.push(Array.from(ids).sort()))
  onTestFinished(shown.close)
  writeRound(doc, { ...round, options: ['a', 'b', 'c'], voted: 1 })
  expect(painted).toEqual([])
  // Panels that draw a row for each option see that it is the same list.
  expect(rounds.at(-1)).toBe(rounds.at(-2))
  void model.voting.place('r', 'b')
  expect(painted.splice(0)).toEqual([['b']])
  void model.voting.place('r', 'c')
  expect(painted.splice(0)).toEqual([['a', 'b', 'c']])
})
