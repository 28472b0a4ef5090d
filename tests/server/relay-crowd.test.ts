import { EventEmitter } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { limits } from '#server/relay/limits.ts'
import type { Member } from '#server/relay/member.ts'
import type { Room } from '#server/relay/room.ts'
import type { SocketConnection } from '#server/relay/socket-connection.ts'
import { metaRoot } from '#shared/board/document.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { columnAbove, columnUntil } from '#shared/workshop/one-column.ts'
import { Role } from '#shared/workshop/role.ts'
import { FakeWebSocket } from '#tests/support/fake-websocket.ts'
import { openStandaloneRoom } from '#tests/support/standalone-room.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { connectClient } from '#tests/support/socket-client.ts'

test('in a crowd only facilitators are shown and nobody points; notes reach everybody, and participants who come open in a column', async () => {
  const { url, newBoard } = await startRelay()
  const board = await newBoard()
  const tokens = await Promise.all(Array.from({ length: columnAbove - 1 }, () => board.token()))
  const crowd = tokens.map((token) => connectClient({ url, board: board.id, token, doc: null }))
  onTestFinished(() => crowd.forEach(({ socket }) => socket.terminate()))
  for (const client of crowd) await client.until(() => client.isSynced())
  const [lead, ada] = [await board.join({ role: Role.facilitator }), await board.join()]
  await ada.until(() => ada.people() === columnAbove + 1)
  expect(columnAbove).toBeGreaterThan(limits.crowd)

  ada.showState(1, 1, '{}')
  ada.point({ x: 1, y: 1, drag: null })
  lead.showState(2, 1, '{}')
  await ada.until(() => ada.states.has(2))
  addNote(lead.doc, { x: 0, y: 0, author: null, created: 1 })
  await ada.until(() => notesOf(ada.doc).length === 1)

  expect([...lead.states.keys(), lead.cursors.size]).toEqual([2, 0])

  const opensInColumn = (role: Role) => async () =>
    (await board.join({ role })).hello()?.opensInColumn ?? false
  const [asParticipant, asFacilitator] = [opensInColumn(Role.participant), opensInColumn(Role.facilitator)]
  expect([await asParticipant(), await asFacilitator(), await opensInColumn(Role.viewer)()]).toEqual([
    true,
    false,
    false,
  ])
  // Fewer, and then few. `stay` counts the people of this test besides the crowd.
  const leave = async (left: number, stay: number) => {
    for (const { socket } of crowd.splice(left - stay)) socket.terminate()
    await ada.until(() => ada.people() === left)
  }
  await leave(columnUntil + 1, 4)
  expect(await asParticipant()).toBe(true)
  await leave(columnUntil, 5)
  expect(await asParticipant()).toBe(false)
})

test('a socket that takes nothing for a minute is ended with 4508', async () => {
  const { room, member, closes } = await roomWithFrozenReader()
  await room.board.write((doc) => metaRoot(doc).set('probe', 'unseen'))
  expect(member.sync.isLagging).toBe(true)
  room.sweep(performance.now())
  expect(closes).toEqual([])
  room.sweep(performance.now() + limits.lagLimitMs + 1)
  expect([closes, room.members.size]).toEqual([[CloseCode.tooSlow], 0])
})

test('an answer of 20 MB goes on while its reader takes some, and ends when it takes none', async () => {
  const { room, member, connection, reader, closes } = await roomWithSlowReader()
  const size = 20 * 1_048_576
  await room.board.write((doc) => metaRoot(doc).set('probe', '.'.repeat(size)))
  room.answer(member, Y.encodeStateVector(new Y.Doc()))
  expect(connection.waiting).toBeGreaterThan(limits.lagLimitBytes)
  // Updates of others wait meanwhile, and asking again does not send all of them twice.
  room.answer(member, Y.encodeStateVector(new Y.Doc()))
  await room.board.write((doc) => metaRoot(doc).set('language', 'fr'))
  let at = performance.now()
  const minutePasses = (): void => {
    at += limits.lagLimitMs + 1
    connection.checkAlive()
    room.sweep(at)
  }
  room.sweep(at)
  while (connection.waiting > limits.lagBytes) {
    const { taken } = connection
    await reader.takes(Math.min(4 * limits.lagBytes, size - reader.taken()))
    await expect.poll(() => connection.taken - taken).toBeGreaterThan(limits.lagBytes)
    minutePasses()
    // A ping waits behind the answer: bytes that are taken are a sign of life.
    expect([closes, connection.isAlive]).toEqual([[], true])
  }
  await reader.takes(size - reader.taken())
  await expect.poll(() => member.sync.isLagging).toBe(false)
  expect(connection.taken).toBeLessThan(size + 2_000)

  await room.board.write((doc) => metaRoot(doc).set('probe', ':'.repeat(size)))
  minutePasses()
  expect(closes).toEqual([])
  minutePasses()
  expect([closes, connection.isAlive, room.members.size]).toEqual([[CloseCode.tooSlow], false, 0])
})

test('a socket that takes nothing is ended when answers to its own messages fill it', async () => {
  const { room, member, connection, closes } = await roomWithSlowReader()
  member.greet(false)
  const frame = Buffer.alloc(limits.lagBytes)
  while (connection.waiting <= limits.lagLimitBytes) member.notify(frame)
  room.sweep(performance.now())
  expect(closes).toEqual([CloseCode.tooSlow])
})

/** A room and a connection whose network has 2 MB waiting and takes nothing. */
async function roomWithFrozenReader(): Promise<Opened> {
  const tcp = Object.assign(new EventEmitter(), {
    writableLength: 0,
    write: () => true,
    cork: () => undefined,
    uncork: () => undefined,
  })
  const opened = newRoom(tcp)
  opened.room.answer(opened.member, Y.encodeStateVector(new Y.Doc()))
  tcp.writableLength = 2 * limits.lagBytes
  return opened
}

interface SlowReader {
  /** Reads at least so many bytes more, and then no more. */
  readonly takes: (bytes: number) => Promise<void>
  readonly taken: () => number
}

/** A room and a connection over a real network, whose other end reads when it is told to. */
async function roomWithSlowReader(): Promise<Opened & { reader: SlowReader }> {
  const server = createServer()
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const { port } = server.address() as AddressInfo
  const end = connect({ host: '127.0.0.1', port })
  const tcp = await accepted
  onTestFinished(() => [tcp, end].forEach((socket) => void socket.destroy()))
  end.pause()
  let taken = 0
  const takes = async (bytes: number): Promise<void> => {
    const until = taken + bytes
    if (bytes <= 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const take = (part: Buffer): void => {
      taken += part.byteLength
      if (taken < until) return
      end.pause()
      end.off('data', take)
      resolve()
    }
    end.on('data', take)
    end.resume()
    await promise
  }
  return { ...newRoom(tcp), reader: { takes, taken: () => taken } }
}

interface Opened {
  readonly room: Room
  readonly member: Member
  readonly connection: SocketConnection
  readonly closes: readonly number[]
}

function newRoom(tcp: unknown): Opened {
  const socket = new FakeWebSocket()
  const room = openStandaloneRoom(new Y.Doc())
  const participant = { id: 'ada', name: 'Ada', colour: 0 }
  const session = { hash: 'h', board: 'b1', role: Role.participant, link: 'l', participant }
  const connection = socket.connect(tcp)
  return { room, member: room.join(connection, session, 1), connection, closes: socket.codes }
}
