import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { paint } from '#client/canvas/paint.ts'
import { createPictureCache } from '#client/canvas/photo-cache.ts'
import { nothingShown, type Shown } from '#client/view/view-state.ts'
import { createStyle } from '#client/canvas/style.ts'
import { createScene } from '#client/model/document/scene.ts'
import { light } from '#client/style/palette.ts'
import { addNote, type NewNote } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { captionedPhotoHeight, captionTop } from '#shared/text/photo-note.ts'
import { canvasWords, recordingCanvas } from '#tests/support/recording-canvas.ts'

const measure = (text: string, fontSize: number) => text.length * fontSize * 0.5
const photo = { id: 'p'.repeat(43), width: 400, height: 300 }
/** The painter asks a picture for its size and hands it on. */
const picture = { width: 100, height: 75 } as ImageBitmap

function painted(note: Partial<NewNote>, shown: Partial<Shown> = {}, zoom = 1) {
  const doc = new Y.Doc()
  addNote(doc, { id: 'a', x: 0, y: 0, author: null, created: 1, photo, ...note })
  const scene = createScene(doc, measure, () => undefined)
  onTestFinished(scene.close)
  const { sheet, calls } = recordingCanvas()
  const style = createStyle(light, false, canvasWords)
  const all = { ...nothingShown, pictureOf: () => picture, ...shown }
  paint([{ sheet, area: sheet.pixels }], scene, { x: 0, y: 0, zoom }, style, all)
  const of = (name: string) => calls.filter((call) => call.name === name).map(({ args }) => args)
  return { drawn: of('drawImage'), texts: of('fillText') }
}

test('a photo without a caption fills its note, cropped to the middle', () => {
  const { drawn } = painted({})
  expect(drawn).toEqual([[picture, 12.5, 0, 75, 75, 0, 0, noteSide, noteSide]])
})

test('a caption has the paper below the picture, also while it is being begun', () => {
  const { drawn, texts } = painted({ text: 'Our first office' })
  expect(drawn[0]?.slice(5)).toEqual([0, 0, noteSide, captionedPhotoHeight])
  expect(Number(texts[0]?.[2])).toBeGreaterThan(captionTop)
  expect(painted({}, { editing: 'a' }).drawn[0]?.slice(5)).toEqual([0, 0, noteSide, captionedPhotoHeight])
})

test('a photo that has not loaded leaves a field in its place, and is requested in the visible size', () => {
  const asked: number[] = []
  const pictureOf: Shown['pictureOf'] = (_note, _photo, _frame, scale) => void asked.push(scale)
  expect(painted({}, { pictureOf }, 0.5).drawn).toEqual([])
  expect(asked).toEqual([0.5])
})

test('decoded photos stay within their byte limit, and the least recently used one is released', () => {
  const gone: string[] = []
  const cache = createPictureCache<string>(100, (name) => gone.push(name))
  cache.put('a', 'A', 40)
  cache.put('b', 'B', 40)
  expect(cache.get('a')).toBe('A')
  cache.put('c', 'C', 40)
  expect(gone).toEqual(['B'])
  expect(cache.get('b')).toBeUndefined()
  cache.put('a', 'A again', 20)
  expect(gone).toEqual(['B', 'A'])
  expect(cache.bytes()).toBe(60)
  cache.put('huge', 'H', 500)
  expect(gone).toEqual(['B', 'A', 'C', 'A again'])
  expect(cache.get('huge')).toBe('H')
  cache.clear()
  expect(cache.bytes()).toBe(0)
  expect(gone.at(-1)).toBe('H')
})
