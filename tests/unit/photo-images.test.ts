import { atom } from 'nanostores'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createPictures } from '#client/canvas/photo-images.ts'
import { SavingState } from '#client/model/contract/board-model.ts'
import { createCamera } from '#client/model/view/camera.ts'
import { createScene } from '#client/model/document/scene.ts'
import { addNote } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/sizes.ts'

const frame = { width: noteSide, height: noteSide }
const photoOf = (name: string) => ({ id: name.padEnd(43, '_'), width: 2_048, height: 1_024 })

/** A screen of 800 × 600 at the origin, notes with photos, and a clock of the test. */
function setup(places: Readonly<Record<string, number>>) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  vi.stubGlobal('createImageBitmap', (_: Blob, { resizeWidth: width = 1, resizeHeight: height = 1 } = {}) =>
    Promise.resolve({ width, height, close: () => undefined }),
  )
  const doc = new Y.Doc()
  for (const [id, x] of Object.entries(places))
    addNote(doc, { id, x, y: 0, author: null, created: 1, photo: photoOf(id) })
  const scene = createScene(
    doc,
    () => 0,
    () => undefined,
  )
  const camera = createCamera()
  camera.setScreen({ width: 800, height: 600 })
  const read: string[] = []
  const arrived: string[] = []
  const answers = { isOnline: true }
  const saving = atom<SavingState>(SavingState.saved)
  const photos = {
    read: (id: string) => {
      read.push(id.replaceAll('_', ''))
      return Promise.resolve(
        answers.isOnline
          ? ({ ok: true, value: new Blob() } as const)
          : ({ ok: false, code: 'network', message: '', mayRetry: true } as const),
      )
    },
    bring: () => undefined,
    send: async () => ({ ok: false, code: 'network', message: '', mayRetry: false }) as const,
    hold: () => undefined,
    put: () => undefined,
  }
  const pictures = createPictures({ scene, camera, photos, saving }, (ids) => void arrived.push(...ids))
  onTestFinished(() => {
    pictures.close()
    scene.close()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
  const paint = (id: string, scale = 1) => {
    const note = scene.notes.get(id)
    if (!note?.photo) throw new Error('there is no such picture')
    return pictures.of(note, note.photo, frame, scale)
  }
  const after = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  return { camera, saving, answers, read, arrived, paint, after }
}

test('photos beyond the screen’s edges load when they are near, the nearest first', async () => {
  const { camera, read, arrived, paint, after } = setup({ far: 9_000, beside: 900, middle: 300 })
  for (const id of ['far', 'beside', 'middle']) expect(paint(id)).toBeUndefined()
  await after(10)
  expect(read).toEqual(['middle', 'beside'])
  expect(arrived.toSorted()).toEqual(['beside', 'middle'])
  expect(paint('middle')).toMatchObject({ width: 512 })
  camera.panBy(-8_700, 0)
  await after(200)
  expect(read).toEqual(['middle', 'beside', 'far'])
  expect(arrived).toContain('far')
})

test('a loaded photo serves while zoomed out, and is reduced once the view is at rest', async () => {
  const { read, paint, after } = setup({ a: 0 })
  paint('a')
  await after(10)
  const large = paint('a')
  for (const scale of [0.5, 0.4, 0.3, 0.2]) {
    expect(paint('a', scale)).toBe(large)
    await after(100)
  }
  expect(read).toHaveLength(1)
  await after(300)
  expect(paint('a', 0.2)).toMatchObject({ width: 128 })
  expect(read).toHaveLength(2)
})

test('a photo that failed to load is requested again once the server is there', async () => {
  const { answers, saving, read, arrived, paint, after } = setup({ a: 0 })
  answers.isOnline = false
  saving.set(SavingState.offline)
  paint('a')
  await after(10)
  expect(arrived).toEqual([])
  paint('a')
  await after(1_000)
  expect(read).toEqual(['a'])
  answers.isOnline = true
  saving.set(SavingState.saved)
  expect(arrived).toEqual(['a'])
  paint('a')
  await after(10)
  expect(paint('a')).toBeDefined()
})
