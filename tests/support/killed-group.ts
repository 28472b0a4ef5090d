import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { commandIdOf } from '#server/commands/dispatcher.ts'
import { readAgendaNow } from '#shared/board/agenda.ts'
import type { Command } from '#shared/wire/command.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Random } from './random.ts'
import { connectClient, type SocketClient } from './socket-client.ts'
import { startStandaloneServer, type StandaloneServer } from './standalone-server.ts'

/** A fact that somebody was told: it holds for good. */
interface Promised {
  readonly what: string
  readonly holds: (doc: Y.Doc) => boolean
}

export interface GroupOptions {
  readonly dataDir: string
  readonly random: Random
  /** The server is killed after at most so many answers. */
  readonly mostAnswers: number
  /** The server is killed so often at most. */
  readonly kills: number
  /** Faults of the document that are there whatever was promised. */
  readonly faultsOf: (doc: Y.Doc) => readonly string[]
  readonly killed?: () => void
}

/** A command is answered within a few milliseconds: the server may be killed anywhere in between. */
const killWithinMs = 12
/** A move does more. */
const moveWithinMs = 25
const people = 6
/** The same command is sent so often at most. */
const mostTries = 20

/**
 * A facilitator and six participants of one board, whose server is killed again and again. Each has one document over all
 * connections, as a page has, and sends a command that was not answered again with its key.
 */
export class KilledGroup {
  readonly fay: Member
  readonly crew: readonly Member[]
  readonly board: CreatedBoard
  readonly #options: GroupOptions
  readonly #promised: Promised[] = []
  #server: StandaloneServer
  #kills = 0
  #answers = 0
  #isOver = false
  #isProvoked = false
  #back = Promise.withResolvers<void>()

  private constructor(
    server: StandaloneServer,
    board: CreatedBoard,
    sessions: readonly CreatedSession[],
    options: GroupOptions,
  ) {
    this.#server = server
    this.board = board
    this.#options = options
    const [fay, ...crew] = sessions.map((session, index) => new Member(this, session, index))
    if (!fay) throw new Error('nobody leads')
    this.fay = fay
    this.crew = crew
  }

  static async open(options: GroupOptions): Promise<KilledGroup> {
    const server = await startStandaloneServer(options.dataDir)
    const board = await server.createBoard()
    const roles = [Role.facilitator, ...Array.from({ length: people }, () => Role.participant)]
    const sessions: CreatedSession[] = []
    for (const role of roles) sessions.push(await server.join(board, role))
    const group = new KilledGroup(server, board, sessions, options)
    await group.#connectAll()
    group.#back.resolve()
    return group
  }

  get kills(): number {
    return this.#kills
  }

  get promises(): number {
    return this.#promised.length
  }

  get server(): StandaloneServer {
    return this.#server
  }

  /** Resolves when the server that was killed is back with everybody. */
  get back(): Promise<void> {
    return this.#back.promise
  }

  get #all(): readonly Member[] {
    return [this.fay, ...this.crew]
  }

  promise(what: string, holds: Promised['holds']): void {
    this.#answers += 1
    this.#promised.push({ what, holds })
  }

  /** The server may be killed during the next moments. */
  provoke(): void {
    this.#isProvoked = true
  }

  /** Plays this while the server is killed again and again. At the end everybody has the same, and all that was promised. */
  async play(story: () => Promise<void>): Promise<void> {
    const killing = this.#killAgainAndAgain()
    try {
      await Promise.race([story(), killing.then(() => new Promise<never>(() => {}))])
    } finally {
      this.#isOver = true
      this.provoke()
      await killing.catch(() => undefined)
    }
    await this.#check('at the end')
    for (const { client, name } of this.#all) {
      await client.allSaved()
      const fresh = await this.#freshDocument()
      if (!isSame(fresh, client.doc)) throw new Error(`${name} has another board than the server`)
      fresh.destroy()
    }
  }

  async close(): Promise<void> {
    this.#isOver = true
    await this.#server.process.stop('SIGKILL')
  }

  async #killAgainAndAgain(): Promise<void> {
    const { random, kills, mostAnswers, killed } = this.#options
    while (!this.#isOver && this.#kills < kills) {
      const until = this.#answers + 1 + random.below(mostAnswers)
      this.#isProvoked = false
      while (!this.#isOver && !this.#isProvoked && this.#answers < until) await delay(1)
      if (this.#isOver) return
      await delay(random.below(this.#isProvoked ? moveWithinMs : killWithinMs))
      await this.#kill()
      killed?.()
    }
  }

  async #kill(): Promise<void> {
    const before = this.#all.map(({ client }) => client)
    this.#back = Promise.withResolvers()
    await this.#server.process.stop('SIGKILL')
    await Promise.all(before.map(({ closed }) => closed))
    this.#kills += 1
    this.#server = await startStandaloneServer(this.#options.dataDir)
    await this.#check(`after kill ${this.#kills}`)
    await this.#connectAll()
    this.#back.resolve()
  }

  /** Looks at the board as somebody who has never been there, before anybody is back with what they know. */
  async #check(when: string): Promise<void> {
    const doc = await this.#freshDocument()
    const lost = this.#promised.filter(({ holds }) => !holds(doc)).map(({ what }) => `lost: ${what}`)
    const unseen = this.#all.flatMap(({ client, name }) =>
      governedEntries(client.doc).flatMap(([key, value]) => {
        const now = entryAt(doc, key)
        return now === value ? [] : [`${name} has seen ${key}: ${value}, and it is ${now ?? 'gone'}`]
      }),
    )
    const faults = [...lost, ...unseen, ...this.#options.faultsOf(doc)]
    doc.destroy()
    if (faults.length > 0)
      throw new Error(`seed ${this.#options.random.seed}, ${when}:\n${faults.join('\n')}`)
  }

  async #freshDocument(): Promise<Y.Doc> {
    const { session } = await this.#server.join(this.board, Role.viewer)
    const doc = new Y.Doc()
    const reader = connectClient({ url: this.#server.url, board: this.board.id, token: session, doc })
    await reader.until(() => reader.isSynced())
    await reader.close()
    return doc
  }

  async #connectAll(): Promise<void> {
    await Promise.all(this.#all.map((member) => member.connect(this.#server)))
  }
}

/** One person of the group. */
export class Member {
  readonly session: CreatedSession
  readonly name: string
  readonly #group: KilledGroup
  readonly #doc = new Y.Doc()
  #client: SocketClient | undefined

  constructor(group: KilledGroup, session: CreatedSession, index: number) {
    this.#group = group
    this.session = session
    this.name = index === 0 ? 'Fay' : `person ${index}`
  }

  get id(): string {
    return this.session.participant.id
  }

  get doc(): Y.Doc {
    return this.#doc
  }

  get client(): SocketClient {
    if (!this.#client) throw new Error('not connected')
    return this.#client
  }

  async connect({ url }: StandaloneServer): Promise<void> {
    const { board, session: token } = this.session
    const client = connectClient({ url, board, token, doc: this.#doc })
    this.#client = client
    // The server has asked for what it lacks.
    await client.until(() => client.isSynced() && client.sent() > 0)
  }

  /** Sends a command until it is answered, and promises what it did. Returns its id. */
  async do(
    command: Command,
    holds: (doc: Y.Doc, id: string) => boolean,
    mayBeRefused: readonly string[] = [],
  ): Promise<string> {
    const key = nanoid()
    const id = commandIdOf(this.session.board, this.id, key)
    const reply = await this.#acrossKills(() => this.client.command(command, key))
    if (reply.ok) this.#group.promise(`${this.name}: ${JSON.stringify(command)}`, (doc) => holds(doc, id))
    else if (!mayBeRefused.includes(reply.code))
      throw new Error(`${this.name}: ${JSON.stringify(command)} was refused: ${reply.code}`)
    return id
  }

  /** Changes the document, and promises it once it is on disk. */
  async write(what: string, change: (doc: Y.Doc) => void, holds: (doc: Y.Doc) => boolean): Promise<void> {
    await this.#acrossKills(async () => this.client)
    this.#doc.transact(() => change(this.#doc))
    await this.#acrossKills(() => this.client.allSaved())
    this.#group.promise(`${this.name}: ${what}`, holds)
  }

  /** Waits until this person's board shows it. */
  async until(fact: (doc: Y.Doc) => boolean): Promise<void> {
    await this.#acrossKills(() => this.client.until(() => fact(this.#doc)), fact.toString())
  }

  /** Leads to a step. The server may be killed in the move. */
  async leadTo(to: string): Promise<void> {
    const move = readAgendaNow(this.#doc)?.move ?? 0
    this.#group.provoke()
    await this.do({ kind: 'agenda.move', from: move, to }, (doc) => {
      const now = readAgendaNow(doc)
      return now !== undefined && now.move > move && (now.move > move + 1 || now.step === to)
    })
    await this.until((doc) => readAgendaNow(doc)?.move === move + 1)
  }

  async #acrossKills<Result>(send: () => Promise<Result>, what = send.toString()): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      await this.#group.back
      try {
        return await send()
      } catch (cause) {
        if (tries === mostTries || this.client.refusals.length > 0 || isOpen(this.client))
          throw new Error(`${this.name}: ${what}`, { cause })
        // The server was killed: it is on its way back.
        await delay(5)
      }
    }
  }
}

function isOpen({ socket }: SocketClient): boolean {
  return socket.readyState === socket.OPEN
}

/** Roots whose entries are never changed once they are there. */
const governed = ['versions', 'adoptions', 'grafts', 'statements'] as const

function governedEntries(doc: Y.Doc): readonly (readonly [string, string])[] {
  return governed.flatMap((root) =>
    [...doc.getMap(root).entries()].map(([id, value]) => [`${root}/${id}`, unseated(value)] as const),
  )
}

function entryAt(doc: Y.Doc, key: string): string | undefined {
  const [root = '', id = ''] = key.split('/')
  const value: unknown = doc.getMap(root).get(id)
  return value === undefined ? undefined : unseated(value)
}

/** The tables that write a statement, and those that end their sentence, change with each step. */
function unseated(value: unknown): string {
  const { tables: _, left: __, ...entry } = value as Record<string, unknown>
  return JSON.stringify(entry)
}

function isSame(one: Y.Doc, other: Y.Doc): boolean {
  const roots = [...governed, 'comments', 'replies', 'rounds', 'notes', 'tables', 'activities', 'wordings']
  return roots.every((root) => isDeepStrictEqual(one.getMap(root).toJSON(), other.getMap(root).toJSON()))
}
