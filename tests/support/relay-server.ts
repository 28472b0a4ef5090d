import { randomBytes } from 'node:crypto'
import fastify from 'fastify'
import { onTestFinished } from 'vitest'
import { createAccess } from '#server/access/access.ts'
import { createBoardServices } from '#server/activities/board-services.ts'
import { DeadlineClock } from '#server/deadlines/clock.ts'
import { InProcessBus } from '#server/bus/in-process-bus.ts'
import type { BoardServices } from '#server/contracts/activity.ts'
import { createDraftRooms } from '#server/drafts/draft-rooms.ts'
import { createGuard, type Guard } from '#server/guard/guard.ts'
import { createMemoryPools } from '#server/documents/memory-pools.ts'
import { createRooms, type Rooms } from '#server/relay/rooms.ts'
import { registerWebsocket } from '#server/relay/websocket.ts'
import { openStore } from '#server/open-store.ts'
import type { Store } from '#server/contracts/store.ts'
import { Role } from '#shared/workshop/role.ts'
import { servicesWithoutActivities } from './no-activities.ts'
import { testedPostgres } from './postgres.ts'
import { quickPace } from './quick-pace.ts'
import { newDataDir } from './server.ts'
import { connectClient, type SocketClient, type SocketClientOptions } from './socket-client.ts'

export interface RelayOptions {
  readonly guard?: Guard
  readonly services?: Partial<BoardServices>
  /** Votes and private writing as in the whole server. */
  readonly isGoverned?: boolean
  readonly idleMs?: number
  /** The memory limit of all open documents, in bytes. */
  readonly documentsMemory?: number
  readonly origins?: readonly string[]
  /** Stands between the relay and the real store, to make it fail or wait. */
  readonly around?: (store: Store) => Store
}

export interface RelayServer {
  /** ws://127.0.0.1:port */
  readonly url: string
  readonly rooms: Rooms
  readonly store: Store
  readonly errors: readonly string[]
  readonly newBoard: () => Promise<TestBoard>
  readonly close: () => Promise<void>
}

export interface TestBoard {
  readonly id: string
  /** A new session's secret. */
  readonly token: (role?: Role, name?: string) => Promise<string>
  /** Connects a new client, with a new session unless a token is given; waits until it is synced. */
  readonly join: (options?: JoinOptions) => Promise<SocketClient>
}

export interface JoinOptions extends Partial<SocketClientOptions> {
  readonly role?: Role
  readonly name?: string
}

/** The relay on a real store and real sockets, without the rest of the server; closed when the test ends. */
export async function startRelay(options: RelayOptions = {}): Promise<RelayServer> {
  const dataDir = await newDataDir()
  const real = await openStore(dataDir, { postgres: testedPostgres(dataDir) })
  const store = options.around?.(real) ?? real
  const access = createAccess({ store: real, joinsAtOnce: 10_000, now: Date.now })
  const errors: string[] = []
  const note = (_facts: object, message: string): void => void errors.push(message)
  const log = { info: () => {}, warn: note, error: note }
  const memory = createMemoryPools(options.documentsMemory)
  const bus = new InProcessBus((_event, cause) => {
    throw cause
  })
  const draftRooms = createDraftRooms({
    store,
    bus,
    memory,
    log,
    now: Date.now,
    idleMs: options.idleMs ?? 60_000,
  })
  const governed = createBoardServices({
    awayMs: () => 0,
    boards: store,
    polls: store,
    pairs: store,
    askings: store,
    draftRows: store,
    steps: store,
    people: store,
    drafts: draftRooms,
    keepBefore: () => undefined,
    photos: { mayUse: () => true, release: store.releasePhoto },
    onDeadline: (deadline) => clock.added(deadline),
    now: Date.now,
    randomBytes,
    pace: quickPace,
    log,
  })
  const services = options.isGoverned ? governed : servicesWithoutActivities(store, log)
  const rooms = createRooms({
    store,
    guard: options.guard ?? createGuard(),
    services: { ...services, ...options.services },
    log,
    now: Date.now,
    idleMs: options.idleMs ?? 60_000,
    poolOf: () => memory.boards.pool,
    bounds: memory.boards.bounds,
  })
  const clock = new DeadlineClock({
    store,
    act: async (deadline) => rooms.withBoard(deadline.board, async () => governed.deadlinePassed(deadline)),
    now: Date.now,
    log,
  })
  const app = fastify({ return503OnClosing: false, forceCloseConnections: true })
  await registerWebsocket(app, {
    rooms,
    draftRooms,
    sessionOf: access.sessionOf,
    isThere: async (board) => (await real.findBoard(board)) !== undefined,
    origins: options.origins ?? [],
    log,
  })
  const url = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
  let closing: Promise<void> | undefined
  const close = (): Promise<void> =>
    (closing ??= clock
      .close()
      .then(() => app.close())
      .then(() => real.close()))
  onTestFinished(close)

  const newBoard = async (): Promise<TestBoard> => {
    const { board, secrets } = await access.createBoard({ title: 'Purpose', language: 'en' })
    const token: TestBoard['token'] = async (role = Role.participant, name = '') => {
      const admission = await access.exchange(
        { board: board.id, secret: secrets[role] },
        { name, colour: null },
      )
      if (!admission) throw new Error('the link of a new board works')
      return admission.secret
    }
    const join: TestBoard['join'] = async ({ role, name, ...rest } = {}) => {
      const client = connectClient({
        url,
        board: board.id,
        token: rest.token ?? (await token(role, name)),
        ...rest,
      })
      onTestFinished(() => client.socket.terminate())
      await client.until(() => client.isSynced())
      return client
    }
    return { id: board.id, token, join }
  }
  return { url, rooms, store: real, errors, newBoard, close }
}
