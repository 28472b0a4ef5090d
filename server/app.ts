import { randomBytes } from 'node:crypto'
import fastifyRateLimit from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController } from 'fastify'
import { nanoid } from 'nanoid'
import type { Migration } from '#shared/board/migrate.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { AgendaClock } from './agenda/clock.ts'
import { createAccess, type Access } from './access/access.ts'
import { joinAttemptLimits } from './access/join-attempt-limits.ts'
import type { Config } from './config.ts'
import { createBoardServices } from './activities/board-services.ts'
import { sweepDraftsDaily } from './drafts/draft-sweep.ts'
import { createDraftRooms } from './drafts/draft-rooms.ts'
import { createGuard } from './guard/guard.ts'
import { createHistory } from './history/history.ts'
import { sweepReplaysDaily } from './history/replay-sweep.ts'
import { loggerOptions } from './ops/log.ts'
import { meteredStore } from './ops/metered-store.ts'
import { createMetrics } from './ops/metrics.ts'
import { registerRequestLog } from './ops/request-log.ts'
import { createPhotoIndex } from './photos/photo-index.ts'
import { openDecoder } from './photos/decoder.ts'
import { sweepPhotosDaily } from './photos/photo-sweep.ts'
import { createPhotos } from './photos/photos.ts'
import { createMemoryPools } from './documents/memory-pools.ts'
import { allStats, createRooms, type Rooms } from './relay/rooms.ts'
import { registerWebsocket } from './relay/websocket.ts'
import { warnOfMissingFonts } from './report/missing-fonts.ts'
import { openRenderer } from './report/render-queue.ts'
import { originOf } from './routes/address.ts'
import { openBoard, registerBoards } from './routes/boards.ts'
import { answerBrokenAddress, answerBrokenRequest, registerErrors } from './routes/errors.ts'
import { registerCheckpoints, type CheckpointServices } from './routes/checkpoints.ts'
import { registerDevices } from './routes/devices.ts'
import { registerExports } from './routes/exports.ts'
import { registerHeaders } from './routes/headers.ts'
import { registerHealth } from './routes/health.ts'
import { registerImports } from './routes/imports.ts'
import { registerInvitations } from './routes/invitations.ts'
import { registerLinks } from './routes/links.ts'
import { registerMetrics } from './routes/metrics.ts'
import { limitNewBoards } from './routes/new-boards.ts'
import { registerOpenApi } from './routes/openapi.ts'
import { registerPages } from './routes/pages.ts'
import { registerPhotos } from './routes/photos.ts'
import { registerReplay } from './routes/replay.ts'
import { registerSessions } from './routes/sessions.ts'
import { registerSteadyAnswers } from './routes/steady-answers.ts'
import type { TypedApp } from './routes/typed-app.ts'
import { openStore } from './open-store.ts'
import type { EndedSession } from './contracts/sessions.ts'
import type { Store } from './contracts/store.ts'

export interface App {
  /** Not listening yet. */
  readonly app: TypedApp
  readonly store: Store
  readonly access: Access
  readonly rooms: Rooms
  /** Everything received is on disk when it settles. */
  readonly close: () => Promise<void>
}

export interface AppOptions {
  /** Where log lines go instead of the standard output. */
  readonly logTo?: { readonly write: (line: string) => void }
  /** Stands between the product and its store, for measurements. */
  readonly around?: (store: Store) => Store
  /** Those of shared/board/migrate.ts, unless a test brings its own. */
  readonly migrations?: readonly Migration[]
  /** Milliseconds since 1970, unless a test has its own clock. */
  readonly now?: () => number
  /** What all open documents may take together, bytes of memory; a part of the heap's limit when left out. */
  readonly documentsMemory?: number
  /** The store has ended by itself: nothing can be read or saved any more. The log has the reason. */
  readonly storeLost?: () => void
}

/** A board that everybody has left stays in memory a little: people reload, and phones come back. Taste. */
const boardIdleMs = 60_000
/** Desks are small and quickly read, and there may be thousands. Taste. */
const deskIdleMs = 20_000

/** The one place that chooses implementations. Rejects with a `StoreError` when the data folder cannot be used. */
export async function createApp(
  config: Config,
  { logTo, around, migrations, now = Date.now, documentsMemory, storeLost }: AppOptions = {},
): Promise<App> {
  const metrics = createMetrics(() => allStats(rooms.stats(), draftRooms.stats()))
  const opened = await openStore(config.dataDir, {
    warn: (problem) => app.log.warn({ problem }, 'store'),
    lost: (problem) => {
      app.log.fatal({ problem }, 'the store has ended by itself')
      storeLost?.()
    },
    replay: { isRecorded: config.replayDays > 0 },
  })
  const store = meteredStore(around?.(opened) ?? opened, metrics.committed)
  const app: TypedApp = fastify({
    logger: { ...loggerOptions(config.logLevel), ...(logTo && { stream: logTo }) },
    genReqId: () => nanoid(10),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: 65_536,
    // The whole of a body, for which receive-body.ts says how slow it may be. Taste.
    requestTimeout: 120_000,
    // Headers are one packet. Node looks for those who dawdle every 30 s otherwise.
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    return503OnClosing: false,
    // A connection whose answer ends while the server closes would be kept for its idle time, more than a minute.
    forceCloseConnections: true,
    frameworkErrors: (_error, request, reply) => answerBrokenAddress(request, reply),
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<TypeBoxTypeProvider>()
  const access = createAccess(store, now)
  const history = createHistory({
    store,
    withBoard: (id, use) => rooms.withBoard(id, use),
    now,
    log: app.log,
  })
  const { keepBefore } = history
  const photoIndex = createPhotoIndex({ store, now, log: app.log })
  const documents = createMemoryPools(documentsMemory)
  const draftRooms = createDraftRooms({
    store,
    documents,
    photoIndex,
    log: app.log,
    now,
    idleMs: deskIdleMs,
    observer: metrics.observer,
  })
  const services = createBoardServices({
    boards: store,
    polls: store,
    draftRows: store,
    drafts: draftRooms,
    keepBefore,
    onDeadline: (deadline) => clock.added(deadline),
    now,
    randomBytes,
    log: app.log,
  })
  const rooms = createRooms({
    store,
    guard: createGuard('board', photoIndex.mayUse),
    opening: async (board, doc) => photoIndex.open(doc, { board, owner: null }),
    poolOf: () => documents.boards.pool,
    bounds: documents.boards.bounds,
    ...(migrations && { migrations }),
    services,
    removing: (board) => keepBefore(board, CheckpointReason.removal),
    log: app.log,
    now,
    idleMs: boardIdleMs,
    observer: metrics.observer,
  })
  const clock = new AgendaClock({
    store,
    act: async (deadline) => rooms.withBoard(deadline.board, async () => services.deadlinePassed(deadline)),
    now,
    log: app.log,
  })
  const renderer = openRenderer({ entry: new URL('./render-main.ts', import.meta.url) })
  warnOfMissingFonts(app.log)

  // JSON alone: what a form on another site can send is not even parsed.
  app.removeContentTypeParser('text/plain')
  registerErrors(app)
  registerRequestLog(app, metrics)
  await registerHeaders(app, config.publicUrl?.startsWith('https:') ?? false)
  registerSteadyAnswers(app)
  await app.register(fastifyRateLimit, { global: false })
  await registerOpenApi(app)
  const { publicUrl, limits } = config
  registerHealth(app, store)
  registerMetrics(app, { ...metrics, token: config.metricsToken })
  const remove = async (board: string): Promise<void> => {
    await draftRooms.remove(board, () => rooms.remove(board, () => store.deleteBoard(board)))
  }
  const countNewBoard = limitNewBoards(app, limits.boards)
  registerBoards(app, { access, store, remove, publicUrl, countNewBoard })
  const guesses = joinAttemptLimits(limits.guesses, () => performance.now())
  const { refused } = metrics.observer
  registerInvitations(app, { access, guesses, refused })
  registerSessions(app, { access, guesses, refused })
  const cutOff = (board: string, sessions: readonly EndedSession[]): void => {
    rooms.cutOff(board, sessions)
    draftRooms.cutOff(board, sessions)
  }
  registerLinks(app, { access, publicUrl, cutOff })
  registerDevices(app, { access, publicUrl, cutOff, refused })
  const { boardBytes, fileBytes, pixels } = config.photos
  const decoder = openDecoder({ pixels })
  const photos = createPhotos({
    store,
    photoIndex,
    decoder,
    rooms,
    now,
    boardBytes,
    kept: metrics.photoKept,
  })
  registerExports(app, {
    renderer,
    writePhotos: photos.writeAll,
    access,
    snapshot: rooms.snapshot,
    boardFacts: async (id) => {
      const [board, participants] = await Promise.all([store.findBoard(id), store.countParticipants(id)])
      if (!board) throw new Error(`a session of board ${id} outlived the board`)
      return { title: board.title, language: board.language, participants }
    },
  })
  const createBoard: CheckpointServices['createBoard'] = (board, request) =>
    openBoard(access, originOf(request, publicUrl), board)
  registerImports(app, { renderer, photos, createBoard, countNewBoard })
  registerPhotos(app, { access, photos, fileBytes, refused })
  registerCheckpoints(app, { access, history, renderer, createBoard, countNewBoard })
  registerReplay(app, { access, store, days: config.replayDays })
  // Closes the rooms before the sockets: app.close() would not wait for either.
  await registerWebsocket(app, {
    rooms,
    draftRooms,
    sessionOf: access.sessionOf,
    isThere: async (board) => (await store.findBoard(board)) !== undefined,
    origins: config.origins,
    log: app.log,
  })
  await registerPages(app, config.clientDir)
  const sweeping = sweepDraftsDaily({ store, draftRooms, days: config.draftDays, now, log: app.log })
  const replaySweeping = sweepReplaysDaily({ store, days: config.replayDays, now, log: app.log })
  const photoSweeping = sweepPhotosDaily({ store, rooms, drafts: draftRooms, photoIndex, now, log: app.log })
  app.addHook('onClose', async () => {
    await clock.close()
    sweeping.close()
    photoSweeping.close()
    replaySweeping.close()
    metrics.close()
    await Promise.all([renderer.close(), decoder.close()])
    await store.close()
  })

  return { app, store, access, rooms, close: () => app.close() }
}
