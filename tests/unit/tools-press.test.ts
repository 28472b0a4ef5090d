import { expect, test } from 'vitest'
import { addCluster } from '#shared/board/change-cluster.ts'
import { turnWheel } from '#client/tools/input/trackpad.ts'
import { noModifiers, openToolBoard } from '#tests/support/tool-board.ts'

const mine = { x: 100, y: 100 }

test('a press that moves less than four pixels is a click and selects', () => {
  const { down, move, up, selected, place } = openToolBoard({ a: { x: 100, y: 100 } })
  down(150, 150)
  move(152, 152)
  up(152, 152)
  expect(selected()).toEqual(['a'])
  expect(place('a')).toEqual({ x: 100, y: 100 })
})

test('a click on the paper clears the selection, with Shift it does not; Shift adds and takes away', () => {
  const { down, up, selected } = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
  const click = (x: number, y: number, shift = false) => {
    down(x, y, { ...noModifiers, shift })
    up(x, y, { ...noModifiers, shift })
  }
  click(50, 50)
  click(350, 50, true)
  expect(selected()).toEqual(['a', 'b'])
  click(600, 600, true)
  expect(selected()).toEqual(['a', 'b'])
  click(50, 50, true)
  expect(selected()).toEqual(['b'])
  click(600, 600)
  expect(selected()).toEqual([])
})

test('a frame on the paper selects the notes it touches; a finger moves the paper instead', () => {
  const { down, move, up, selected, seen, model } = openToolBoard({
    a: { x: 100, y: 100 },
    b: { x: 900, y: 600 },
  })
  down(20, 20)
  move(150, 150)
  expect(seen.frame).toEqual({ x: 20, y: 20, width: 130, height: 130 })
  up(150, 150)
  expect(selected()).toEqual(['a'])
  expect(seen.frame).toBeNull()
  down(20, 20, noModifiers, 'touch')
  move(60, 50)
  move(70, 60)
  up(70, 60)
  expect(model.camera.state.get()).toEqual({ x: -50, y: -40, zoom: 1 })
})

test('the right button moves the paper; without moving it selects the note under it and opens the menu', () => {
  const { send, move, up, model, selected, place } = openToolBoard({
    a: { x: 100, y: 100 },
    b: { x: 400, y: 100 },
  })
  const right = (x: number, y: number) =>
    send({ kind: 'down', at: { x, y }, device: 'mouse', button: 'right', mods: noModifiers })
  right(150, 150)
  move(152, 151)
  up(152, 151)
  expect(selected()).toEqual(['a'])
  expect(model.ui.menu.get()).toMatchObject({ at: { x: 150, y: 150 }, spot: null, isAboutSelection: true })
  model.ui.menu.set(null)
  model.ui.selection.set(new Set(['a', 'b']))
  right(450, 150)
  up(450, 150)
  expect(selected()).toEqual(['a', 'b'])
  right(450, 150)
  move(500, 190)
  up(500, 190)
  expect([selected(), place('b')]).toEqual([['a', 'b'], { x: 400, y: 100 }])
  expect(model.camera.state.get()).toEqual({ x: -50, y: -40, zoom: 1 })
  model.ui.menu.set(null)
  right(700, 600)
  move(740, 620)
  up(740, 620)
  expect(model.ui.menu.get()).toBeNull()
  model.ui.tool.set('pan')
  right(700, 600)
  up(700, 600)
  expect(model.ui.menu.get()).toEqual({
    at: { x: 700, y: 600 },
    spot: model.camera.toBoard({ x: 700, y: 600 }),
    cluster: null,
    isAboutSelection: false,
    isByKey: false,
  })
  expect(selected()).toEqual(['a', 'b'])
})

test('two fingers zoom so that the paper under each stays under it', () => {
  const { send, down, model } = openToolBoard()
  down(100, 100, noModifiers, 'touch')
  send({
    kind: 'pinch',
    fingers: [
      { x: 100, y: 100 },
      { x: 200, y: 100 },
    ],
  })
  const fixed = model.camera.toBoard({ x: 100, y: 100 })
  send({
    kind: 'pinch',
    fingers: [
      { x: 50, y: 100 },
      { x: 250, y: 100 },
    ],
  })
  expect(model.camera.state.get().zoom).toBeCloseTo(2)
  const there = model.camera.toScreen(fixed)
  expect(there.x).toBeCloseTo(50)
  expect(there.y).toBeCloseTo(100)
})

test('a long press on the paper asks for the menu there, on a note it selects', () => {
  const { send, down, up, model, selected } = openToolBoard({ a: { x: 100, y: 100 } })
  down(600, 400, noModifiers, 'touch')
  send({ kind: 'hold', at: { x: 600, y: 400 } })
  up(600, 400)
  expect(selected()).toEqual([])
  expect(model.ui.menu.get()).toMatchObject({ spot: { x: 600, y: 400 }, isAboutSelection: false })
  down(150, 150, noModifiers, 'touch')
  send({ kind: 'hold', at: { x: 150, y: 150 } })
  expect(selected()).toContain('a')
})

test('a double click opens the note under it, or begins a new note, in a field as its member', () => {
  const { doc, send, model, clusterOf } = openToolBoard({ a: { x: 100, y: 300 }, b: { x: 700, y: 300 } })
  const id = addCluster(doc, ['a', 'b'])
  send({ kind: 'double', at: { x: 150, y: 350 } })
  expect(model.ui.editing.get()).toBe('a')
  send({ kind: 'double', at: { x: 500, y: 400 } })
  expect(clusterOf(model.ui.editing.get() ?? '')).toBe(id)
  send({ kind: 'double', at: { x: 500, y: 50 } })
  expect(clusterOf(model.ui.editing.get() ?? '')).toBeNull()
})

const openRound = {
  id: 'r',
  number: 1,
  title: '',
  target: 'notes',
  options: ['a'],
  budget: 3,
  cap: 3,
  isSecret: true,
  deadline: null,
  state: 'open',
  openedAt: 1,
  closedAt: null,
  voted: 0,
  eligible: 1,
  totals: null,
  ballots: null,
  previous: null,
} as const

test('a click on the disc places a dot, on an own dot takes it back, and neither moves or selects', async () => {
  const { model, show, down, up, setRounds, selected } = openToolBoard({ a: { x: 100, y: 100 } })
  setRounds([openRound])
  const vote = {
    kind: 'open',
    method: 'dots',
    options: new Set(['a']),
    dots: {},
    cap: 3,
    canPlace: true,
    mayVote: true,
  } as const
  show({ vote })
  down(123, 286)
  up(123, 286)
  await Promise.resolve()
  expect(model.voting.dots.get()).toEqual({ r: { a: 1 } })
  show({ vote: { ...vote, dots: { a: 1 } } })
  down(121, 286)
  up(121, 286)
  await Promise.resolve()
  expect(model.voting.dots.get()).toEqual({ r: {} })
  expect(selected()).toEqual([])
})

test('in a round with scores a click gives points, + and - change them, and fewer than none takes them back', async () => {
  const { model, key, setRounds } = openToolBoard({ a: { x: 100, y: 100 } })
  setRounds([{ ...openRound, method: 'score' }])
  model.ui.selection.set(new Set(['a']))
  const own = async (pressed: string) => {
    expect(key(pressed)).toBe(true)
    await Promise.resolve()
    return model.voting.dots.get()['r']?.['a']
  }
  expect([await own('+'), await own('+'), await own('+'), await own('+')]).toEqual([1, 2, 3, 3])
  expect([await own('-'), await own('-'), await own('-'), await own('-')]).toEqual([2, 1, 0, undefined])
  expect(await own('-')).toBe(0)
})

test('Escape ends the tool and the selection first, then following, then nothing', () => {
  const { key, model, selected } = openToolBoard({ a: { x: 0, y: 0 } })
  model.ui.selection.set(new Set(['a']))
  model.ui.following.set('ana')
  expect(key('Escape')).toBe(true)
  expect([selected(), model.ui.following.get()]).toEqual([[], 'ana'])
  expect(key('Escape')).toBe(true)
  expect(model.ui.following.get()).toBeNull()
  expect(key('Escape')).toBe(false)
})

test('the wheel pans, with Ctrl it zooms at the pointer', () => {
  const { model } = openToolBoard()
  turnWheel(
    model.camera,
    { deltaX: 10, deltaY: 30, deltaMode: 0, shift: false, command: false },
    { x: 0, y: 0 },
  )
  expect(model.camera.state.get()).toEqual({ x: 10, y: 30, zoom: 1 })
  const fixed = model.camera.toBoard({ x: 300, y: 200 })
  turnWheel(
    model.camera,
    { deltaX: 0, deltaY: -100, deltaMode: 0, shift: false, command: true },
    { x: 300, y: 200 },
  )
  expect(model.camera.state.get().zoom).toBeGreaterThan(1.2)
  expect(model.camera.toScreen(fixed).x).toBeCloseTo(300)
})

test('on a locked board N and a double click only say why', () => {
  const { model, key, send } = openToolBoard({ mine }, { role: 'participant', rights: { isLocked: true } })
  key('n')
  send({ kind: 'double', at: { x: 700, y: 500 } })
  expect(model.scene.notes.size).toBe(1)
  expect(new Set(model.notices.list.get().map(({ text }) => text))).toEqual(new Set(['errors.board_locked']))
})
