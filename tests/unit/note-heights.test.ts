import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createScene, type Scene } from '#client/model/document/scene.ts'
import { addNote, writeNote } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/sizes.ts'

test('of a board of long texts some are set in each frame, and in the end all of them', () => {
  const { doc, frames, letters } = board()
  const scene = createScene(doc, letters.measure, frames.schedule)
  const ids = Array.from({ length: 60 }, (_, index) => addLong(doc, index))
  const heights = () => ids.map((id) => scene.notes.get(id)?.rect.height ?? 0)
  const known: number[] = []
  heights()
  const most = [letters.taken()]
  while (frames.run()) {
    known.push(heights().filter((height) => height > noteSide).length)
    most.push(letters.taken())
  }
  expect(known.length).toBeGreaterThan(5)
  expect(known).toEqual(known.toSorted((a, b) => a - b))
  expect(known.at(-1)).toBe(ids.length)
  // Twice the letters of a turn, with the text that ends it: widths are measured with spaces and without.
  expect(Math.max(...most)).toBeLessThan(80_000)
})

test('a note whose turn has not come keeps its height while it is written, and a reader is told when it changes', () => {
  const { doc, frames, letters } = board()
  const scene = createScene(doc, letters.measure, frames.schedule)
  const ids = Array.from({ length: 30 }, (_, index) => addLong(doc, index))
  const last = ids.at(-1) ?? ''
  expect(scene.notes.get(last)?.rect.height).toBe(noteSide)
  writeNote(doc, last, `${longText(99)} and more`)
  expect(scene.notes.get(last)?.rect.height).toBe(noteSide)
  const told = new Set<string>()
  scene.onChange(({ notes }) => notes.forEach((id) => told.add(id)))
  while (frames.run());
  expect(scene.notes.get(last)?.rect.height).toBeGreaterThan(noteSide)
  expect(told).toContain(last)
})

test('a painter gets few long texts in one frame, and is told of each other one when it is set', () => {
  const { doc, frames, letters } = board()
  const scene = createScene(doc, letters.measure, frames.schedule)
  const ids = Array.from({ length: 40 }, (_, index) => addLong(doc, index))
  const blank = () => ids.filter((id) => isBlank(scene, id))
  const before = blank()
  expect(before.length).toBeGreaterThan(20)
  const told = new Set<string>()
  scene.onChange(({ notes }) => notes.forEach((id) => told.add(id)))
  while (frames.run());
  expect(before.filter((id) => !told.has(id))).toEqual([])
  expect(blank()).toEqual([])
})

function isBlank(scene: Scene, id: string): boolean {
  const note = scene.notes.get(id)
  return note !== undefined && scene.layoutToPaint(note) === undefined
}

/** A text of some 4,000 letters, each word of it new: a width that is known costs nothing. */
function longText(index: number): string {
  return Array.from({ length: 400 }, (_, word) => `${index}word${word}`).join(' ')
}

function addLong(doc: Y.Doc, index: number): string {
  return addNote(doc, { author: null, x: index * 300, y: 0, created: 1, text: longText(index) })
}

function board() {
  const waiting: (() => void)[] = []
  let taken = 0
  return {
    doc: new Y.Doc(),
    frames: {
      schedule: (run: () => void) => void waiting.push(run),
      /** False when nothing waits for a frame. */
      run: () => {
        const due = waiting.splice(0)
        for (const run of due) run()
        return due.length > 0
      },
    },
    letters: {
      measure: (text: string, size: number) => {
        taken += text.length
        return text.length * size * 0.5
      },
      /** Letters that were measured since the last call. */
      taken: () => {
        const before = taken
        taken = 0
        return before
      },
    },
  }
}
