import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client, type QueryResultRow } from 'pg'
import * as Y from 'yjs'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { startPostgres, type Postgres } from '#tests/runner/postgres.js'
import { openFailingWay, type FailingWay } from './failing-way.ts'
import { connectClient, type SocketClient } from './socket-client.ts'
import { newTempFolder, startStandaloneServer, type StandaloneServer } from './standalone-server.ts'

/** A server among several, whose ways can fail. */
export interface SiteNode extends StandaloneServer {
  readonly toDatabase: FailingWay
  /** By which other servers reach it. */
  readonly toNode: FailingWay
}

/** A PostgreSQL and servers of their own, for programs that run without the test runner. */
export interface Site {
  readonly database: Postgres
  /** Starts one more server, or one of another version from its folder. */
  readonly start: (settings?: Readonly<Record<string, string>>, tree?: string) => Promise<SiteNode>
  readonly query: <Row extends QueryResultRow>(text: string) => Promise<readonly Row[]>
  readonly queryAt: <Row extends QueryResultRow>(url: string, text: string) => Promise<readonly Row[]>
  /** Joins a person who stays, at the first of these servers that lets them in. */
  readonly join: (
    board: CreatedBoard,
    servers: () => readonly StandaloneServer[],
    role?: Role,
  ) => Promise<LastingPerson>
  /** Texts of the notes, as somebody sees them who has never been there. */
  readonly read: (server: StandaloneServer, board: CreatedBoard) => Promise<ReadonlySet<string>>
}

/** Everything ends with `work`. */
export async function onSite<Result>(work: (site: Site) => Promise<Result>): Promise<Result> {
  const database = await startPostgres()
  if (!database) throw new Error('PostgreSQL is missing; the lines above say how to install it')
  const folder = await newTempFolder()
  const ends: (() => unknown)[] = []
  const start: Site['start'] = async (settings = {}, tree) => {
    const [toDatabase, toNode] = [await openFailingWay(database.port), await openFailingWay(0)]
    ends.push(toDatabase.close, toNode.close)
    const env = {
      NODE_ADDRESS: `http://127.0.0.1:${toNode.port}`,
      DATABASE_URL: toDatabase.of(database.url),
      LOG_LEVEL: 'warn',
      ...settings,
    }
    const server = await startStandaloneServer(join(folder.path, String(ends.length)), 0, env, tree)
    toNode.leadTo(server.process.port)
    ends.push(async () => server.process.stop('SIGKILL'))
    return { ...server, toDatabase, toNode }
  }
  const enter: Site['join'] = async (board, servers, role = Role.participant) => {
    const [first] = servers()
    if (!first) throw new Error('there is no server')
    const person = new LastingPerson(board, await first.join(board, role), servers)
    ends.push(() => person.leave())
    await person.until(() => person.isHere)
    return person
  }
  try {
    return await work({
      database,
      start,
      join: enter,
      query: async (text) => queried(database.url, text),
      queryAt: queried,
      read: async (server, board) => {
        const { session } = await server.join(board, Role.participant)
        const reader = connectClient({ url: server.url, board: board.id, token: session })
        await reader.until(() => reader.isSynced())
        await reader.close()
        return new Set(notesOf(reader.doc).map(({ text }) => text))
      },
    })
  } finally {
    for (const end of ends.toReversed()) await end()
    database.stop()
    await folder.remove()
  }
}

async function queried<Row extends QueryResultRow>(url: string, text: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Something that a person has written. */
export interface Written {
  readonly text: string
  /** The person was told so. */
  readonly isSaved: () => boolean
}

interface Sent {
  readonly text: string
  /** The answer of its connection that says so. */
  count: number
  isSaved: boolean
}

const patienceMs = 10_000
/** As a page does: it asks a server that has said nothing for so long, and leaves one that says nothing for twice as long. */
const quietMs = 15_000

/** A page with one document over all connections, which comes back by itself. */
export class LastingPerson {
  readonly author: string
  readonly session: CreatedSession
  readonly #board: CreatedBoard
  readonly #doc = new Y.Doc()
  readonly #servers: () => readonly StandaloneServer[]
  #client: SocketClient | undefined
  #unsaved: Sent[] = []
  #isGone = false
  #visits = 0

  constructor(board: CreatedBoard, session: CreatedSession, servers: () => readonly StandaloneServer[]) {
    this.#board = board
    this.session = session
    this.author = session.participant.id
    this.#servers = servers
    void this.#stay()
  }

  get isHere(): boolean {
    return this.#client !== undefined
  }

  /** The connection that is open now. */
  get client(): SocketClient | undefined {
    return this.#client
  }

  /** How often a server has let it in. */
  get visits(): number {
    return this.#visits
  }

  sees(text: string): boolean {
    return notesOf(this.#doc).some((note) => note.text === text)
  }

  write(text: string): Written {
    addNote(this.#doc, { x: 0, y: 0, z: 1, author: this.author, created: 1, text })
    const sent: Sent = { text, count: this.#client?.sent() ?? Number.POSITIVE_INFINITY, isSaved: false }
    this.#unsaved.push(sent)
    return {
      text,
      isSaved: () => {
        this.#look()
        return sent.isSaved
      },
    }
  }

  /** Everything that it has written. */
  hasSaved(): boolean {
    this.#look()
    return this.#unsaved.length === 0
  }

  async until(fact: () => boolean, limitMs = 60_000): Promise<void> {
    const end = performance.now() + limitMs
    while (!fact()) {
      if (performance.now() > end) throw new Error(`this did not hold in time: ${fact.toString()}`)
      await delay(10)
    }
  }

  leave(): void {
    this.#isGone = true
    this.#client?.socket.terminate()
  }

  async #stay(): Promise<void> {
    for (let turn = 0; !this.#isGone; turn += 1) {
      const servers = this.#servers()
      const url = servers[turn % servers.length]?.url ?? ''
      const client = connectClient({
        url,
        board: this.#board.id,
        token: this.session.session,
        doc: this.#doc,
      })
      const isIn = await client
        .until(() => client.isSynced() && client.sent() > 0, patienceMs)
        .then(
          () => true,
          () => false,
        )
      if (isIn) {
        this.#client = client
        this.#visits += 1
        for (const sent of this.#unsaved) sent.count = client.sent()
        await this.#untilGone(client)
        this.#look()
        this.#client = undefined
        for (const sent of this.#unsaved) sent.count = Number.POSITIVE_INFINITY
        turn = -1
      }
      client.socket.terminate()
      await client.closed
      await delay(100)
    }
  }

  async #untilGone(client: SocketClient): Promise<void> {
    let [frames, heardAt, askedAt] = [0, performance.now(), 0]
    client.socket.on('pong', () => (heardAt = performance.now()))
    while (client.socket.readyState === client.socket.OPEN) {
      await Promise.race([client.closed, delay(1_000)])
      const at = performance.now()
      if (client.received().frames !== frames) [frames, heardAt] = [client.received().frames, at]
      if (at - heardAt > 2 * quietMs) return
      if (at - Math.max(heardAt, askedAt) <= quietMs) continue
      askedAt = at
      client.socket.ping()
    }
  }

  #look(): void {
    const saved = this.#client?.saved() ?? -1
    for (const sent of this.#unsaved) sent.isSaved = sent.count <= saved
    this.#unsaved = this.#unsaved.filter(({ isSaved }) => !isSaved)
  }
}
