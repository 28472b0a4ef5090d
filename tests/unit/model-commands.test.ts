import { expect, test } from 'vitest'
import { openAlone } from '#tests/support/open-model.ts'

test('a note appears centred on its point, as this person’s', () => {
  const model = openAlone()
  const id = model.commands.addNote({ x: 100, y: 100 }, { text: 'Why' })
  expect(model.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, text: 'Why', author: 'ada' })
  model.undo.undo()
  expect(model.scene.notes.size).toBe(0)
  model.undo.redo()
  expect(model.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, text: 'Why', author: 'ada' })
})
