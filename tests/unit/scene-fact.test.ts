import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createScene, type Scene } from '#client/model/document/scene.ts'
import { keepFact } from '#client/panels/host/use-scene.ts'
import { addNote } from '#shared/board/note.ts'

test('between two reports of the scene a component that is drawn again does not make it read what changed', () => {
  const doc = new Y.Doc()
  const frames: (() => void)[] = []
  const scene = createScene(
    doc,
    (text) => text.length,
    (run) => void frames.push(run),
  )
  onTestFinished(scene.close)
  const kept = keepFact<number>(scene)
  let asked = 0
  const count = ({ notes }: Scene) => {
    asked += 1
    return notes.size
  }
  onTestFinished(kept.subscribe(() => undefined))
  expect(kept.read(count)).toBe(0)
  addNote(doc, { author: null, x: 0, y: 0, created: 1 })
  for (let draws = 0; draws < 5; draws += 1) kept.read(count)
  expect(asked).toBe(1)
  for (const run of frames) run()
  expect(kept.read(count)).toBe(1)
  // Another question is asked at once, and what changed before the subscription is not missed.
  expect(kept.read(() => 7)).toBe(7)
  addNote(doc, { author: null, x: 0, y: 0, created: 1 })
  onTestFinished(kept.subscribe(() => undefined))
  expect(kept.read(count)).toBe(2)
})
