import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { nothingShown, type Shown } from '#client/view/view-state.ts'
import { createLocalBoard, type LocalLimits } from '#client/bench/local-board.ts'
import type { Point, Rect } from '#shared/geometry/rect.ts'
import { addCluster } from '#shared/board/cluster.ts'
import { addNote } from '#shared/board/note.ts'
import { chooseLetterKeys } from '#client/model/memory/letter-keys.ts'
import { newNote, writeOn } from '#client/tools/edit.ts'
import { edgeSpeed } from '#client/tools/input/edge-pan.ts'
import { snap, type Guide } from '#client/tools/guides.ts'
import { pressAnywhere, pressKey } from '#client/tools/input/keys.ts'
import { createTools } from '#client/tools/input/machine.ts'
import { rowsOf } from '#client/tools/input/pasted-rows.ts'
import { noModifiers, type Modifiers, type ToolEvent } from '#client/tools/tool-event.ts'
import { turnWheel } from '#client/tools/input/wheel.ts'

const measure = (text: string, fontSize: number) => text.length * fontSize * 0.5

function setup(notes: Readonly<Record<string, Point & { author?: string }>> = {}, limits: LocalLimits = {}) {
  const doc = new Y.Doc()
  for (const [id, at] of Object.entries(notes))
    addNote(doc, { id, author: 'bench', ...at, text: id, created: 1 })
  const board = createLocalBoard(doc, measure, limits)
  const { model } = board
  onTestFinished(model.close)
  model.camera.setScreen({ width: 1_200, height: 800 })
  const seen: {
    hint: Rect | null
    guides: readonly Guide[]
    frame: Rect | null
    lifted: ReadonlySet<string>
  } = {
    hint: null,
    guides: [],
    frame: null,
    lifted: new Set(),
  }
  const clock = { now: 0 }
  let shown: Shown = nothingShown
  const tools = createTools({
    model,
    shown: () => shown,
    lift: (ids) => {
      seen.lifted = ids
    },
    moveLifted: () => undefined,
    drop: () => {
      seen.lifted = new Set()
    },
    overlay: {
      marquee: (rect) => {
        seen.frame = rect
      },
      guides: (guides) => {
        seen.guides = guides
      },
      hint: (rect) => {
        seen.hint = rect
      },
    },
    isPanHeld: () => false,
    now: () => clock.now,
  })
  const down = (x: number, y: number, mods: Modifiers = noModifiers, device: 'mouse' | 'touch' = 'mouse') =>
    tools.send({ kind: 'down', at: { x, y }, device, button: 'main', mods })
  const move = (x: number, y: number, mods: Modifiers = noModifiers) =>
    tools.send({ kind: 'move', at: { x, y }, mods })
  const up = (x: number, y: number, mods: Modifiers = noModifiers) =>
    tools.send({ kind: 'up', at: { x, y }, mods })
  const drag = (from: Point, to: Point, mods: Modifiers = { ...noModifiers, command: true }) => {
    down(from.x, from.y)
    move(from.x + 10, from.y, mods)
    move(to.x, to.y, mods)
    up(to.x, to.y, mods)
  }
  return {
    ...board,
    tools,
    seen,
    clock,
    down,
    move,
    up,
    drag,
    send: (event: ToolEvent) => tools.send(event),
    selected: () => [...model.ui.selection.get()],
    place: (id: string) => {
      const note = model.scene.notes.get(id)
      return note && { x: note.x, y: note.y }
    },
    clusterOf: (id: string) => model.scene.notes.get(id)?.cluster,
    show: (next: Partial<Shown>) => {
      shown = { ...nothingShown, ...next }
    },
    key: (key: string, mods: Partial<Modifiers> = {}, code = '') =>
      pressKey(model, { key, code, mods: { ...noModifiers, ...mods } }),
  }
}

test('a press that moves less than four pixels is a click and selects', () => {
  const { down, move, up, selected, place } = setup({ a: { x: 100, y: 100 } })
  down(150, 150)
  move(152, 152)
  up(152, 152)
  expect(selected()).toEqual(['a'])
  expect(place('a')).toEqual({ x: 100, y: 100 })
})

test('a click on the paper clears the selection, with Shift it does not; Shift adds and takes away', () => {
  const { down, up, selected } = setup({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
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

test('a dragged note is lifted, lands where it is let go and is one step of undo', () => {
  const { drag, place, model, seen } = setup({ a: { x: 100, y: 100 } })
  drag({ x: 150, y: 150 }, { x: 450, y: 250 })
  expect(place('a')).toEqual({ x: 400, y: 200 })
  expect(seen.lifted.size).toBe(0)
  model.undo.undo()
  expect(place('a')).toEqual({ x: 100, y: 100 })
})

test('Escape in the middle of a drag leaves everything as it was', () => {
  const { down, move, send, place, seen, tools } = setup({ a: { x: 100, y: 100 } })
  down(150, 150)
  move(450, 250)
  expect(seen.lifted).toEqual(new Set(['a']))
  send({ kind: 'cancel' })
  expect(place('a')).toEqual({ x: 100, y: 100 })
  expect(tools.gesture().kind).toBe('idle')
})

test('a note that somebody deletes leaves the hand that drags it, and the others stay in it', () => {
  const { down, move, up, send, place, model, seen } = setup({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
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

test('passing over a note clusters nothing; dwelling on its middle does, and shows it first', () => {
  const { down, move, up, send, seen, clock, clusterOf, model } = setup({
    a: { x: 0, y: 0 },
    b: { x: 500, y: 0 },
  })
  down(100, 100)
  move(600, 105)
  up(600, 105)
  expect(clusterOf('a')).toBeNull()
  model.undo.undo()
  down(100, 100)
  move(600, 105)
  expect(seen.hint).toBeNull()
  clock.now = 400
  send({ kind: 'tick' })
  expect(seen.hint).not.toBeNull()
  up(600, 105)
  expect(clusterOf('a')).toBe(clusterOf('b'))
  expect(clusterOf('a')).not.toBeNull()
  expect(seen.hint).toBeNull()
})

test('a note dropped in a field joins it, dropped outside it leaves, moved inside it stays', () => {
  const { doc, drag, clusterOf } = setup({ a: { x: 0, y: 300 }, b: { x: 400, y: 300 }, c: { x: 600, y: 0 } })
  const id = addCluster(doc, ['a', 'b'])
  drag({ x: 650, y: 50 }, { x: 350, y: 400 })
  expect(clusterOf('c')).toBe(id)
  drag({ x: 350, y: 400 }, { x: 330, y: 390 })
  expect(clusterOf('c')).toBe(id)
  drag({ x: 330, y: 390 }, { x: 900, y: 100 })
  expect(clusterOf('c')).toBeNull()
})

test('a cluster taken by its heading moves as one', () => {
  const { doc, drag, place, clusterOf, selected } = setup({ a: { x: 100, y: 300 }, b: { x: 340, y: 300 } })
  const id = addCluster(doc, ['a', 'b'])
  drag({ x: 120, y: 255 }, { x: 170, y: 305 })
  expect(selected()).toEqual([id])
  expect(place('a')).toEqual({ x: 150, y: 350 })
  expect(place('b')).toEqual({ x: 390, y: 350 })
  expect(clusterOf('a')).toBe(id)
})

test('a cluster carried past another stays itself; held over it, it is merged into it, and one undo parts them', () => {
  const { doc, down, move, up, send, seen, clock, clusterOf, selected, model } = setup({
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
  const { drag, place, selected, model } = setup({ a: { x: 100, y: 100 } })
  drag({ x: 150, y: 150 }, { x: 450, y: 150 }, { shift: false, alt: true, command: true })
  expect(place('a')).toEqual({ x: 100, y: 100 })
  expect(model.scene.notes.size).toBe(2)
  expect(place(selected()[0] ?? '')).toEqual({ x: 400, y: 100 })
})

test('a frame on the paper selects what it touches; a finger moves the paper instead', () => {
  const { down, move, up, selected, seen, model } = setup({ a: { x: 100, y: 100 }, b: { x: 900, y: 600 } })
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

test('the right button moves the paper; pressed without moving it chooses what is under it, and asks for its menu', () => {
  const { send, move, up, model, selected, place } = setup({ a: { x: 100, y: 100 }, b: { x: 400, y: 100 } })
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
  const { send, down, model } = setup()
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
  const { send, down, up, model, selected } = setup({ a: { x: 100, y: 100 } })
  down(600, 400, noModifiers, 'touch')
  send({ kind: 'hold', at: { x: 600, y: 400 } })
  up(600, 400)
  expect(selected()).toEqual([])
  expect(model.ui.menu.get()).toMatchObject({ spot: { x: 600, y: 400 }, isAboutSelection: false })
  down(150, 150, noModifiers, 'touch')
  send({ kind: 'hold', at: { x: 150, y: 150 } })
  expect(selected()).toContain('a')
})

test('a double click on the paper writes a new note, on a note in that note, in a field as its member', () => {
  const { doc, send, model, clusterOf } = setup({ a: { x: 100, y: 300 }, b: { x: 700, y: 300 } })
  const id = addCluster(doc, ['a', 'b'])
  send({ kind: 'double', at: { x: 150, y: 350 } })
  expect(model.ui.editing.get()).toBe('a')
  send({ kind: 'double', at: { x: 500, y: 400 } })
  expect(clusterOf(model.ui.editing.get() ?? '')).toBe(id)
  send({ kind: 'double', at: { x: 500, y: 50 } })
  expect(clusterOf(model.ui.editing.get() ?? '')).toBeNull()
})

test('a click on the disc places a dot, on an own dot takes it back, and neither moves or selects', async () => {
  const { model, show, down, up, setRounds, selected } = setup({ a: { x: 100, y: 100 } })
  const round = {
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
  setRounds([round])
  const vote = {
    kind: 'open',
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

test('keys alone write, walk, nudge, cluster and dissolve', () => {
  const { key, model, selected, place } = setup({
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
  const { key, selected } = setup({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, c: { x: 300, y: 300 } })
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

test('Tab on the last note lets go of the board', () => {
  const { key, selected } = setup({ a: { x: 0, y: 0 }, b: { x: 240, y: 0 } })
  key('Tab')
  key('Tab')
  expect(selected()).toEqual(['b'])
  expect(key('Tab')).toBe(false)
})

test('what the keyboard goes to comes out from under the map by the shorter way', () => {
  const { key, model } = setup({ a: { x: 100, y: 100 }, b: { x: 920, y: 510 } })
  model.camera.setCorner({ width: 256, height: 212 })
  key('Tab')
  key('Tab')
  expect(model.camera.toScreen({ x: 920, y: 510 })).toEqual({ x: 920, y: 388 })
})

test('a new note comes beside the selected one, Ctrl+Enter below it, in a free place and in its cluster', () => {
  const { doc, key, model } = setup({ a: { x: 0, y: 0 }, b: { x: 224, y: 0 } })
  const id = addCluster(doc, ['a', 'b'])
  model.ui.selection.set(new Set(['a']))
  newNote(model)
  const right = model.scene.notes.get(model.ui.editing.get() ?? '')
  expect(right).toMatchObject({ x: 448, y: 0, cluster: id })
  model.ui.editing.set(null)
  model.ui.selection.set(new Set(['a']))
  key('Enter', { command: true })
  expect(model.scene.notes.get(model.ui.editing.get() ?? '')).toMatchObject({ x: 0, y: 224, cluster: id })
})

test('Shift and a digit set the view on every keyboard layout', () => {
  const { key, model } = setup({ a: { x: 5_000, y: 5_000 } })
  key('&', { shift: true }, 'Digit1')
  expect(model.camera.toScreen({ x: 5_100, y: 5_100 })).toEqual({ x: 600, y: 400 })
  model.camera.set({ x: 0, y: 0, zoom: 0.3 })
  key(')', { shift: true }, 'Digit0')
  expect(model.camera.state.get().zoom).toBe(1)
})

test('a drag that takes some notes out of their cluster while others stay is one step of undo', () => {
  const { drag, doc, model, place, clusterOf } = setup({
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

test('typing on a note that was clicked opens it and leaves the character to the field, whichever letter it is', () => {
  const { down, up, key, model } = setup({ a: { x: 0, y: 0 } })
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

test('after writing, moving or going on by keyboard N is the next note; any other letter writes', () => {
  const { down, move, up, key, model } = setup({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
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

test('single keys that are switched off do nothing but write on what is selected', () => {
  const { key, model } = setup({ a: { x: 0, y: 0 } })
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

test('on a note that may not be written in the letters of tools stay tools', () => {
  const { key, model } = setup({ mine: { x: 0, y: 0 } }, { role: 'participant', locked: ['mine'] })
  model.ui.selection.set(new Set(['mine']))
  expect(key('h')).toBe(true)
  expect(model.ui.tool.get()).toBe('pan')
  key('n')
  expect(model.scene.notes.size).toBe(2)
})

test('Tab in a note goes on to the note on its right; where there is none, or none to write in, to a new one', () => {
  const { model } = setup(
    { a: { x: 0, y: 0 }, b: { x: 240, y: 10 }, theirs: { x: 464, y: 0, author: 'paul' } },
    { role: 'participant', rights: { participantsWrite: 'own' } },
  )
  writeOn(model, 'a')
  expect(model.ui.editing.get()).toBe('b')
  expect(model.scene.notes.size).toBe(3)
  writeOn(model, 'b')
  expect(model.scene.notes.get(model.ui.editing.get() ?? '')).toMatchObject({ x: 688, y: 10 })
})

test('Escape gives up the tool and the selection first, then following, then nothing', () => {
  const { key, model, selected } = setup({ a: { x: 0, y: 0 } })
  model.ui.selection.set(new Set(['a']))
  model.ui.following.set('ana')
  expect(key('Escape')).toBe(true)
  expect([selected(), model.ui.following.get()]).toEqual([[], 'ana'])
  expect(key('Escape')).toBe(true)
  expect(model.ui.following.get()).toBeNull()
  expect(key('Escape')).toBe(false)
})

test('everything duplicated comes grouped as it was, beside what it was copied from', () => {
  const { doc, key, model } = setup({ a: { x: 0, y: 0 }, b: { x: 224, y: 0 } })
  const id = addCluster(doc, ['a', 'b'])
  key('a', { command: true })
  key('d', { command: true })
  expect(model.scene.clusters.get(id)?.members.toSorted()).toEqual(['a', 'b'])
  expect([...model.scene.clusters.values()].map(({ members }) => members.length)).toEqual([2, 2])
})

test('the wheel pans, with Ctrl it zooms at the pointer', () => {
  const { model } = setup()
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

test('the board comes along only near the edges of the screen', () => {
  const screen = { width: 1_000, height: 600 }
  expect(edgeSpeed({ x: 500, y: 300 }, screen)).toBeUndefined()
  expect(edgeSpeed({ x: 2, y: 300 }, screen)?.x).toBeLessThan(0)
  expect(edgeSpeed({ x: 500, y: 599 }, screen)?.y).toBeGreaterThan(0)
})

test('a pasted table is one note a row, quotes and line ends in cells undone; lines are one note each', async () => {
  expect(await rowsOf('first\n\n second \r\nthird')).toEqual(['first', 'second', 'third'])
  expect(await rowsOf('a\t1\n"b\nb"\t2\n\t\n')).toEqual(['a\n1', 'b\nb\n2'])
  expect(await rowsOf('only one')).toEqual(['only one'])
})

test('where what reads tables cannot be downloaded, each line of a pasted table is a row', async () => {
  const cutOff = () => Promise.reject(new Error('no network'))
  expect(await rowsOf('a\t1\n\tb\t2\r\n\t\n', cutOff)).toEqual(['a\n1', 'b\n2'])
})

const mine = { x: 100, y: 100 }
const theirs = { x: 400, y: 100, author: 'paul' }

test('where people move their own notes alone, another’s note is not lifted and says why; a copy may be taken', () => {
  const { drag, place, model, seen, selected, key, down, move, up } = setup(
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

test('where people move their own notes alone, grouping takes in their own alone', () => {
  const { model, place, key } = setup(
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

test('a locked note is neither nudged, dropped upon, written in nor deleted by participants', () => {
  const { model, place, key, clusterOf, clock, down, move, send, up } = setup(
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
  const { drag, down, move, up, key, model, seen, place } = setup(
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

test('while writing is private a drag that Alt is pressed in stays a move, and says why', () => {
  const { down, move, up, model, place } = setup({ mine }, { role: 'participant', writing: 'private' })
  const still = { ...noModifiers, command: true }
  down(150, 150)
  move(170, 150, still)
  move(450, 150, { ...still, alt: true })
  up(450, 150, { ...still, alt: true })
  expect(place('mine')).toEqual({ x: 400, y: 100 })
  expect(model.scene.notes.size).toBe(1)
  expect(model.notices.list.get().map(({ text }) => text)).toEqual(['errors.writing_private'])
})

test('on a locked board N and a double click do nothing but say why', () => {
  const { model, key, send } = setup({ mine }, { role: 'participant', rights: { isLocked: true } })
  key('n')
  send({ kind: 'double', at: { x: 700, y: 500 } })
  expect(model.scene.notes.size).toBe(1)
  expect(new Set(model.notices.list.get().map(({ text }) => text))).toEqual(new Set(['errors.board_locked']))
})
