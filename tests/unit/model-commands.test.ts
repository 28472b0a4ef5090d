import { expect, onTestFinished, test } from 'vitest'
import { openBoard } from '#client/model/open-board.ts'
import type { Say } from '#client/model/say.ts'

const say: Say = (sentence, values) => `${sentence} ${JSON.stringify(values ?? {})}`

function board(role: 'facilitator' | 'participant' | 'viewer' = 'participant') {
  const model = openBoard({
    session: {
      session: 'secret',
      board: 'b1',
      title: 'Board',
      language: 'en',
      role,
      participant: { id: 'ada', name: 'Ada', colour: 0 },
    },
    measure: (text, size) => text.length * size * 0.5,
    say,
  })
  onTestFinished(model.close)
  return model
}

test('a note appears centred on its point, as this person’s', () => {
  const model = board()
  const id = model.commands.addNote({ x: 100, y: 100 }, { text: 'Why' })
  expect(model.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, text: 'Why', author: 'ada' })
  model.undo.undo()
  expect(model.scene.notes.size).toBe(0)
  model.undo.redo()
  expect(model.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, text: 'Why', author: 'ada' })
})
