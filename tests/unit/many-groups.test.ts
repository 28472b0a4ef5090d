import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { Plan } from '#client/model/view/plan.ts'
import { addCluster, emptyAmong, setCluster } from '#shared/board/change-cluster.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { placeRoot } from '#shared/board/document.ts'
import { addNote, removeNotes } from '#shared/board/note.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

const groups = 100

/** A hundred groups of two. */
function grouped() {
  const doc = new Y.Doc()
  const add = (x: number) => addNote(doc, { author: null, created: 1, x, y: 0, text: 'A note' })
  const made = Array.from({ length: groups }, (_, index) => {
    const members = [add(1_000 * index), add(1_000 * index + 240)]
    return { id: addCluster(doc, members), members }
  })
  const reads = vi.spyOn(placeRoot(doc), 'keys')
  onTestFinished(() => reads.mockRestore())
  return { doc, made, reads }
}

test('which of many groups are empty is found by one look at all places', () => {
  const { doc, made, reads } = grouped()
  const [first, second] = made
  if (!first || !second) throw new Error('there are groups')
  removeNotes(doc, [...first.members, ...second.members.slice(0, 1)])
  const ids = made.map(({ id }) => id)
  expect(emptyAmong(doc, ids)).toEqual([first.id])
  expect(reads).toHaveBeenCalledTimes(1)
})

test('notes that leave many groups at once take the empty groups with them by one look', () => {
  const { doc, made, reads } = grouped()
  const [target] = made
  const others = made.slice(1).flatMap(({ members }) => members)
  setCluster(doc, others, target?.id ?? null)
  expect(reads).toHaveBeenCalledTimes(1)
  expect(clustersOf(doc).map(({ id }) => id)).toEqual([target?.id])
})

test('a drop or paste of hundreds of things looks for no room around each of them', () => {
  const model = openModelAlone()
  const settle = vi.spyOn(Plan.prototype, 'settle')
  onTestFinished(() => settle.mockRestore())
  const text = 'A note'
  const ids = model.commands.addNotes(
    Array.from({ length: 320 }, (_, index) => ({ text, at: { x: 240 * index, y: 0 } })),
  )
  model.commands.cluster(ids.slice(0, 2))
  settle.mockClear()
  const move = (id: string) => ({ id, x: model.scene.notes.get(id)?.x ?? 0, y: 500 })
  model.commands.moveNotes(ids.map(move))
  expect(settle).not.toHaveBeenCalled()
  model.commands.duplicate(ids, { x: 0, y: 900 })
  expect(settle).not.toHaveBeenCalled()
  // A few do find room.
  model.commands.moveNotes(ids.slice(0, 5).map(move))
  expect(settle).toHaveBeenCalledTimes(1)
})
