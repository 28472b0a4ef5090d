import { expect, test } from 'vitest'
import { addCluster } from '#shared/board/change-cluster.ts'
import { edgeSpeed } from '#client/tools/input/pointer.ts'
import { snap } from '#client/tools/guides.ts'
import { noModifiers, openToolBoard } from '#tests/support/tool-board.ts'

const mine = { x: 100, y: 100 }
const theirs = { x: 400, y: 100, author: 'paul' }

test('a dragged note is lifted, lands where it is let go and is one step of undo', () => {
  const { drag, place, model, seen } = openToolBoard({ a: { x: 100, y: 100 } })
  drag({ x: 150, y: 150 }, { x: 450, y: 250 })
  expect(place('a')).toEqual({ x: 400, y: 200 })
  expect(seen.lifted.size).toBe(0)
  model.undo.undo()
  expect(place('a')).toEqual({ x: 100, y: 100 })
})

test('Escape in the middle of a drag leaves everything as it was', () => {
  const { down, move, send, place, seen, tools } = openToolBoard({ a: { x: 100, y: 100 } })
  down(150, 150)
  move(450, 250)
  expect(seen.lifted).toEqual(new Set(['a']))
  send({ kind: 'cancel' })
  expect(place('a')).toEqual({ x: 100, y: 100 })
  expect(tools.gesture().kind).toBe('idle')
})

test('a note that another person deletes leaves the drag, and the others stay in it', () => {
  const { down, move, up, send, place, model, seen } = openToolBoard({
    a: { x: 0, y: 0 },
    b: { x: 300, y: 0 },
  })
  model.ui.selection.set(new Set(['a', 'b']))
  down(50, 50)
  move(150, 150)
  model.commands.remove(['a'])
  send({ kind: 'changed' })
  expect(seen.lifted).toEqual(new Set(['b']))
  up(150, 150, { ...noModifiers, command: true })
  expect(place('a')).toBeUndefined()
  expect(place('b')).toEqual({ x: 400, y: 100 })
})

test('a note carried past another clusters nothing; dropped on its middle it does at once, and shows it first', () => {
  const { down, move, up, seen, clusterOf } = openToolBoard({
    a: { x: 0, y: 0 },
    b: { x: 500, y: 0 },
  })
  down(100, 100)
  move(600, 105)
  expect(seen.hint).not.toBeNull()
  move(600, 300)
  expect(seen.hint).toBeNull()
  up(600, 300)
  expect(clusterOf('a')).toBeNull()
  down(600, 300)
  move(600, 105)
  up(600, 105)
  expect(clusterOf('a')).toBe(clusterOf('b'))
  expect(clusterOf('a')).not.toBeNull()
  expect(seen.hint).toBeNull()
})

test('a note dropped in a field joins it, dropped outside it leaves, moved inside it stays', () => {
  const { doc, drag, clusterOf, place } = openToolBoard({
    a: { x: 0, y: 300 },
    b: { x: 400, y: 300 },
    c: { x: 600, y: 0 },
  })
  const id = addCluster(doc, ['a', 'b'])
  drag({ x: 650, y: 50 }, { x: 350, y: 400 })
  expect(clusterOf('c')).toBe(id)
  expect(place('c')).toEqual({ x: 0, y: 524 })
  drag({ x: 50, y: 600 }, { x: 70, y: 610 })
  expect(clusterOf('c')).toBe(id)
  drag({ x: 50, y: 600 }, { x: 900, y: 100 })
  expect(clusterOf('c')).toBeNull()
})

test('a cluster taken by its heading moves as one', () => {
  const { doc, drag, place, clusterOf, selected } = openToolBoard({
    a: { x: 100, y: 300 },
    b: { x: 340, y: 300 },
  })
  const id = addCluster(doc, ['a', 'b'])
  drag({ x: 120, y: 255 }, { x: 170, y: 305 })
  expect(selected()).toEqual([id])
  expect(place('a')).toEqual({ x: 150, y: 350 })
  expect(place('b')).toEqual({ x: 390, y: 350 })
  expect(clusterOf('a')).toBe(id)
})

test('a cluster carried past another stays itself; held over it, it is merged into it, and one undo parts them', () => {
  const { doc, down, move, up, send, seen, clock, clusterOf, selected, model } = openToolBoard({
    a: { x: 100, y: 300 },
    b: { x: 340, y: 300 },
    c: { x: 800, y: 300 },
  })
  const from = addCluster(doc, ['a', 'b'])
  const into = addCluster(doc, ['c'])
  const grab = () => {
    down(120, 255)
    move(130, 255)
    move(850, 350)
  }
  grab()
  up(850, 350)
  expect(clusterOf('a')).toBe(from)
  model.undo.undo()
  grab()
  expect(seen.hint).toBeNull()
  clock.now = 800
  send({ kind: 'tick' })
  expect(seen.hint).not.toBeNull()
  up(850, 350)
  expect([clusterOf('a'), clusterOf('b'), clusterOf('c')]).toEqual([into, into, into])
  expect(selected()).toEqual([into])
  model.undo.undo()
  expect([clusterOf('a'), clusterOf('b'), clusterOf('c')]).toEqual([from, from, into])
})

test('Alt and drag leaves the note and drops a copy', () => {
  const { drag, place, selected, model } = openToolBoard({ a: { x: 100, y: 100 } })
  drag({ x: 150, y: 150 }, { x: 450, y: 150 }, { shift: false, alt: true, command: true })
  expect(place('a')).toEqual({ x: 100, y: 100 })
  expect(model.scene.notes.size).toBe(2)
  expect(place(selected()[0] ?? '')).toEqual({ x: 400, y: 100 })
})

test('edges and middles snap within a few pixels, and the guide spans both notes', () => {
  const moving = { x: 0, y: 0, width: 200, height: 200 }
  const other = { x: 500, y: 303, width: 200, height: 200 }
  const { by, guides } = snap(moving, { x: 100, y: 300 }, [other], 6)
  expect(by).toEqual({ x: 100, y: 303 })
  expect(guides.map(({ axis, at }) => [axis, at])).toEqual([
    ['y', 303],
    ['y', 503],
  ])
  expect(guides[0]).toMatchObject({ from: 100, to: 700 })
  expect(snap(moving, { x: 100, y: 250 }, [other], 6)).toEqual({ by: { x: 100, y: 250 }, guides: [] })
})

test('a drag that takes some notes out of their cluster while others stay is one step of undo', () => {
  const { drag, doc, model, place, clusterOf } = openToolBoard({
    a: { x: 0, y: 0 },
    b: { x: 0, y: 400 },
    c: { x: 300, y: 400 },
  })
  const id = addCluster(doc, ['a', 'b', 'c'])
  model.ui.selection.set(new Set(['a', 'b']))
  drag({ x: 100, y: 500 }, { x: 100, y: 300 })
  expect([clusterOf('a'), clusterOf('b')]).toEqual([null, id])
  model.undo.undo()
  expect([place('a'), place('b')]).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 400 },
  ])
  expect([clusterOf('a'), clusterOf('b')]).toEqual([id, id])
})

test('the board scrolls only near the edges of the screen', () => {
  const screen = { width: 1_000, height: 600 }
  expect(edgeSpeed({ x: 500, y: 300 }, screen)).toBeUndefined()
  expect(edgeSpeed({ x: 2, y: 300 }, screen)?.x).toBeLessThan(0)
  expect(edgeSpeed({ x: 500, y: 599 }, screen)?.y).toBeGreaterThan(0)
})

test('without the right to move others’ notes, a drag of one says why, and Alt takes a copy', () => {
  const { drag, place, model, seen, selected, key, down, move, up } = openToolBoard(
    { mine, theirs },
    { role: 'participant', rights: { participantsMove: 'own' } },
  )
  drag({ x: 450, y: 150 }, { x: 800, y: 500 })
  expect(place('theirs')).toEqual({ x: 400, y: 100 })
  expect(model.notices.list.get().map(({ text }) => text)).toEqual(['errors.not_yours_to_move'])

  key('a', { command: true })
  down(150, 150)
  move(170, 150, { ...noModifiers, command: true })
  expect([...seen.lifted]).toEqual(['mine'])
  expect(selected()).toEqual(['mine'])
  move(150, 450, { ...noModifiers, command: true })
  up(150, 450, { ...noModifiers, command: true })
  expect([place('mine'), place('theirs')]).toEqual([
    { x: 100, y: 400 },
    { x: 400, y: 100 },
  ])

  down(450, 150)
  move(470, 150, { ...noModifiers, alt: true, command: true })
  move(450, 650, { ...noModifiers, alt: true, command: true })
  up(450, 650, { ...noModifiers, alt: true, command: true })
  expect(place('theirs')).toEqual({ x: 400, y: 100 })
  expect([...model.scene.notes.values()].filter(({ author }) => author === 'bench')).not.toHaveLength(1)
})

test('a locked note is neither nudged, dropped upon, written in nor deleted by participants', () => {
  const { model, place, key, clusterOf, clock, down, move, send, up } = openToolBoard(
    { mine, locked: { x: 400, y: 100 } },
    { role: 'participant', locked: ['locked'] },
  )
  model.ui.selection.set(new Set(['locked']))
  key('ArrowRight')
  key('Delete')
  key('Enter')
  key('l', { command: true, shift: true })
  expect(place('locked')).toEqual({ x: 400, y: 100 })
  expect(model.ui.editing.get()).toBeNull()
  expect(model.notices.list.get().map(({ text }) => text)).toContain('errors.locked')

  const still = { ...noModifiers, command: true }
  down(200, 200)
  move(220, 200, still)
  move(500, 200, still)
  clock.now += 1_000
  send({ kind: 'tick' })
  up(500, 200, still)
  expect([clusterOf('mine'), clusterOf('locked')]).toEqual([null, null])
  expect(model.scene.clusters.size).toBe(0)
})

test('where no note may be added Ctrl+D and Alt-drag copy nothing, lift no copy and say why', () => {
  const { drag, down, move, up, key, model, seen, place } = openToolBoard(
    { mine },
    { role: 'participant', rights: { isLocked: true } },
  )
  const said = () => model.notices.list.get().map(({ text }) => text)
  model.ui.selection.set(new Set(['mine']))
  key('d', { command: true })
  expect(said()).toEqual(['errors.board_locked'])
  for (const { id } of model.notices.list.get()) model.notices.dismiss(id)
  down(150, 150)
  move(170, 150, { ...noModifiers, alt: true })
  expect([...seen.lifted]).toEqual([])
  expect(said()).toEqual(['errors.board_locked'])
  up(170, 150)
  drag({ x: 150, y: 150 }, { x: 500, y: 500 }, { ...noModifiers, alt: true })
  expect([place('mine'), model.scene.notes.size]).toEqual([mine, 1])
})

test('in private writing a drag with Alt stays a move, and says why', () => {
  const { down, move, up, model, place } = openToolBoard(
    { mine },
    { role: 'participant', writing: 'private' },
  )
  const still = { ...noModifiers, command: true }
  down(150, 150)
  move(170, 150, still)
  move(450, 150, { ...still, alt: true })
  up(450, 150, { ...still, alt: true })
  expect(place('mine')).toEqual({ x: 400, y: 100 })
  expect(model.scene.notes.size).toBe(1)
  expect(model.notices.list.get().map(({ text }) => text)).toEqual(['errors.writing_private'])
})
