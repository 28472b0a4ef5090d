import * as prng from 'lib0/prng'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addNote, notesOf, placeNote, readNote } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { newDataDir, spawnServer, type SpawnedServer } from '#tests/support/server.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'

const rounds = 20
const writers = 6
const timeLimitMs = 300_000

/** How far a note has come: its author only ever increases x, so that what was promised can be compared. */
type Progress = Map<string, number>

test(
  `kill -9 loses nothing that anybody was told is saved or saw from others (${rounds} rounds under load)`,
  async () => {
    const seed = Date.now() % 1_000_000
    const random = prng.create(seed)
    const dataDir = await newDataDir()
    const promised: Progress = new Map()
    let board: CreatedBoard | undefined

    for (let round = 0; round < rounds; round += 1) {
      const server = await spawnServer({ dataDir })
      board ??= await server.createBoard()
      const found = await readBoard(server, board)
      const lost = [...promised].filter(([id, x]) => (found.get(id) ?? -1) < x)
      expect(lost, `round ${round}, seed ${seed}`).toEqual([])

      const people = await Promise.all(Array.from({ length: writers }, () => newWriter(server, board)))
      for (const person of people) person.start()
      // Killed under load: after some acknowledgement, at a moment nobody has prepared for.
      await people[0]?.client.until(() => (people[0]?.client.saved() ?? 0) > 5)
      await new Promise((resolve) => setTimeout(resolve, prng.int32(random, 0, 150)))
      await server.end('SIGKILL')
      for (const person of people) {
        await person.client.closed
        person.promise(promised)
      }
    }
    expect(promised.size).toBeGreaterThan(rounds * writers)
  },
  timeLimitMs,
)

interface Writer {
  readonly client: SocketClient
  readonly start: () => void
  /** Adds what this person was told is saved, and what of others it saw. */
  readonly promise: (promised: Progress) => void
}

async function newWriter(server: SpawnedServer, board: CreatedBoard | undefined): Promise<Writer> {
  if (!board) throw new Error('the first round creates the board')
  const { session, participant } = await server.join(board)
  const client = connectClient({ url: server.url.replace('http', 'ws'), board: board.id, token: session })
  await client.until(() => client.isSynced())
  const author = participant.id
  const sent: { readonly id: string; readonly x: number; readonly count: number }[] = []
  const own: string[] = []

  function write(): void {
    if (client.socket.readyState !== client.socket.OPEN) return
    if (own.length === 0 || sent.length % 4 === 0) {
      own.push(addNote(client.doc, { x: 0, y: 0, z: 1, author, created: 1, text: 'kept' }))
    }
    const id = own[sent.length % own.length] ?? ''
    const x = (readNote(client.doc, id)?.x ?? 0) + 1
    placeNote(client.doc, id, { x })
    sent.push({ id, x, count: client.sent() })
    setImmediate(() => setTimeout(write, 5))
  }

  return {
    client,
    start: write,
    promise: (promised) => {
      for (const { id, x, count } of sent) if (count <= client.saved()) raise(promised, id, x)
      for (const note of notesOf(client.doc)) if (note.author !== author) raise(promised, note.id, note.x)
    },
  }
}

function raise(progress: Progress, id: string, x: number): void {
  progress.set(id, Math.max(progress.get(id) ?? -1, x))
}

/** The board as somebody sees it who has never been there. */
async function readBoard(server: SpawnedServer, board: CreatedBoard): Promise<Progress> {
  const { session } = await server.join(board)
  const doc = new Y.Doc()
  const reader = connectClient({
    url: server.url.replace('http', 'ws'),
    board: board.id,
    token: session,
    doc,
  })
  await reader.until(() => reader.isSynced())
  await reader.close()
  return new Map(notesOf(doc).map(({ id, x }) => [id, x]))
}
