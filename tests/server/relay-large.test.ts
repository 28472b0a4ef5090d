import { expect, test } from 'vitest'
import { addNote, notesOf } from '#shared/board/note.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { MessageType } from '#shared/wire/message.ts'
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

test('our own client gets a large board compressed and in slices, in any order of asking', async () => {
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
  const [ours, alsoOurs, whole, stock] = await Promise.all([
    board.join({ takesSlices: true, keepsFrames: true }),
    board.join({ takesSlices: true, keepsFrames: true }),
    board.join({ keepsFrames: true }),
    board.join({ saysHello: false, keepsFrames: true }),
  ])
  const slicesOf = ({ frames }: SocketClient) => frames.filter(([type]) => type === MessageType.slice)
  const bytesOf = (frames: readonly Uint8Array[]) =>
    frames.reduce((sum, { byteLength }) => sum + byteLength, 0)
  for (const client of [ours, alsoOurs, whole, stock]) expect(notesOf(client.doc)).toHaveLength(notes)
  expect([slicesOf(whole), slicesOf(stock)]).toEqual([[], []])
  expect(bytesOf(stock.frames)).toBeGreaterThan(1_000_000)
  expect(slicesOf(ours).length).toBeGreaterThan(5)
  expect(slicesOf(alsoOurs)).toEqual(slicesOf(ours))
  expect(bytesOf(ours.frames)).toBeLessThan(bytesOf(stock.frames) / 10)
})

test('what others write while an answer is compressed reaches the person who waits for it, and once', async () => {
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
          text: `${index} `.padEnd(noteTextLimit, 'a b '),
        })
    }),
  )
  const writer = await board.join()
  const late = Array.from({ length: 20 }, async (_, index) => {
    addNote(writer.doc, { x: index, y: 0, author: null, created: 2, text: `meanwhile ${index}` })
    return board.join({ takesSlices: true })
  })
  await writer.allSaved()
  for (const client of await Promise.all(late))
    await client.until(() => notesOf(client.doc).length === notes + late.length)
})
