import { atom } from 'nanostores'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { SavingState } from '#client/model/contract/board-model.ts'
import { byServer } from '#client/model/connection/incoming-updates.ts'
import { encloses } from '#shared/geometry/rect.ts'
import { takeFirstView } from '#client/panels/board/board-shell.tsx'
import { addNote } from '#shared/board/note.ts'
import { until } from '#tests/support/until.ts'

const screen = { width: 1_200, height: 800 }

/** Somebody who has just opened a board that has not arrived yet. */
function arriving(size = screen) {
  const doc = new Y.Doc()
  const { model } = createLocalBoard(doc, (text, fontSize) => text.length * fontSize * 0.5)
  onTestFinished(model.close)
  const saving = atom<SavingState>(SavingState.joining)
  model.camera.setScreen(size)
  onTestFinished(takeFirstView({ ...model, saving }))
  const start = model.camera.state.get()
  return {
    model,
    saving,
    hasMoved: () => model.camera.state.get() !== start,
    /** Others' notes come, and the scene tells of them. */
    receive: (at = { x: 5_000, y: 5_000 }) => {
      const theirs = new Y.Doc()
      addNote(theirs, { author: 'others', ...at, created: 1, text: 'Far away' })
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs), byServer)
      return reported(model.scene)
    },
  }
}

/** The scene tells once a frame. */
function reported(scene: { readonly onChange: (listener: () => void) => () => void }): Promise<void> {
  return new Promise((resolve) => {
    const stop = scene.onChange(() => {
      stop()
      resolve()
    })
  })
}

test('a person who opens a board with notes sees all of them once', async () => {
  const { saving, receive, hasMoved } = arriving()
  saving.set(SavingState.offline)
  expect(hasMoved()).toBe(false)
  await receive()
  expect(hasMoved()).toBe(true)
})

test('of a board that comes in slices the first notes come into view, and in the end all of them', async () => {
  const { model, saving, receive } = arriving()
  const views: number[] = []
  const showsAll = () => {
    const bounds = model.scene.bounds()
    return bounds !== undefined && encloses(model.camera.view(), bounds)
  }
  model.camera.state.listen(() => views.push(model.camera.state.get().zoom))
  await receive()
  expect(showsAll()).toBe(true)
  for (let slice = 0; slice < 5; slice += 1) await receive({ x: 20_000 + slice, y: 0 })
  expect(showsAll()).toBe(false)
  saving.set(SavingState.saved)
  expect(showsAll()).toBe(true)
  expect(views).toHaveLength(2)
})

test('a board that comes in slices is shown whole to people whose views glide, too', async () => {
  vi.stubGlobal('requestAnimationFrame', (step: (now: number) => void) =>
    setTimeout(() => step(performance.now()), 1),
  )
  vi.stubGlobal('cancelAnimationFrame', clearTimeout)
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false }) })
  onTestFinished(() => void vi.unstubAllGlobals())
  const { model, saving, receive } = arriving()
  await receive()
  for (let slice = 0; slice < 5; slice += 1) await receive({ x: 20_000 + slice, y: 0 })
  saving.set(SavingState.saved)
  const bounds = model.scene.bounds()
  await until(() => bounds !== undefined && encloses(model.camera.view(), bounds))
  await until(() => !model.camera.isGliding())
})

test('on a board that arrived empty the view stays, also before the server has answered', async () => {
  const { saving, receive, hasMoved } = arriving()
  saving.set(SavingState.saving)
  await receive()
  expect(hasMoved()).toBe(false)
})

test('the view stays in place for a person who began to write before the board arrived', async () => {
  const { model, receive, hasMoved } = arriving()
  model.ui.editing.set('a note')
  await receive()
  expect(hasMoved()).toBe(false)
})

test('the view stays where a person has written before the board arrived', async () => {
  const { model, receive, hasMoved } = arriving()
  model.commands.addNotes([{ text: 'Pasted', at: { x: 100, y: 100 } }])
  await receive()
  expect(hasMoved()).toBe(false)
})

test('a person who wrote in a phone’s list sees the whole board on the canvas', async () => {
  const { model, saving, receive, hasMoved } = arriving({ width: 1, height: 1 })
  saving.set(SavingState.saved)
  model.commands.addNotes([{ text: 'From the list', at: { x: 100, y: 100 } }])
  await receive()
  expect(hasMoved()).toBe(false)
  model.camera.setScreen(screen)
  expect(hasMoved()).toBe(true)
})

test('notes that came into view stay in view beside a new bar until the person moves the view or writes', async () => {
  const { model, saving, receive } = arriving()
  const { camera, ui } = model
  const showsAll = () => {
    const bounds = model.scene.bounds()
    return bounds !== undefined && encloses(camera.view(), bounds)
  }
  saving.set(SavingState.offline)
  await receive()
  for (const height of [500, 200, 60]) {
    camera.setScreen({ width: 1_200, height })
    expect(showsAll(), String(height)).toBe(true)
  }
  ui.editing.set([...model.scene.notes.keys()][0] ?? '')
  const before = camera.state.get()
  camera.setScreen({ width: 1_200, height: 800 })
  expect(camera.state.get()).toBe(before)
})

test('a view that the person has moved stays where they moved it', async () => {
  const { model, saving, receive } = arriving()
  saving.set(SavingState.offline)
  await receive()
  model.camera.panBy(30, 0)
  const moved = model.camera.state.get()
  model.camera.setScreen({ width: 1_200, height: 500 })
  expect(model.camera.state.get()).toBe(moved)
})
