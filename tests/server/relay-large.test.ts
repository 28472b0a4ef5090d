import { expect, test } from 'vitest'
import { addNote, notesOf } from '#shared/board/note.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import type { SocketClient } from '#tests/support/socket-client.ts'

const people = 60
const notes = 200

test('a change of one megabyte reaches a crowd in turns, with later updates, and only once', async () => {
  const relay = await startRelay()
  const board = await relay.newBoard()
  const clients: SocketClient[] = []
  for (let index = 0; index < people; index += 1)
    clients.push(await board.join({ saysHello: index % 2 === 0, keepsFrames: true }))
  const [ada, bo] = clients
  if (!ada || !bo) throw new Error('nobody came')
  const plain = { x: 0, y: 0, author: null, created: 1 }
  for (const { frames } of clients) frames.length = 0
  const written = relay.rooms.withBoard(board.id, async (live) =>
    live.write((doc) => {
      for (let index = 0; index < notes; index += 1)
        addNote(doc, { ...plain, text: `${index} `.padEnd(noteTextLimit, 'word ') })
    }),
  )
  addNote(ada.doc, { ...plain, text: 'by Ada, meanwhile' })
  await written
  addNote(bo.doc, { ...plain, text: 'by Bo, just after' })
  await ada.allSaved()
  const texts = (client: SocketClient): readonly string[] =>
    notesOf(client.doc)
      .map(({ text }) => text)
      .toSorted()
  await Promise.all(
    clients.map(async (client) => client.until(() => notesOf(client.doc).length === notes + 2)),
  )
  for (const client of clients) expect(texts(client)).toEqual(texts(ada))
  const large = clients.map(({ frames }) => frames.filter(({ byteLength }) => byteLength > 500_000).length)
  expect(large).toEqual(clients.map(() => 1))
})

test('a client that takes parts gets a large board in parts, and gets nothing else before the last part', async () => {
  const relay = await startRelay()
  const board = await relay.newBoard()
  await relay.rooms.withBoard(board.id, async (live) =>
    live.write((doc) => {
      for (let index = 0; index < notes; index += 1)
        addNote(doc, {
          x: 0,
          y: 0,
          author: null,
          created: 1,
          text: `${index} `.padEnd(noteTextLimit, 'word '),
        })
    }),
  )
  const [inParts, whole, stock] = await Promise.all([
    board.join({ takesParts: true, keepsFrames: true }),
    board.join({ keepsFrames: true }),
    board.join({ saysHello: false, keepsFrames: true }),
  ])
  const largest = ({ frames }: SocketClient) => Math.max(...frames.map(({ byteLength }) => byteLength))
  for (const client of [inParts, whole, stock]) expect(notesOf(client.doc)).toHaveLength(notes)
  expect(largest(whole)).toBeGreaterThan(500_000)
  expect(largest(stock)).toBe(largest(whole))
  expect(largest(inParts)).toBeLessThan(132_000)
})
