import { once } from 'node:events'
import { WebSocket } from 'ws'
import { expect, onTestFinished, test } from 'vitest'
import { addNote, notesOf } from '#shared/board/note.ts'
import { CloseCode, joining, subprotocol } from '#shared/wire/message.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { connectClient } from '#tests/support/socket-client.ts'

test('a socket that is opened while its person joins is nobody, until it says its session', async () => {
  const { url, newBoard } = await startRelay()
  const board = await newBoard()
  const ada = await board.join()
  const early = new WebSocket(`${url}/ws/${board.id}`, [subprotocol, joining])
  onTestFinished(() => early.terminate())
  const heard: unknown[] = []
  early.on('message', (data) => heard.push(data))
  await once(early, 'open')
  await board.join()
  await ada.until(() => ada.people() === 2)
  expect(heard).toEqual([])
  early.send(await board.token())
  await once(early, 'message')
  await ada.until(() => ada.people() === 3)
})

test('messages in one piece with the session are read', async () => {
  const { url, newBoard } = await startRelay()
  const board = await newBoard()
  const token = await board.token()
  const early = connectClient({ url, board: board.id, token: joining })
  early.socket.prependListener('open', () => early.socket.send(token))
  addNote(early.doc, { x: 0, y: 0, author: null, created: 1, text: 'at once' })
  await early.until(() => early.isSynced())
  await early.allSaved()
  const later = await board.join()
  expect([early.refusals, notesOf(later.doc).length]).toEqual([[], 1])
  await early.close()
})

test.each([
  ['no session', 'x'.repeat(32)],
  ['bytes', Buffer.from('abc')],
  ['more than a session', 'x'.repeat(10_000)],
])('a socket whose first message is %s is closed', async (_, message) => {
  const { url, newBoard } = await startRelay()
  const board = await newBoard()
  const socket = new WebSocket(`${url}/ws/${board.id}`, [subprotocol, joining])
  socket.once('open', () => socket.send(message))
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(CloseCode.unauthorised)
})
