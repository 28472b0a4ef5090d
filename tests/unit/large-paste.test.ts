import { expect, onTestFinished, test, vi } from 'vitest'
import { pasteAt } from '#client/tools/input/clipboard.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

const place = { x: 5_000, y: 5_000 }

test('thousands of copied notes are read in one task and added in the next; a few are there at once', async () => {
  const model = openModelAlone()
  const add = (count: number) =>
    model.commands.addNotes(
      Array.from({ length: count }, (_, index) => ({ text: 'A note', at: { x: 240 * index, y: 0 } })),
    )
  const few = { ...model.commands.copy(add(3)), pictures: [] }
  pasteAt(model, few, place, () => undefined)
  expect(model.scene.notes.size).toBe(6)
  const many = { ...model.commands.copy(add(600)), pictures: [] }
  pasteAt(model, many, place, () => undefined)
  expect(model.scene.notes.size).toBe(606)
  await vi.waitFor(() => expect(model.scene.notes.size).toBe(1_206))
  expect(model.ui.selection.get().size).toBe(600)
  model.undo.undo()
  expect(model.scene.notes.size).toBe(606)
})

test('hundreds of things that were dropped on others lie where they were dropped, in one step, and nobody moves them later', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const model = openModelAlone()
  const { commands, scene, undo } = model
  const row = (count: number, y: number) =>
    commands.addNotes(
      Array.from({ length: count }, (_, index) => ({ text: 'A note', at: { x: 240 * index, y } })),
    )
  const group = commands.cluster(row(4, 0)) ?? ''
  const all = [...scene.notes.keys(), ...row(310, 1_000)]
  const placeOf = (id: string) => {
    const { x = 0, y = 0 } = scene.notes.get(id) ?? {}
    return { id, x, y }
  }
  row(310, 2_000)
  const before = all.map(placeOf)
  const moves = before.map(({ id, x, y }) => ({ id, x: x + 0.4, y: y + 1_000 }))
  commands.moveNotes(moves)
  vi.advanceTimersByTime(30_000)
  const rounded = moves.map(({ id, x, y }) => ({ id, x: Math.round(x), y }))
  expect(all.map(placeOf)).toEqual(rounded)
  expect(scene.clusters.get(group)?.members).toHaveLength(4)
  undo.undo()
  expect(all.map(placeOf)).toEqual(before)
})
