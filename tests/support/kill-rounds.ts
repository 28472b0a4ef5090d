import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { addNote, notesOf, placeNote, readNote } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { startStandaloneServer, type StandaloneServer } from './standalone-server.ts'
import type { Random } from './random.ts'
import { connectClient, type SocketClient } from './socket-client.ts'

const writers = 6

/** The largest x of each note: its author only increases x, so that promises can be compared. */
type Progress = Map<string, number>

export interface KillReport {
  /** Notes that somebody was told are saved, or saw from somebody else. */
  readonly promised: number
  readonly acknowledgedButLost: number
  readonly seenButLost: number
}

/** Kills the server while people write, again and again, and looks each time for what anybody was promised. */
export async function killRounds(
  dataDir: string,
  rounds: number,
  random: Random,
  tell: (round: number) => void = () => {},
): Promise<KillReport> {
  const acknowledged: Progress = new Map()
  const seen: Progress = new Map()
  let board: CreatedBoard | undefined
  const report = { acknowledgedButLost: 0, seenButLost: 0 }
  for (let round = 0; round <= rounds; round += 1) {
    const server = await startStandaloneServer(dataDir)
    try {
      board ??= await server.createBoard()
      const found = await readBoard(server, board)
      report.acknowledgedButLost += lostOf(acknowledged, found)
      report.seenButLost += lostOf(seen, found)
      if (round === rounds) break
      const people = await Promise.all(
        Array.from({ length: writers }, async () => newWriter(server, board as CreatedBoard)),
      )
      for (const person of people) person.start()
      // Killed under load: after some acknowledgement, at a moment nobody has prepared for.
      await people[0]?.client.until(() => (people[0]?.client.saved() ?? 0) > 5)
      await delay(random.below(150))
      await server.process.stop('SIGKILL')
      for (const person of people) {
        await person.client.closed
        person.promise(acknowledged, seen)
      }
      tell(round + 1)
    } finally {
      await server.process.stop('SIGKILL')
    }
  }
  return { promised: new Set([...acknowledged.keys(), ...seen.keys()]).size, ...report }
}

/** As `killRounds`, with two servers on one PostgreSQL: each time the one that has the board is killed. */
export async function killNodes(
  {
    dataDir,
    url,
    ports,
  }: { readonly dataDir: string; readonly url: string; readonly ports: readonly number[] },
  rounds: number,
  random: Random,
  tell: (round: number) => void,
): Promise<KillReport & { readonly servedMs: readonly number[] }> {
  const start = async (port: number): Promise<StandaloneServer> =>
    startStandaloneServer(join(dataDir, String(port)), port, {
      NODE_ADDRESS: `http://127.0.0.1:${port}`,
      DATABASE_URL: url,
    })
  const acknowledged: Progress = new Map()
  const seen: Progress = new Map()
  const report = { acknowledgedButLost: 0, seenButLost: 0 }
  const servedMs: number[] = []
  const [first = 0, second = 0] = ports
  let [owner, other] = [await start(first), await start(second)]
  try {
    const board = await owner.createBoard()
    for (let round = 0; round < rounds; round += 1) {
      const places = Array.from({ length: writers }, (_, index) => (index % 2 === 0 ? owner : other))
      const people = await Promise.all(places.map(async (server) => newWriter(server, board)))
      for (const person of people) person.start()
      await people[0]?.client.until(() => (people[0]?.client.saved() ?? 0) > 5)
      await delay(random.below(150))
      const killedAt = performance.now()
      await owner.process.stop('SIGKILL')
      for (const person of people) {
        await person.client.closed
        person.promise(acknowledged, seen)
      }
      while (!(await serves(other, board))) await delay(50)
      servedMs.push(performance.now() - killedAt)
      const found = await readBoard(other, board)
      report.acknowledgedButLost += lostOf(acknowledged, found)
      report.seenButLost += lostOf(seen, found)
      const again = await start(owner.process.port)
      owner = other
      other = again
      tell(round + 1)
    }
  } finally {
    await Promise.all([owner, other].map(async ({ process }) => process.stop('SIGKILL')))
  }
  const promised = new Set([...acknowledged.keys(), ...seen.keys()]).size
  return { promised, ...report, servedMs }
}

async function serves(server: StandaloneServer, board: CreatedBoard): Promise<boolean> {
  return server.join(board, Role.participant).then(
    () => true,
    () => false,
  )
}

function lostOf(promised: Progress, found: Progress): number {
  return [...promised].filter(([id, x]) => (found.get(id) ?? -1) < x).length
}

interface Writer {
  readonly client: SocketClient
  readonly start: () => void
  /** Adds what this person was told is saved, and what of others it saw. */
  readonly promise: (acknowledged: Progress, seen: Progress) => void
}

async function newWriter(server: StandaloneServer, board: CreatedBoard): Promise<Writer> {
  const { session, participant } = await server.join(board, Role.participant)
  const client = connectClient({ url: server.url, board: board.id, token: session })
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
    promise: (acknowledged, seen) => {
      for (const { id, x, count } of sent) if (count <= client.saved()) raise(acknowledged, id, x)
      for (const note of notesOf(client.doc)) if (note.author !== author) raise(seen, note.id, note.x)
    },
  }
}

function raise(progress: Progress, id: string, x: number): void {
  progress.set(id, Math.max(progress.get(id) ?? -1, x))
}

/** The board as somebody sees it who has never been there. */
async function readBoard(server: StandaloneServer, board: CreatedBoard): Promise<Progress> {
  const { session } = await server.join(board, Role.participant)
  const doc = new Y.Doc()
  const reader = connectClient({ url: server.url, board: board.id, token: session, doc })
  await reader.until(() => reader.isSynced())
  await reader.close()
  return new Map(notesOf(doc).map(({ id, x }) => [id, x]))
}
