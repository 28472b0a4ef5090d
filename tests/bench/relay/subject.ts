import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { startMetered, type MeteredServer } from '../../support/metered-server.ts'
import { boussole, hocuspocus, reference, type Dialect } from './dialect.ts'
import type { Seat } from './load-person.ts'

/** A server under test with one board, and as many seats at it as are asked for. */
export interface Subject {
  readonly name: string
  readonly dialect: Dialect
  readonly server: () => MeteredServer
  readonly seats: (count: number) => Promise<readonly Seat[]>
  /** Somebody who may only read; undefined for a server that has nobody of the kind. */
  readonly viewer: (() => Promise<Visitor>) | undefined
  /** Somebody with a seat here who asks for another board, by any name. */
  readonly elsewhere: (seat: Seat, name: string) => Visitor
  /** kill -9 and a new process on the same data; undefined for a server that keeps nothing. */
  readonly restart: (() => Promise<void>) | undefined
  readonly stop: () => Promise<void>
}

export interface Visitor {
  readonly seat: Seat
  readonly dialect: Dialect
}

export type StartSubject = () => Promise<Subject>

/** A server for as long as something is measured on it. */
export async function measuredOn<Figures>(
  start: StartSubject,
  measure: (subject: Subject) => Promise<Figures>,
): Promise<Figures> {
  const subject = await start()
  try {
    return await measure(subject)
  } finally {
    await subject.stop()
  }
}

/** The same measured on our server, on Hocuspocus, and on Hocuspocus with its batching on, one after the other. */
export async function besideHocuspocus<Figures>(
  measure: (subject: Subject) => Promise<Figures>,
): Promise<{ readonly ours: Figures; readonly theirs: Figures; readonly batching: Figures }> {
  return {
    ours: await measuredOn(startBoussole, measure),
    theirs: await measuredOn(startHocuspocus, measure),
    batching: await measuredOn(startBatching, measure),
  }
}

/** Hocuspocus in the best setting for many messages that we know. */
export function startBatching(): Promise<Subject> {
  return startHocuspocus({ flushMs: 16 })
}

const root = join(import.meta.dirname, '..', '..', '..')
const peers = join(import.meta.dirname, '..', 'peers')

export interface BoussoleOptions {
  /** Another process than the product's own. */
  readonly script?: string
  /** Seats are dealt to so many boards in turn. */
  readonly boards?: number
}

/** Our server as `npm start` runs it, on a temporary data folder: SQLite, fsync and all. */
export async function startBoussole({
  script = 'server/main.ts',
  boards: boardCount = 1,
}: BoussoleOptions = {}): Promise<Subject & { readonly invitation: () => string }> {
  const data = await mkdtemp(join(tmpdir(), 'boussole-bench-'))
  const start = () =>
    startMetered(script, {
      cwd: root,
      env: { PORT: '0', HOST: '127.0.0.1', DATA_DIR: data, NODE_ENV: 'production', TRUST_PROXY: 'true' },
    })
  let server = await start()
  const post = async <T>(path: string, body: unknown, from = '10.0.0.1'): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const boards = await Promise.all(
    Array.from({ length: boardCount }, async (_, index) => {
      // Nobody opens a hundred boards a minute from one network.
      const from = `10.1.${index}.1`
      const board = await post<CreatedBoard>('/api/boards', { title: 'Bench', language: 'en' }, from)
      const secretOf = (link: string) => new URL(link).hash.slice(1)
      return {
        board: board.id,
        secret: secretOf(board.links.participant),
        viewing: secretOf(board.links.viewer),
      }
    }),
  )
  const boardFor = (index: number) => {
    const found = boards[index % boards.length]
    if (!found) throw new Error('a subject has at least one board')
    return found
  }
  const seatAt = async (board: string, secret: string): Promise<Seat> => {
    const created = await post<CreatedSession>('/api/sessions', { board, secret, name: 'Bench' })
    return {
      port: server.port,
      path: `/ws/${board}`,
      protocols: ['board.v1', created.session],
      participant: created.participant.id,
    }
  }
  const seat = async (index: number): Promise<Seat> => {
    const { board, secret } = boardFor(index)
    return seatAt(board, secret)
  }
  return {
    name: boussole.name,
    // After a restart the port is another one.
    invitation: () => {
      const { board, secret } = boardFor(0)
      return `http://127.0.0.1:${server.port}/b/${board}#${secret}`
    },
    dialect: boussole,
    server: () => server,
    seats: async (count) => {
      const seats: Seat[] = []
      while (seats.length < count) {
        const some = Math.min(20, count - seats.length)
        const first = seats.length
        seats.push(...(await Promise.all(Array.from({ length: some }, (_, index) => seat(first + index)))))
      }
      return seats
    },
    viewer: async () => {
      const { board, viewing } = boardFor(0)
      return { seat: { ...(await seatAt(board, viewing)), mayOnlyRead: true }, dialect: boussole }
    },
    elsewhere: (seat, name) => ({ seat: { ...seat, path: `/ws/${name}` }, dialect: boussole }),
    restart: async () => {
      await server.stop()
      server = await start()
    },
    stop: async () => {
      await server.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

export interface HocuspocusOptions {
  /** Its batching window. */
  readonly flushMs?: number
  /** Writes documents to a file with its database extension, when it thinks fit; otherwise they are in memory alone. */
  readonly isStored?: boolean
  /** Lets people in who may only read. */
  readonly hasViewers?: boolean
}

/** Hocuspocus with its defaults. */
export async function startHocuspocus({
  flushMs = 0,
  isStored = false,
  hasViewers = false,
}: HocuspocusOptions = {}): Promise<Subject> {
  const data = isStored ? await mkdtemp(join(tmpdir(), 'hocuspocus-bench-')) : undefined
  const start = () =>
    startMetered('hocuspocus.js', {
      cwd: peers,
      env: {
        NODE_ENV: 'production',
        FLUSH_MS: String(flushMs),
        ...(hasViewers && { VIEWERS: 'yes' }),
        ...(data !== undefined && { STORE: data }),
      },
    })
  let server = await start()
  const dialect = hocuspocus('bench')
  const seat = (): Seat => ({ port: server.port, path: '/', protocols: [], participant: 'person' })
  return {
    name: dialect.name,
    dialect,
    server: () => server,
    seats: (count) => Promise.resolve(Array.from({ length: count }, seat)),
    viewer: hasViewers
      ? () => Promise.resolve({ seat: seat(), dialect: hocuspocus('bench', 'viewer') })
      : undefined,
    elsewhere: (_seat, name) => ({ seat: seat(), dialect: hocuspocus(name) }),
    restart:
      data === undefined
        ? undefined
        : async () => {
            await server.stop()
            server = await start()
          },
    stop: async () => {
      await server.stop()
      if (data !== undefined) await rm(data, { recursive: true, force: true })
    },
  }
}

/** The server that y-websocket names as its own, with its defaults, which keep documents in memory alone. */
export function startReference(): Promise<Subject> {
  return startPlain('reference.js', reference.name)
}

/** Passes frames on and does nothing else, with `ws`: what no relay of this kind can cost less than. */
export function startBare(): Promise<Subject> {
  return startPlain('bare.js', 'bare relay')
}

async function startPlain(script: string, name: string): Promise<Subject> {
  const server = await startMetered(script, { cwd: peers, env: { NODE_ENV: 'production' } })
  const seat = (path: string): Seat => ({ port: server.port, path, protocols: [], participant: 'person' })
  return {
    name,
    dialect: reference,
    server: () => server,
    seats: (count) => Promise.resolve(Array.from({ length: count }, () => seat('/bench'))),
    viewer: undefined,
    elsewhere: (_seat, name) => ({ seat: seat(`/${name}`), dialect: reference }),
    restart: undefined,
    stop: () => server.stop(),
  }
}
