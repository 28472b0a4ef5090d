import { expect, test, vi } from 'vitest'
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
