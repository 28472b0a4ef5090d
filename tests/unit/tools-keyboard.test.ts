import { expect, onTestFinished, test } from 'vitest'
import { addCluster } from '#shared/board/change-cluster.ts'
import { chooseLetterKeys } from '#client/model/memory/letter-keys.ts'
import { newNote, writeOn } from '#client/tools/edit.ts'
import { pressAnywhere } from '#client/tools/input/keys.ts'
import { noModifiers, openToolBoard } from '#tests/support/tool-board.ts'

const mine = { x: 100, y: 100 }
const theirs = { x: 400, y: 100, author: 'paul' }

test('keys alone write, walk, nudge, cluster and dissolve', () => {
  const { key, model, selected, place } = openToolBoard({
    a: { x: 0, y: 0 },
    b: { x: 240, y: 0 },
    c: { x: 0, y: 300 },
  })
  expect(key('Tab')).toBe(true)
  expect(selected()).toEqual(['a'])
  key('Tab')
  expect(selected()).toEqual(['b'])
  key('Tab', { shift: true })
  key('ArrowDown', { alt: true })
  expect(selected()).toEqual(['c'])
  key('ArrowRight')
  key('ArrowDown', { shift: true })
  expect(place('c')).toEqual({ x: 4, y: 340 })
  key('Enter')
  expect(model.ui.editing.get()).toBe('c')
  model.ui.editing.set(null)
  key('a', { command: true })
  expect(selected().toSorted()).toEqual(['a', 'b', 'c'])
  key('g', { command: true })
  const [cluster] = selected()
  expect(model.scene.clusters.get(cluster ?? '')?.members.toSorted()).toEqual(['a', 'b', 'c'])
  expect(model.ui.editing.get()).toBe(cluster)
  model.ui.editing.set(null)
  key('g', { command: true, shift: true })
  expect(model.scene.clusters.size).toBe(0)
  expect(selected().toSorted()).toEqual(['a', 'b', 'c'])
  key('Delete')
  expect(model.scene.notes.size).toBe(0)
  key('z', { command: true })
  expect(model.scene.notes.size).toBe(3)
})

test('with Alt, arrows go from note to note; with Shift as well, the notes they come to join the selection', () => {
  const { key, selected } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, c: { x: 300, y: 300 } })
  key('Tab')
  key('ArrowRight', { alt: true })
  expect(selected()).toEqual(['b'])
  key('ArrowDown', { alt: true, shift: true })
  expect(selected()).toEqual(['b', 'c'])
  key('ArrowUp', { alt: true, shift: true })
  expect(selected()).toEqual(['c', 'b'])
  key('ArrowLeft', { alt: true, shift: true })
  expect(selected()).toEqual(['c', 'b', 'a'])
})

test('Ctrl with plus, minus and zero zooms the canvas, also on keyboards where plus needs Shift', () => {
  const { key, model } = openToolBoard({ a: { x: 0, y: 0 } })
  const zoom = () => model.camera.state.get().zoom
  model.camera.set({ x: 0, y: 0, zoom: 1 })
  expect(key('+', { command: true, shift: true })).toBe(true)
  expect(key('=', { command: true })).toBe(true)
  expect(zoom()).toBeCloseTo(1.25 ** 2)
  for (let press = 0; press < 4; press += 1) expect(key('-', { command: true })).toBe(true)
  expect(zoom()).toBeCloseTo(1.25 ** -2)
  expect(key('0', { command: true })).toBe(true)
  expect(zoom()).toBeCloseTo(1)
})

test('adding notes to a group by Ctrl+G opens no title', () => {
  const { key, model, selected } = openToolBoard({
    a: { x: 0, y: 0 },
    b: { x: 240, y: 0 },
    c: { x: 0, y: 900 },
  })
  const cluster = model.commands.cluster(['a', 'b']) ?? ''
  model.ui.selection.set(new Set([cluster, 'c']))
  key('g', { command: true })
  expect(model.scene.notes.get('c')?.cluster).toBe(cluster)
  expect(model.ui.editing.get()).toBeNull()
  expect(selected()).toEqual([cluster])
})

test('M asks for a group of the selected notes, and of nothing else; on a clicked note it is a letter', () => {
  const { key, down, up, model } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
  model.camera.set({ x: 0, y: 0, zoom: 1 })
  expect(key('m')).toBe(false)
  key('Tab')
  expect(key('m')).toBe(true)
  expect(model.ui.regrouping.get()).toEqual(['a'])
  model.ui.regrouping.set(null)
  down(400, 100)
  up(400, 100)
  key('m')
  expect(model.ui.regrouping.get()).toBeNull()
  expect(model.ui.editing.get()).toBe('b')
})

test('Tab on the last note leaves the board', () => {
  const { key, selected } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 240, y: 0 } })
  key('Tab')
  key('Tab')
  expect(selected()).toEqual(['b'])
  expect(key('Tab')).toBe(false)
})

test('a note reached by keyboard moves out from under the map by the shorter way', () => {
  const { key, model } = openToolBoard({ a: { x: 100, y: 100 }, b: { x: 920, y: 510 } })
  model.camera.setCorner({ width: 256, height: 212 })
  key('Tab')
  key('Tab')
  expect(model.camera.toScreen({ x: 920, y: 510 })).toEqual({ x: 920, y: 388 })
})

test('a new note comes beside the selected one, Ctrl+Enter below it, in a free place', () => {
  const { key, model } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 224, y: 0 } })
  model.ui.selection.set(new Set(['a']))
  newNote(model)
  expect(model.scene.notes.get(model.ui.editing.get() ?? '')).toMatchObject({ x: 448, y: 0 })
  model.ui.editing.set(null)
  model.ui.selection.set(new Set(['a']))
  key('Enter', { command: true })
  expect(model.scene.notes.get(model.ui.editing.get() ?? '')).toMatchObject({ x: 0, y: 224 })
})

test('a new note beside one of a cluster takes the next place of the cluster', () => {
  const { doc, key, model } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 224, y: 0 } })
  const id = addCluster(doc, ['a', 'b'])
  const places = [0, 1].map(() => {
    model.ui.selection.set(new Set(['a']))
    key('Enter', { command: true })
    const { x, y, cluster } = model.scene.notes.get(model.ui.editing.get() ?? '') ?? {}
    model.ui.editing.set(null)
    return { x, y, cluster }
  })
  expect(places).toEqual([
    { x: 0, y: 224, cluster: id },
    { x: 224, y: 224, cluster: id },
  ])
})

test('Shift and a digit set the view on every keyboard layout', () => {
  const { key, model } = openToolBoard({ a: { x: 5_000, y: 5_000 } })
  key('&', { shift: true }, 'Digit1')
  // The middle between the tools at the left and the right edge.
  expect(model.camera.toScreen({ x: 5_100, y: 5_100 })).toEqual({ x: 632, y: 400 })
  model.camera.set({ x: 0, y: 0, zoom: 0.3 })
  key(')', { shift: true }, 'Digit0')
  expect(model.camera.state.get().zoom).toBe(1)
})

test('typing on a note that was clicked opens it and leaves the character to the field, whichever letter it is', () => {
  const { down, up, key, model } = openToolBoard({ a: { x: 0, y: 0 } })
  for (const letter of ['é', 'n', 's', 'v', 'h']) {
    down(50, 50)
    up(50, 50)
    expect(key(letter)).toBe(false)
    expect(model.ui.editing.get()).toBe('a')
    model.ui.editing.set(null)
  }
  expect(model.scene.notes.size).toBe(1)
  model.ui.selection.set(new Set())
  expect(key('h')).toBe(true)
  expect(model.ui.tool.get()).toBe('pan')
})

test('after a pause N begins the next note, and any other letter writes', () => {
  const { down, move, up, key, model } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
  const notesAfterN = () => {
    key('n')
    return model.scene.notes.size
  }
  down(50, 50)
  up(50, 50)
  key('n')
  model.ui.editing.set(null)
  expect(notesAfterN()).toBe(3)
  model.ui.editing.set(null)
  down(50, 50)
  up(50, 50)
  down(50, 50)
  move(90, 650)
  up(90, 650)
  expect(notesAfterN()).toBe(4)
  model.ui.editing.set(null)
  model.ui.selection.set(new Set())
  key('Tab')
  expect(notesAfterN()).toBe(5)
  model.ui.editing.set(null)
  key('Tab')
  expect(key('é')).toBe(false)
  expect(model.ui.editing.get()).not.toBeNull()
})

test('single-letter shortcuts that are switched off only write in the selected note', () => {
  const { key, model } = openToolBoard({ a: { x: 0, y: 0 } })
  onTestFinished(() => chooseLetterKeys(true))
  chooseLetterKeys(false)
  for (const letter of ['n', 's', 'h']) expect(key(letter)).toBe(false)
  expect([model.ui.editing.get(), model.ui.tool.get()]).toEqual([null, 'select'])
  expect(pressAnywhere(model, { key: '!', code: 'Digit1', mods: { ...noModifiers, shift: true } })).toBe(
    false,
  )
  expect(key('Tab')).toBe(true)
  expect(key('n')).toBe(false)
  expect(model.ui.editing.get()).toBe('a')
  chooseLetterKeys(true)
  model.ui.editing.set(null)
  expect(pressAnywhere(model, { key: 'h', code: 'KeyH', mods: noModifiers })).toBe(true)
})

test('on a note that cannot be edited, tool letters stay shortcuts', () => {
  const { key, model } = openToolBoard({ mine: { x: 0, y: 0 } }, { role: 'participant', locked: ['mine'] })
  model.ui.selection.set(new Set(['mine']))
  expect(key('h')).toBe(true)
  expect(model.ui.tool.get()).toBe('pan')
  key('n')
  expect(model.scene.notes.size).toBe(2)
})

test('Tab in a note goes on to the writable note on its right, or begins a new one', () => {
  const { model } = openToolBoard(
    { a: { x: 0, y: 0 }, b: { x: 240, y: 10 }, theirs: { x: 464, y: 0, author: 'paul' } },
    { role: 'participant', rights: { participantsWrite: 'own' } },
  )
  writeOn(model, 'a')
  expect(model.ui.editing.get()).toBe('b')
  expect(model.scene.notes.size).toBe(3)
  writeOn(model, 'b')
  expect(model.scene.notes.get(model.ui.editing.get() ?? '')).toMatchObject({ x: 688, y: 10 })
})

test('duplicates of everything keep their groups, beside the originals', () => {
  const { doc, key, model } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 224, y: 0 } })
  const id = addCluster(doc, ['a', 'b'])
  key('a', { command: true })
  key('d', { command: true })
  expect(model.scene.clusters.get(id)?.members.toSorted()).toEqual(['a', 'b'])
  expect([...model.scene.clusters.values()].map(({ members }) => members.length)).toEqual([2, 2])
})

test('without the right to move others’ notes, grouping takes own notes alone', () => {
  const { model, place, key } = openToolBoard(
    { mine, theirs },
    { role: 'participant', rights: { participantsMove: 'own' } },
  )
  model.ui.selection.set(new Set(['mine', 'theirs']))
  key('g', { command: true })
  const [cluster] = model.scene.clusters.values()
  expect(cluster?.members).toEqual(['mine'])
  expect(model.barrierToMove(cluster?.id ?? '')).toBeUndefined()
  expect(place('theirs')).toEqual({ x: 400, y: 100 })
})
