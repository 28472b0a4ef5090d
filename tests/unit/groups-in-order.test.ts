import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { readClipboard } from '#client/model/document/copied-board.ts'
import { Plan } from '#client/model/view/plan.ts'
import { tidyBoard } from '#client/model/view/tidy.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote } from '#shared/board/note.ts'
import { openForPeople, type SortingPerson } from '#tests/support/sorting-people.ts'
import { disorderOf } from '#tests/support/order.ts'
import { fuzzScale, seededRandom, testSeed, type Random } from '#tests/support/random.ts'
import { openModelAlone } from '#tests/support/open-model.ts'
import { boundsOf } from '#shared/geometry/rect.ts'

const pitch = 224

/** Notes with these names, each in its place of a wall of so many columns. */
function wallOf(model: BoardModel, names: readonly string[], columns: number, at = { x: 0, y: 0 }) {
  return model.commands.addNotes(
    names.map((text, index) => ({
      text,
      at: {
        x: at.x + (index % columns) * pitch + 100,
        y: at.y + Math.floor(index / columns) * pitch + 100,
      },
    })),
  )
}

function placesOf({ scene }: BoardModel) {
  return Object.fromEntries([...scene.notes.values()].map(({ id, x, y }) => [id, `${x},${y}`]))
}

test('a note that comes into a group takes the next place, and no note of the group moves for it', () => {
  const model = openModelAlone()
  const [a = '', b = '', ...rest] = wallOf(model, 'abcdefghij'.split(''), 10, { x: 0, y: 3_000 })
  const group = model.commands.dropOnNote([b], a) ?? ''
  const grid: string[] = []
  for (const id of rest) {
    const before = placesOf(model)
    model.commands.moveNotes([{ id, x: 40, y: 3_040 }], group)
    const after = placesOf(model)
    expect(model.scene.clusters.get(group)?.members.filter((note) => before[note] !== after[note])).toEqual([
      id,
    ])
    expect(disorderOf(model.scene)).toEqual([])
    const first = model.scene.notes.get(a)
    const { x = 0, y = 0 } = model.scene.notes.get(id) ?? {}
    grid.push(`${(x - (first?.x ?? 0)) / pitch},${(y - (first?.y ?? 0)) / pitch}`)
    model.undo.undo()
    expect(placesOf(model)).toEqual(before)
    model.undo.redo()
    expect(placesOf(model)).toEqual(after)
  }
  // The first two stand one below the other: beside the first the next one of the wall is too near.
  expect(grid).toEqual(['1,0', '1,1', '2,0', '2,1', '0,2', '1,2', '2,2', '3,0'])
})

test('a note beside a new group keeps its distance from the edge of the field', () => {
  const model = openModelAlone()
  const [a = '', b = '', c = '', d = ''] = wallOf(model, 'abcd'.split(''), 3)
  const group = model.commands.dropOnNote([b], a) ?? ''
  const { x = 0, width = 0, y = 0, height = 0 } = model.scene.clusters.get(group)?.rect ?? {}
  const [beside, below] = [model.scene.notes.get(c), model.scene.notes.get(d)]
  expect(beside?.x).toBeGreaterThanOrEqual(x + width + 12)
  expect((below?.y ?? 0) >= y + height + 12 || (below?.x ?? 0) >= x + width + 12).toBe(true)
  expect(disorderOf(model.scene)).toEqual([])
})

test('a place that a note has left is taken by the next one', () => {
  const model = openModelAlone()
  const ids = wallOf(model, 'abcdef'.split(''), 6)
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = ids
  const group = model.commands.cluster([a, b, c, d, e]) ?? ''
  const left = placesOf(model)[b]
  model.commands.takeOut([b])
  expect(disorderOf(model.scene)).toEqual([])
  model.commands.cluster([group, f])
  expect(placesOf(model)[f]).toBe(left)
})

test('a note dropped on another of its own group changes places with it', () => {
  const model = openModelAlone()
  const [a = '', b = '', c = ''] = wallOf(model, 'abc'.split(''), 3)
  model.commands.cluster([a, b, c])
  const before = placesOf(model)
  const there = model.scene.notes.get(c)
  model.commands.moveNotes([{ id: a, x: (there?.x ?? 0) + 20, y: (there?.y ?? 0) - 30 }])
  expect(placesOf(model)).toEqual({ [a]: before[c], [b]: before[b], [c]: before[a] })
})

test('a group grows where there is room, and no neighbour moves', () => {
  const model = openModelAlone()
  const left = wallOf(model, 'abcd'.split(''), 2)
  const right = wallOf(model, 'efgh'.split(''), 2, { x: 520, y: 0 })
  const [coming = ''] = wallOf(model, 'ij'.split(''), 1, { x: 0, y: 600 })
  const group = model.commands.cluster(left) ?? ''
  model.commands.cluster(right)
  const before = placesOf(model)
  model.commands.cluster([group, coming])
  expect(disorderOf(model.scene)).toEqual([])
  expect(placesOf(model)).toEqual({ ...before, [coming]: '0,448' })
})

/** A group of four notes between a loose note on its right and groups on all other sides. */
function hemmedIn(doc: Y.Doc): void {
  addGrid(doc, 'abcd', 2)
  const add = (id: string, x = 0, y = 0) => addNote(doc, { id, text: id, x, y, author: null, created: 1 })
  add('right', 472, 0)
  add('coming', 0, 3_000)
  for (const [side, [x, y]] of Object.entries({ above: [0, -320], below: [0, 560], left: [-280, 0] })) {
    const ids = [0, 1, 2].map((index) => `${side}${index}`)
    for (const [index, id] of ids.entries()) {
      const by = index * pitch
      add(id, (x ?? 0) + (side === 'left' ? 0 : by), (y ?? 0) + (side === 'left' ? by : 0))
    }
    addCluster(doc, ids, { id: side })
  }
  addCluster(doc, 'abcd'.split(''), { id: 'group' })
}

test('where a group has no other room a note makes way by one cell, and comes back by the one undo', () => {
  const [{ model } = raise()] = openForPeople(1, hemmedIn).people
  const before = placesOf(model)
  expect(disorderOf(model.scene)).toEqual([])
  model.commands.moveNotes([{ id: 'coming', x: 20, y: 20 }], 'group')
  expect(disorderOf(model.scene)).toEqual([])
  expect(placesOf(model)).toEqual({ ...before, coming: '448,0', right: '684,0' })
  model.undo.undo()
  expect(placesOf(model)).toEqual(before)
})

test('a group without any room takes a note onto its own ones, moves nothing, and finds room once all are quiet', () => {
  const board = openForPeople(1, (doc) => {
    hemmedIn(doc)
    addCluster(doc, ['right'], { id: 'last' })
  })
  const [{ model } = raise()] = board.people
  const before = placesOf(model)
  model.commands.moveNotes([{ id: 'coming', x: 20, y: 20 }], 'group')
  expect({ ...placesOf(model), coming: '' }).toEqual({ ...before, coming: '' })
  expect(disorderOf(model.scene)).toEqual(['note a lies on note coming'])
  board.settle()
  expect(disorderOf(model.scene)).toEqual([])
  const after = placesOf(model)
  // The group of one note has gone aside: of two things the smaller one moves.
  expect(Object.keys(before).filter((id) => before[id] !== after[id])).toEqual(['right', 'coming'])
  model.undo.undo()
  expect(placesOf(model)).toEqual(before)
})

test('a note dropped half on a field moves off it; a group dropped half on another goes beside it', () => {
  const model = openModelAlone()
  const one = model.commands.cluster(wallOf(model, 'abcd'.split(''), 2)) ?? ''
  const other = model.commands.cluster(wallOf(model, 'efgh'.split(''), 2, { x: 2_000, y: 0 })) ?? ''
  const [loose = ''] = wallOf(model, ['loose'], 1, { x: 0, y: 2_000 })
  model.commands.moveNotes([{ id: loose, x: 440, y: 50 }])
  expect(disorderOf(model.scene)).toEqual([])
  expect(model.scene.notes.get(loose)).toMatchObject({ cluster: null, x: 472, y: 50 })
  const before = model.scene.clusters.get(other)?.rect
  const shifted =
    model.scene.clusters.get(one)?.members.flatMap((id) => model.scene.notes.get(id) ?? []) ?? []
  model.commands.moveNotes(shifted.map(({ id, x, y }) => ({ id, x: x + 1_700, y: y + 30 })))
  expect(disorderOf(model.scene)).toEqual([])
  expect(model.scene.clusters.get(other)?.rect).toEqual(before)
  expect(placesOf(model)[shifted[0]?.id ?? '']).toBe('1499,30')
})

test('a collapsed group takes a note, and finds room when it shows its notes again', () => {
  const model = openModelAlone()
  const group = model.commands.cluster(wallOf(model, 'abcd'.split(''), 2)) ?? ''
  model.commands.toggleCollapsed(group)
  const [coming = '', near = ''] = wallOf(model, 'ef'.split(''), 1, { x: 270, y: 0 })
  model.commands.moveNotes([{ id: coming, x: 40, y: 40 }], group)
  expect(disorderOf(model.scene)).toEqual([])
  const before = placesOf(model)
  model.commands.toggleCollapsed(group)
  expect(disorderOf(model.scene)).toEqual([])
  expect(placesOf(model)[near]).not.toBe(before[near])
  model.undo.undo()
  expect(placesOf(model)).toEqual(before)
})

test('what is pasted onto a group, copied in it, or written in it takes its next places', () => {
  const model = openModelAlone()
  const ids = wallOf(model, 'abc'.split(''), 2)
  const [a = ''] = ids
  const group = model.commands.cluster(ids) ?? ''
  const [loose = ''] = wallOf(model, ['loose'], 1, { x: 1_000, y: 0 })
  const copied = readClipboard(model.commands.copy([a]))
  if (!copied) throw new Error('a note was copied')
  model.commands.paste(copied, { x: 300, y: 300 })
  model.commands.duplicate([a], { x: 20, y: 20 })
  model.commands.addNote({ x: 0, y: 0 }, { cluster: group })
  model.commands.addNotes([{ text: 'words', at: { x: 0, y: 0 }, cluster: group }])
  expect(model.scene.clusters.get(group)?.members).toHaveLength(7)
  expect(disorderOf(model.scene)).toEqual([])
  model.commands.duplicate([group], { x: 40, y: 40 })
  expect(model.scene.clusters.size).toBe(2)
  expect(disorderOf(model.scene)).toEqual([])
  expect(model.scene.notes.get(loose)?.cluster).toBeNull()
})

test('a group takes many notes at once: pasted, copied, written in it, or of groups merged into it', () => {
  const model = openModelAlone()
  const names = Array.from({ length: 60 }, (_, index) => `n${index}`)
  const group = model.commands.cluster(wallOf(model, names, 10)) ?? ''
  const members = () => model.scene.clusters.get(group)?.members ?? []
  const copied = readClipboard(model.commands.copy(wallOf(model, names, 10, { x: 4_000, y: 0 })))
  const pairs = names.slice(0, 5).map((name, index) => {
    const pair = wallOf(model, [name, name], 2, { x: index * 1_000, y: 9_000 })
    return model.commands.cluster(pair) ?? ''
  })
  if (!copied) throw new Error('notes were copied')
  const gather = vi.spyOn(Plan.prototype, 'gather')
  onTestFinished(() => gather.mockRestore())
  const callsFor = (change: () => void) => {
    gather.mockClear()
    change()
    expect(disorderOf(model.scene)).toEqual([])
    return gather.mock.calls.length
  }
  expect(callsFor(() => model.commands.paste(copied, { x: 100, y: 100 }))).toBe(1)
  expect(members()).toHaveLength(120)
  expect(callsFor(() => model.commands.duplicate(members().slice(1), { x: 20, y: 20 }))).toBe(1)
  expect(members()).toHaveLength(239)
  const written = names.map((text) => ({ text, at: { x: 0, y: 0 }, cluster: group }))
  expect(callsFor(() => model.commands.addNotes(written))).toBe(1)
  expect(members()).toHaveLength(299)
  expect(callsFor(() => model.commands.cluster([group, ...pairs]))).toBe(1)
  expect(members()).toHaveLength(309)
})

test('many notes dropped within their group are read a few times each, and none lies on another', () => {
  const model = openModelAlone()
  const names = Array.from({ length: 121 }, (_, index) => `n${index}`)
  const group = model.commands.cluster(wallOf(model, names, 11)) ?? ''
  const [, ...moved] = model.scene.clusters.get(group)?.members ?? []
  const plan = new Plan(model.scene, () => true)
  const to = new Map(
    moved.map((id) => {
      const { x, y } = plan.placeOf(id)
      return [id, { x: x + pitch, y }]
    }),
  )
  const read = vi.spyOn(model.scene.notes, 'get')
  plan.reorder(group, to)
  expect(read.mock.calls.length).toBeLessThan(40 * names.length)
  read.mockRestore()
  model.commands.moveNotes([...to].map(([id, at]) => ({ id, ...at })))
  expect(model.scene.clusters.get(group)?.members).toHaveLength(121)
  expect(disorderOf(model.scene)).toEqual([])
})

test('a note that grows while its words are written pushes the notes below it down', () => {
  const board = openForPeople(1, (doc) => {
    addGrid(doc, 'abcd', 2)
    addCluster(doc, 'abcd'.split(''), { id: 'group' })
  })
  const [{ model } = raise()] = board.people
  model.commands.writeNote('a', 'many words '.repeat(60))
  expect(disorderOf(model.scene)).not.toEqual([])
  board.settle()
  expect(disorderOf(model.scene)).toEqual([])
  expect(placesOf(model)['a']).toBe('0,0')
  model.undo.undo()
  expect(placesOf(model)['c']).toBe('0,224')
})

test('a locked neighbour stays, and the group grows on another side', () => {
  const { people } = openForPeople(
    1,
    (doc) => {
      addGrid(doc, 'abcdef', 2)
      addNote(doc, { id: 'locked', text: 'locked', x: 490, y: 0, author: null, created: 1 })
      addCluster(doc, 'abcd'.split(''), { id: 'group' })
    },
    { locked: ['locked'] },
  )
  const [{ model } = raise()] = people
  const before = placesOf(model)
  model.commands.cluster(['group', 'e'])
  expect(disorderOf(model.scene)).toEqual([])
  expect(placesOf(model)['locked']).toBe(before['locked'])
  expect(model.scene.notes.get('e')?.cluster).toBe('group')
})

test('a note in another person’s hands is in nobody’s way: only they say where it goes', () => {
  const doc = new Y.Doc()
  addGrid(doc, 'abcdef', 3)
  const { model, setOthers, setCursor } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  setOthers([{ ...someone, index: 7, selection: ['f'] }])
  setCursor(7, { x: 0, y: 0, drag: { dx: 500, dy: 500 } })
  const group = model.commands.cluster(['a', 'b', 'd']) ?? ''
  expect(placesOf(model)['f']).toBe('448,224')
  expect(model.scene.clusters.get(group)?.members).toHaveLength(3)
  setCursor(7, { x: 0, y: 0, drag: null })
  model.commands.cluster([group, 'e'])
  expect(disorderOf(model.scene)).toEqual([])
})

test('a board that is laid out leaves a note under another person’s hand where it is', () => {
  const doc = new Y.Doc()
  addGrid(doc, 'abcdef', 2)
  const { model, setOthers, setCursor } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  model.commands.moveNotes('abc'.split('').map((id, index) => ({ id, x: 900 * index, y: 3_000 })))
  setOthers([{ ...someone, index: 7, selection: ['b'] }])
  setCursor(7, { x: 0, y: 0, drag: { dx: 500, dy: 500 } })
  model.commands.layOut(tidyBoard)
  expect(placesOf(model)['b']).toBe('900,3000')
  setCursor(7, { x: 0, y: 0, drag: null })
  model.commands.layOut(tidyBoard)
  expect(placesOf(model)['b']).not.toBe('900,3000')
})

test('a person who may move own notes alone moves nobody else’s: theirs finds the next place', () => {
  const { people } = openForPeople(
    1,
    (doc) => {
      addGrid(doc, 'abcd', 2, 'other')
      addNote(doc, { id: 'stranger', text: 'stranger', x: 490, y: 0, author: 'other', created: 1 })
      addNote(doc, { id: 'mine', text: 'mine', x: 0, y: 900, author: 'bench', created: 1 })
      addCluster(doc, 'abcd'.split(''), { id: 'group' })
    },
    { role: 'participant', rights: { participantsMove: 'own' } },
  )
  const [{ model } = raise()] = people
  const before = placesOf(model)
  model.commands.moveNotes([{ id: 'mine', x: 30, y: 30 }], 'group')
  expect(placesOf(model)).toEqual({ ...before, mine: '0,448' })
  expect(model.scene.notes.get('mine')?.cluster).toBe('group')
  expect(disorderOf(model.scene)).toEqual([])
})

test('two notes that come into one group at once get two places, and each person’s undo takes back the own one', () => {
  const board = openForPeople(2, (doc) => {
    for (const [index, text] of 'abcdxy'.split('').entries())
      addNote(doc, {
        id: text,
        text,
        x: index < 4 ? (index % 2) * pitch : index * 500,
        y: index < 4 ? Math.floor(index / 2) * pitch : 0,
        author: null,
        created: 1,
      })
    addCluster(doc, 'abcd'.split(''), { id: 'group' })
  })
  const [ada = raise(), ben = raise()] = board.people
  const before = placesOf(ada.model)
  ada.model.commands.moveNotes([{ id: 'x', x: 0, y: 0 }], 'group')
  ben.model.commands.moveNotes([{ id: 'y', x: 0, y: 0 }], 'group')
  expect(placesOf(ada.model)['x']).toBe(placesOf(ben.model)['y'])
  board.settle()
  expect(placesOf(ada.model)).toEqual(placesOf(ben.model))
  expect(disorderOf(ada.model.scene)).toEqual([])
  const both = placesOf(ada.model)
  ada.model.undo.undo()
  board.settle()
  expect(placesOf(ben.model)).toEqual({ ...both, x: before['x'] })
  ben.model.undo.undo()
  board.settle()
  expect(placesOf(ada.model)).toEqual(before)
  ada.model.undo.redo()
  ben.model.undo.redo()
  board.settle()
  expect(placesOf(ada.model)).toEqual(placesOf(ben.model))
  expect([...(ada.model.scene.clusters.get('group')?.members ?? [])].sort()).toEqual('abcdxy'.split(''))
  expect(disorderOf(ada.model.scene)).toEqual([])
})

/** One note for each letter, in rows. */
function addGrid(doc: Y.Doc, letters: string, columns: number, author: string | null = null): void {
  for (const [index, text] of letters.split('').entries()) {
    const at = { x: (index % columns) * pitch, y: Math.floor(index / columns) * pitch }
    addNote(doc, { id: text, text, ...at, author, created: 1 })
  }
}

function twoPairsAndOthers(doc: Parameters<typeof addNote>[0]): void {
  addGrid(doc, 'abcd', 2)
  addNote(doc, { id: 'near', text: 'near', x: 472, y: 0, author: null, created: 1 })
  addNote(doc, { id: 'far', text: 'far', x: 3_000, y: 0, author: null, created: 1 })
  addCluster(doc, 'ab'.split(''), { id: 'left' })
  addCluster(doc, 'cd'.split(''), { id: 'below' })
}

/** Ada drops a note into the group below while Ben does this, in both orders of the two. The note is in the group. */
function whileAdaDrops(deed: (ben: BoardModel) => void): readonly (readonly [BoardModel, BoardModel])[] {
  return [
    [0, 1],
    [1, 0],
  ].map((order) => {
    const board = openForPeople(2, twoPairsAndOthers)
    const [ada = raise(), ben = raise()] = order.map((index) => board.people[index]?.model)
    ada.commands.moveNotes([{ id: 'near', x: 20, y: 260 }], 'below')
    deed(ben)
    board.settle()
    for (const { scene } of [ada, ben]) {
      expect([...(scene.clusters.get('below')?.members ?? [])].sort()).toEqual(['c', 'd', 'near'])
      expect(disorderOf(scene)).toEqual([])
    }
    return [ada, ben]
  })
}

/** Ben drops his group where the note lies, which makes way. */
function dropOnNear(ben: BoardModel): void {
  ben.commands.moveNotes(['a', 'b'].map((id, index) => ({ id, x: 300 + index * pitch, y: -100 })))
}

test('a note that is dropped into a group while it makes way for another person’s drop is in the group', () => {
  expect(whileAdaDrops(dropOnNear)).toHaveLength(2)
})

test('a group that one person moves far while another drops a note into it is in one place', () => {
  const moveFar = (ben: BoardModel) =>
    ben.commands.moveNotes(['c', 'd'].map((id, index) => ({ id, x: index * pitch, y: 9_000 })))
  for (const [ada, ben] of whileAdaDrops(moveFar)) {
    for (const { scene } of [ada, ben])
      expect(scene.clusters.get('below')?.rect.height).toBeLessThan(3 * pitch)
    expect(placesOf(ada)).toEqual(placesOf(ben))
  }
})

test('a note that another person takes out of a group soon after the drop stays out', () => {
  const board = openForPeople(2, twoPairsAndOthers)
  const [ada = raise(), ben = raise()] = board.people
  ada.model.commands.moveNotes([{ id: 'near', x: 20, y: 260 }], 'below')
  ada.send()
  ben.receive()
  vi.advanceTimersByTime(200)
  ben.model.commands.takeOut(['near'])
  board.settle()
  for (const { model } of board.people) expect(model.scene.notes.get('near')?.cluster).toBeNull()
})

test('a note goes back into the group of its drop once: another person can then take it out', () => {
  const board = openForPeople(2, twoPairsAndOthers)
  const [ada = raise(), ben = raise()] = board.people
  const isIn = () => ada.model.scene.notes.get('near')?.cluster === 'below'
  ada.model.commands.moveNotes([{ id: 'near', x: 20, y: 260 }], 'below')
  dropOnNear(ben.model)
  const deliver = () => {
    for (const person of board.people) person.send()
    for (const person of board.people) person.receive()
  }
  deliver()
  expect(isIn()).toBe(false)
  vi.advanceTimersByTime(800)
  expect(isIn()).toBe(true)
  deliver()
  ben.model.commands.takeOut(['near'])
  ben.model.commands.writeClusterTitle('left', 'Left')
  board.settle()
  expect(isIn()).toBe(false)
})

test('an undo gives way to what another person has done there since', () => {
  const board = openForPeople(2, (doc) => {
    for (const [index, text] of 'abcdefghxy'.split('').entries()) {
      const at =
        index < 8
          ? { x: (index % 2) * pitch + (index < 4 ? 0 : 520), y: Math.floor((index % 4) / 2) * pitch }
          : { x: index * 100, y: 1_500 }
      addNote(doc, { id: text, text, ...at, author: null, created: 1 })
    }
    addCluster(doc, 'abcd'.split(''), { id: 'left' })
    addCluster(doc, 'efgh'.split(''), { id: 'right' })
  })
  const [ada = raise(), ben = raise()] = board.people
  ada.model.commands.moveNotes([{ id: 'x', x: 0, y: 0 }], 'left')
  board.settle()
  ben.model.commands.moveNotes([{ id: 'y', x: 0, y: 0 }], 'left')
  board.settle()
  const before = placesOf(ben.model)
  ada.model.undo.undo()
  board.settle()
  const after = placesOf(ben.model)
  for (const id of 'abcdy') expect(after[id]).toBe(before[id])
  expect(after['x']).toBe('800,1500')
  expect(disorderOf(ben.model.scene)).toEqual([])
  expect(after).toEqual(placesOf(ada.model))
})

/** What one person does next while all sort: carry a note onto a note, onto a group, or a group aside. */
function sort({ model }: SortingPerson, random: Random, groups: number): void {
  const { commands, scene } = model
  const loose = [...scene.notes.values()].filter(({ cluster }) => cluster === null)
  const clusters = [...scene.clusters.values()]
  if (loose.length === 0) return
  const note = random.pick(loose)
  if (clusters.length < groups) {
    const onto = random.pick(loose)
    if (onto !== note) commands.dropOnNote([note.id], onto.id)
    return
  }
  const { id, rect } = random.pick(clusters)
  const at = { x: rect.x + random.below(rect.width), y: rect.y + random.below(rect.height) }
  commands.moveNotes([{ id: note.id, ...at }], id)
}

function wallOfSixty(doc: Parameters<typeof addNote>[0]): void {
  for (let index = 0; index < 60; index += 1) {
    const at = { x: (index % 10) * pitch, y: Math.floor(index / 10) * pitch }
    addNote(doc, {
      id: `n${index}`,
      text: `n${index} ${'word '.repeat(index % 30)}`,
      ...at,
      author: null,
      created: 1,
    })
  }
}

test('nine people sort sixty notes into eight groups by dropping them, and every note can be read', () => {
  const random = seededRandom(9)
  const board = openForPeople(9, wallOfSixty)
  for (let round = 0; round < 12; round += 1) {
    for (const person of board.people) sort(person, random, 8)
    for (const person of board.people) person.send()
    for (const person of board.people) person.receive()
    board.settle()
    if (round % 4 === 3) for (const { model } of board.people) expect(disorderOf(model.scene)).toEqual([])
  }
  const [{ model } = raise()] = board.people
  expect([...model.scene.notes.values()].filter(({ cluster }) => cluster === null)).toEqual([])
  for (const { model: other } of board.people) {
    expect(placesOf(other)).toEqual(placesOf(model))
    expect(disorderOf(other.scene)).toEqual([])
  }
  const all = boundsOf([...model.scene.clusters.values()].map(({ rect }) => rect))
  // At 1440 × 900 the board between the bars is about 1,300 × 740.
  const zoom = Math.min(1_300 / (all?.width ?? 1), 740 / (all?.height ?? 1))
  // 0.25 to 0.33: the ids of the groups decide who moves for whom.
  expect(zoom).toBeGreaterThan(0.22)
})

const seed = testSeed()
for (let run = 0; run < 4 * fuzzScale; run += 1) {
  test(`people who sort at once, sooner or later heard of, end with one board in order (seed ${seed + run})`, () => {
    const random = seededRandom(seed + run)
    const board = openForPeople(2 + random.below(8), wallOfSixty)
    for (let step = 0; step < 120; step += 1) {
      const person = random.pick(board.people)
      const dice = random.next()
      if (dice < 0.4) sort(person, random, 3 + random.below(8))
      else if (dice < 0.6) person.send()
      else if (dice < 0.8) person.receive()
      else if (dice < 0.85) person.model.undo.undo()
      else if (dice < 0.88) person.model.undo.redo()
      else if (dice < 0.95) vi.advanceTimersByTime(random.below(400))
      else {
        const { scene, commands } = person.model
        const grouped = [...scene.notes.values()].filter(({ cluster }) => cluster !== null)
        if (grouped.length > 0) commands.takeOut([random.pick(grouped).id])
      }
    }
    board.settle()
    const [{ model } = raise()] = board.people
    for (const { model: other } of board.people) {
      expect(placesOf(other)).toEqual(placesOf(model))
      expect(disorderOf(other.scene)).toEqual([])
    }
  })
}

const someone = {
  participant: 'bo',
  name: 'Bo',
  colour: 1,
  selection: [],
  editing: null,
  view: null,
} as const

function raise(): never {
  throw new Error('somebody is there')
}
