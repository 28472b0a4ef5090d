import { expect, test } from 'vitest'
import { SavingState } from '#client/model/board-model.ts'
import { openModel, until } from '#tests/support/open-model.ts'
import { startServer } from '#tests/support/server.ts'

test('what one person writes is on the other’s screen, and saved', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = openModel(server.url, await server.join(board, 'participant', 'Ada'))
  const ben = openModel(server.url, await server.join(board, 'participant', 'Ben'))
  const id = ada.commands.addNote({ x: 100, y: 100 }, { text: 'Why we exist' })
  await until(() => ben.scene.notes.get(id)?.text === 'Why we exist')
  await until(() => ada.saving.get() === SavingState.saved)
  expect(ben.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, author: ada.me.get().id })
})
