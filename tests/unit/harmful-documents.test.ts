import { describe, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { labelOf } from '#client/canvas/item-labels.ts'
import { Plan } from '#client/model/view/plan.ts'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { paint } from '#client/canvas/paint.ts'
import { paintsAll } from '#client/canvas/paint-late.ts'
import { createStyle } from '#client/canvas/style.ts'
import { splitUpdate } from '#client/model/frames/outgoing.ts'
import { createScene } from '#client/model/document/scene.ts'
import { createCamera } from '#client/model/view/camera.ts'
import { light } from '#client/style/palette.ts'
import { nothingShown, type Shown } from '#client/view/view-state.ts'
import { createGuard } from '#server/guard/guard.ts'
import { textRoot } from '#shared/board/document.ts'
import { newBoardUpdate } from '#shared/board/new-board.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { layoutText } from '#shared/text/layout.ts'
import { structLimit, updateLimit } from '#shared/wire/message.ts'
import {
  harmfulDocuments,
  harmfulPlaces,
  harmfulTexts,
  randomDocument,
} from '#tests/corpus/harmful-documents.ts'
import { pia } from '#tests/support/guarded-board.ts'
import { fuzzScale, testSeed } from '#tests/support/random.ts'
import { canvasWords, recordingCanvas } from '#tests/support/recording-canvas.ts'

vi.stubGlobal('ImageData', Object)
paintsAll()

const seed = testSeed()
const documents = [
  ...harmfulDocuments,
  ...Array.from({ length: 6 * fuzzScale }, (_, index) => randomDocument(seed + index)),
]
const style = createStyle(light, false, canvasWords)

/** The document as the server has it, after a participant has sent it in the parts that the product sends. */
function acceptedBy(guard: ReturnType<typeof createGuard>, write: (doc: Y.Doc) => void): Y.Doc {
  const theirs = new Y.Doc()
  theirs.transact(() => write(theirs))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, newBoardUpdate({ title: '', language: 'en' }))
  doc.clientID = 1
  const owners = new Map<number, string>()
  for (const part of splitUpdate(Y.encodeStateAsUpdate(theirs), updateLimit, structLimit)) {
    const verdict = guard.check(doc, part, pia, owners)
    if (!verdict.ok) throw new Error(verdict.message)
    for (const { client, participant } of verdict.newOwners) owners.set(client, participant)
    Y.applyUpdate(doc, part)
  }
  return doc
}

/** Marks and signs without width, as fonts have them. */
const unseen = /[\p{M}\p{Cf}\p{Cc}]/gu

describe(`everything that the guard accepts is drawn with bounded work (seed ${seed})`, () => {
  test.each(documents)('$name', ({ write }) => {
    const doc = acceptedBy(createGuard(), write)
    let letters = 0
    for (const text of textRoot(doc).values()) letters += String(text).length
    let measured = 0
    const scene = createScene(
      doc,
      (text, size) => {
        measured += text.length
        return text.replaceAll(unseen, '').length * size * 0.55
      },
      () => undefined,
    )
    onTestFinished(scene.close)
    const camera = createCamera()
    camera.setScreen({ width: 1_440, height: 900 })
    const bounds = scene.bounds()
    if (!bounds) return
    camera.fit(bounds, { glide: false })
    const worst = { calls: 0, letters: 0, pixels: 0 }
    let pixels = 0
    const fill = Reflect.get<object, string>(Uint32Array.prototype, 'fill') as (
      this: Uint32Array,
      value: number,
      from: number,
      to: number,
    ) => Uint32Array
    vi.spyOn(Uint32Array.prototype, 'fill').mockImplementation(function (
      this: Uint32Array,
      value,
      from = 0,
      to = this.length,
    ) {
      pixels += to - from
      return fill.call(this, value, from, to)
    })
    onTestFinished(() => void vi.restoreAllMocks())
    const look = (shown: Partial<Shown> = {}) => {
      const { sheet, calls } = recordingCanvas()
      const whole = { ...sheet, pixels: { x: 0, y: 0, width: 1_440, height: 900 } }
      paint([{ sheet: whole, area: whole.pixels }], scene, camera.state.get(), style, {
        ...nothingShown,
        ...shown,
      })
      const texts = calls.filter(({ name }) => name === 'fillText')
      worst.pixels = Math.max(worst.pixels, pixels)
      pixels = 0
      worst.calls = Math.max(worst.calls, calls.length)
      worst.letters = Math.max(
        worst.letters,
        texts.reduce((sum, { args }) => sum + String(args[0]).length, 0),
      )
    }
    look()
    const [first] = scene.notes.values()
    const at = centreOf(first?.rect ?? bounds)
    for (const zoom of [0.02, 0.15, 0.31, 1, 4]) {
      camera.set({ x: at.x - 720 / zoom, y: (first?.y ?? 0) - 450 / zoom, zoom })
      look()
      look({ selection: new Set(scene.notes.keys()) })
      look({ drags: new Map([...scene.notes.keys()].map((id) => [id, { x: 5, y: 5 }])) })
    }
    // An honest screen of 1,400 notes seen from afar takes some 20,000 calls.
    expect(worst.calls).toBeLessThan(30_000)
    // Less than 15 ms of writing pixels.
    expect(worst.pixels).toBeLessThan(30_000_000)
    expect(worst.letters).toBeLessThan(100_000)
    expect(measured).toBeLessThan(10 * letters + 10_000)
  })
})

test.each(harmfulTexts)(
  'a text is broken into lines by reading it a bounded number of times: $name',
  ({ write }) => {
    const doc = new Y.Doc()
    write(doc)
    const text = String(textRoot(doc).get('t0'))
    let read = 0
    const slice = Reflect.get<object, string>(String.prototype, 'slice') as (
      this: string,
      from?: number,
      to?: number,
    ) => string
    vi.spyOn(String.prototype, 'slice').mockImplementation(function (this: string, ...range) {
      const part = slice.apply(this, range)
      read += part.length
      return part
    })
    layoutText(text, (part, size) => part.replaceAll(unseen, '').length * size * 0.55)
    vi.restoreAllMocks()
    expect(read).toBeLessThan(12 * text.length)
  },
)

test.each(harmfulPlaces)('a change by hand looks at a bounded number of things: $name', ({ write }) => {
  const doc = new Y.Doc()
  doc.transact(() => write(doc))
  const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  model.camera.setScreen({ width: 1_440, height: 900 })
  const { scene, commands } = model
  let looked = 0
  const { notesIn, clustersIn } = scene
  vi.spyOn(scene, 'notesIn').mockImplementation((rect) => counted(notesIn(rect)))
  vi.spyOn(scene, 'clustersIn').mockImplementation((rect) => counted(clustersIn(rect)))
  const counted = <T>(things: readonly T[]) => {
    looked += things.length + 1
    return things
  }
  const [first, second] = scene.notes.keys()
  const [cluster = null] = scene.clusters.keys()
  const changes = [
    () => commands.addNote({ x: 0, y: 0 }, { cluster }),
    () => first !== undefined && commands.moveNotes([{ id: first, x: 30, y: 30 }], cluster),
    () => first !== undefined && commands.moveNotes([{ id: first, x: 90, y: 30 }], null),
    () => first !== undefined && second !== undefined && commands.dropOnNote([first], second),
    () => second !== undefined && commands.duplicate([second], { x: 24, y: 24 }),
    () => cluster !== null && commands.toggleCollapsed(cluster),
    () => cluster !== null && commands.tidy([cluster]),
    () => commands.bringBack(),
  ]
  for (const change of changes) {
    looked = 0
    change()
    // A plan looks at 10,000 things one by one, or at twenty times as many at once.
    expect(looked).toBeLessThan(300_000)
  }
})

test('the label of a note has all of a Latin text, and the beginning of one that takes a browser long', () => {
  const doc = new Y.Doc()
  const others = ['Thai without spaces', 'Chinese', 'overrides of direction']
  const label = (name: string) => {
    harmfulTexts.find((text) => text.name === name)?.write(doc)
    return labelOf(model, 't0', canvasWords)
  }
  const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  expect(label('one word of 20,000 letters')).toHaveLength(4 * noteTextLimit)
  for (const name of others) expect(label(name).length).toBeLessThanOrEqual(noteTextLimit)
})

test('where thousands of groups lie on one another a plan asks once about a note, and about some thousands', () => {
  const doc = new Y.Doc()
  doc.transact(() => harmfulPlaces.find(({ name }) => name.startsWith('3,000 groups'))?.write(doc))
  const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  const asked: string[] = []
  const mayMove = (note: string) => {
    asked.push(note)
    return true
  }
  const [cluster = ''] = model.scene.clusters.keys()
  const plan = new Plan(model.scene, mayMove)
  plan.gather(cluster, ['new'])
  plan.mend([cluster], () => true)
  expect(asked).toHaveLength(new Set(asked).size)
  expect(asked.length).toBeLessThan(4_000)
})

test.each(['3,000 groups from corner to corner', 'a group of 10,000 all over the board'])(
  'putting groups in order after a change costs a bounded number of looks: %s',
  async (name) => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const doc = new Y.Doc()
    doc.transact(() => harmfulPlaces.find((place) => place.name === name)?.write(doc))
    const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
    onTestFinished(model.close)
    const places = () => new Map([...model.scene.notes.values()].map(({ id, x, y }) => [id, `${x},${y}`]))
    const before = places()
    const distances = vi.spyOn(Math, 'hypot')
    onTestFinished(() => distances.mockRestore())
    for (let round = 0; round < 3; round += 1) {
      const [cluster = null] = round === 0 ? [] : model.scene.clusters.keys()
      const id = model.commands.addNote({ x: 0, y: 0 }, { cluster })
      model.commands.writeNote(id, 'ab')
      await vi.advanceTimersByTimeAsync(5_000)
    }
    const moved = [...places()].filter(([id, place]) => before.has(id) && before.get(id) !== place)
    expect(distances.mock.calls.length).toBeLessThan(1_000_000)
    expect(moved.length).toBeLessThan(4_000)
  },
)
