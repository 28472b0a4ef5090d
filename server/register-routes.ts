import type { FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import fastifyRateLimit from '@fastify/rate-limit'
import { adoptedPurpose } from '#shared/board/adoptions.ts'
import { writePublishedPage } from '#shared/board/published-page.ts'
import { readRound } from '#shared/board/round.ts'
import { readActivity } from '#shared/board/activities.ts'
import { originIn, originName } from '#shared/board/origin.ts'
import { boardStateOf } from '#shared/board/state.ts'
import type { BoardState } from '#shared/workshop/policy.ts'
import { agreementOf } from '#shared/workshop/tally.ts'
import { joinAttemptLimits } from './access/join-attempt-limits.ts'
import { createIdentityProvider } from './access/identity-provider.ts'
import { createOpening, type Opening, createSignInPasses } from './access/opening.ts'
import type { Config } from './config.ts'
import type { EndedSession } from './contracts/sessions.ts'
import { noteNewBoard, registerAudit, type AuditLog } from './ops/audit-log.ts'
import type { Metrics } from './ops/metrics.ts'
import type { Happening } from './ops/webhooks.ts'
import { programVersion, type ProgramWatch } from './ops/program.ts'
import { evidenceFactsOf } from './purpose/evidence-key.ts'
import { deleteBoard } from './relay/rooms.ts'
import { registerWebsocket } from './relay/websocket.ts'
import { lineOf, originOf } from './routes/address.ts'
import { registerAgenda, registerPhaseNotes } from './routes/agenda.ts'
import { registerBodyLimits } from './routes/receive-body.ts'
import { openBoard, registerBoards, type CreateBoard } from './routes/boards.ts'
import { registerCheckpoints } from './routes/checkpoints.ts'
import { registerDevices } from './routes/devices.ts'
import { registerErrors } from './routes/errors.ts'
import { registerPurpose, registerEvidenceKey } from './routes/purpose.ts'
import { registerExports, type ExportServices } from './routes/exports.ts'
import { registerHeaders } from './routes/headers.ts'
import { registerHealth } from './routes/health.ts'
import { registerImports } from './routes/imports.ts'
import { registerInvitations, registerSessions } from './routes/ticket.ts'
import { registerLinks } from './routes/links.ts'
import { registerMetrics } from './routes/metrics.ts'
import { admitOpeners, creatorOf, limitNewBoards, registerOpening } from './routes/new-boards.ts'
import { registerNetwork, networkAddress } from './routes/network.ts'
import { registerNotes, type ProgramServices } from './routes/notes.ts'
import { registerOpenApi } from './routes/openapi.ts'
import { registerPages } from './routes/pages.ts'
import { registerPeople } from './routes/people.ts'
import { registerPhotos } from './routes/photos.ts'
import { registerPublicAskings } from './routes/public-askings.ts'
import { registerPurposePage, unlessBusy } from './routes/purpose-page.ts'
import { registerReplay } from './routes/replay.ts'
import { registerSignIn } from './routes/sign-in.ts'
import { registerSecond, type SecondServices } from './routes/second.ts'
import { registerSteadyAnswers } from './routes/steady-answers.ts'
import { registerTokens } from './routes/tokens.ts'
import { registerTemplates } from './routes/templates.ts'
import { secondTemplate } from './templates/new-agenda.ts'
import type { OtherServers } from './routes/owners.ts'
import type { TypedApp } from './routes/refuse.ts'
import type { Services } from './services.ts'

interface RouteTools {
  readonly config: Config
  readonly metrics: Metrics
  readonly replacedBy: ProgramWatch['replacedBy']
  readonly audit: AuditLog
  readonly tell: (happening: Happening) => void
  readonly others: OtherServers
}

/**
 * Registers everything that the server answers. The order matters: hooks and the API's description come
 * first.
 */
export async function registerRoutes(
  app: TypedApp,
  services: Services,
  { config, metrics, replacedBy, audit, tell, others }: RouteTools,
): Promise<void> {
  registerErrors(app)
  registerBodyLimits(app)
  registerRequestLog(app, metrics)
  registerAudit(app, audit)
  app.addHook('onResponse', (request, reply, next) => {
    const isPublished = request.routeOptions.url === '/api/boards/:id/purpose-page/versions'
    if (isPublished && reply.statusCode === 201)
      tell({ type: 'page.published', board: (request.params as { readonly id: string }).id, about: {} })
    next()
  })
  registerHeaders(app, config.publicUrl?.startsWith('https:') ?? false)
  registerSteadyAnswers(app)
  await app.register(fastifyRateLimit, { global: false })
  await registerOpenApi(app)
  registerHealth(app, services.store, {
    version: programVersion,
    isWritable: () => services.rooms.stats().isWritable,
    replacedBy,
  })
  registerMetrics(app, { ...metrics, token: config.metricsToken })
  registerNetwork(app, (port) => networkAddress(config, port))
  registerJoining(app, services, { config, metrics, others })
  registerContent(app, services, config, metrics, tell)
  await registerRelay(app, services, config)
  await registerPages(app, config, others.passFile)
}

/** Links, codes, sessions and devices. */
function registerJoining(
  app: TypedApp,
  { access, bus, rooms }: Services,
  { config, metrics, others }: Pick<RouteTools, 'config' | 'metrics' | 'others'>,
): void {
  const { publicUrl, embedOrigins, limits } = config
  const { refused } = metrics.observer
  const joinAttempts = joinAttemptLimits(limits.joinAttempts, () => performance.now())
  const endSessions = async (board: string, sessions: readonly EndedSession[]): Promise<void> =>
    bus.publish({ kind: 'sessionsEnded', board, sessions })
  const { opensInColumn, leadOf } = rooms
  const tickets = { access, joinAttempts, refused, opensInColumn, leadOf, passOn: others.passOn }
  registerInvitations(app, tickets)
  registerSessions(app, tickets)
  registerLinks(app, { access, publicUrl, embedOrigins, endSessions })
  registerDevices(app, { access, publicUrl, endSessions, refused })
}

/** Boards, and what can be taken from them or put on them. */
function registerContent(
  app: TypedApp,
  services: Services,
  config: Config,
  metrics: Metrics,
  tellHost: RouteTools['tell'],
): void {
  const { access, bus, history, photos, renderer, rooms, store } = services
  const { publicUrl, limits } = config
  const { refused } = metrics.observer
  const opening = registerWayIn(app, config)
  const admitNewBoard = limitNewBoards(app, opening, {
    perMinute: limits.boards,
    quotas: config.quotas,
    countBoards: store.countBoards,
  })
  const createBoard: CreateBoard = async (board, request) => {
    const facts = { ...board, creator: creatorOf(opening, request) }
    const created = await openBoard(access, originOf(request, publicUrl), facts)
    noteNewBoard(request, created.id)
    return created
  }
  const remove = async (board: string): Promise<void> => deleteBoard(board, rooms, store, bus)
  const stateOf = async (id: string): Promise<BoardState> =>
    rooms.withBoard(id, async (board) => board.read(boardStateOf))
  const { templateCheck } = services
  registerBoards(app, { access, store, remove, createBoard, admitNewBoard, templateCheck })
  const boardFacts: ExportServices['boardFacts'] = async (id) => {
    const [board, everybody, leading, state] = await Promise.all([
      store.findBoard(id),
      store.countParticipants(id),
      store.leadingAlone(id),
      stateOf(id),
    ])
    if (!board) throw new Error(`a session of board ${id} outlived the board`)
    const participants = everybody - leading.length
    return { title: board.title, language: board.language, participants, state }
  }
  registerFiles(app, services, config, boardFacts, tellHost)
  const tell = tellPage(services, app.log)
  registerPurposePage(app, { access, pages: services.purposePages, publicUrl, boardFacts, tell })
  registerPurpose(app, services.purposePages, services.evidenceKey, config)
  registerPublicAskings(app, {
    access,
    askings: services.publicAskings,
    publicUrl,
    randomBytes,
    now: services.now,
    adopted: async (id) =>
      rooms.withBoard(id, async (board) =>
        board.read((doc) => {
          const adoption = adoptedPurpose(doc)
          const round = adoption?.round == null ? undefined : readRound(doc, adoption.round)
          const agreement = round && adoption && agreementOf(round, adoption.version)
          const counts =
            agreement && agreement.answered > 0
              ? agreement.counts
              : (originIn(readActivity(doc, originName))?.answers ?? null)
          return adoption && { adoption, counts, state: boardStateOf(doc) }
        }),
      ),
    people: async (request, reply, board, participant) => {
      const { participants, language } = await boardFacts(board)
      const order = {
        from: { line: lineOf(request), board, participant },
        participants,
        zone: undefined,
        language,
      }
      return (await unlessBusy(reply, async () => services.purposePages.source(board, order)))?.people
    },
  })
  registerGoingOn(app, services, { createBoard, admitNewBoard, stateOf })
  registerPhotos(app, { access, photos, fileBytes: config.photos.fileBytes, refused })
  registerCheckpoints(app, {
    access,
    history,
    renderer,
    phaseNotes: store.phaseNotes,
    createBoard,
    admitNewBoard,
    stateOf,
  })
  registerPeople(app, {
    access,
    sessionsOf: async (id) => rooms.withBoard(id, async (board) => board.sessions()),
    refused,
  })
  registerTemplates(app, {
    ...services,
    isOpenToAll: opening.by === 'anybody',
    admitOpener: admitOpeners(opening),
    admitNewBoard,
  })
  registerPhaseNotes(app, { access, store })
  registerPrograms(app, services, stateOf)
  registerReplay(app, { access, store, stateOf, days: config.replayDays })
}

/** How boards are opened: with a sign-in where the host asks for one. */
function registerWayIn(app: TypedApp, { opening: rule, publicUrl, basePath }: Config): Opening {
  const now = (): number => performance.now()
  const passes = rule.by === 'oidc' ? createSignInPasses(rule.clientSecret, Date.now) : null
  const opening = createOpening(rule, { now, passes })
  if (rule.by === 'oidc' && passes && publicUrl !== null) {
    const provider = createIdentityProvider({ ...rule, callback: `${publicUrl}/api/sign-in/callback` }, now)
    registerSignIn(app, { provider, passes, publicUrl, basePath })
  }
  registerOpening(app, opening, programVersion)
  return opening
}

/** The interface for programs, and the tokens with which they use it. */
function registerPrograms(
  app: TypedApp,
  { access, rooms, runCommand, now }: Services,
  stateOf: ProgramServices['stateOf'],
): void {
  const programs = { access, withBoard: rooms.withBoard, run: runCommand, stateOf, now }
  registerTokens(app, { access })
  registerNotes(app, programs)
  registerAgenda(app, programs)
}

/** Files of a board, and the key that signs one of them. */
function registerFiles(
  app: TypedApp,
  { access, evidenceKey: key, newFolder, photos, renderer, rooms, store }: Services,
  { publicUrl, clientDir }: Pick<Config, 'publicUrl' | 'clientDir'>,
  boardFacts: ExportServices['boardFacts'],
  tell: RouteTools['tell'],
): void {
  registerExports(app, {
    reportReady: (board, name) => tell({ type: 'report.ready', board, about: { export: name } }),
    renderer,
    newFolder,
    writePhotos: photos.writeAll,
    access,
    snapshot: rooms.snapshot,
    boardFacts,
    replayOf: async (board) => {
      const { pages, moments, gaps } = await store.replayOf(board)
      const read = await Promise.all(
        pages.map(async ({ id, from }) => ({ from, steps: await store.readReplay(board, id) })),
      )
      const kept = read.flatMap(({ from, steps }) => (steps ? [{ from, steps }] : []))
      return { moments, gaps, pages: kept, programs: clientDir }
    },
    evidence: {
      factsOf: (board) => evidenceFactsOf({ store, key, publicUrl }, board),
      sign: (data) => key.sign(data),
    },
  })
  registerEvidenceKey(app, key)
}

/** Tells the people of a board which page is published. */
function tellPage(
  { rooms }: Pick<Services, 'rooms'>,
  log: TypedApp['log'],
): (board: string, page: string | null) => Promise<void> {
  return async (id, page) =>
    rooms
      .withBoard(id, async (board) => board.write((doc) => writePublishedPage(doc, page)))
      // It is published all the same: a full disk takes no change of the board.
      .catch((cause: unknown) => log.warn({ board: id, err: cause }, 'a page could not be told'))
}

/** Boards that are made of a file, or go on from another board. */
function registerGoingOn(
  app: TypedApp,
  { access, newFolder, now, photos, renderer, rooms, store }: Services,
  shared: Pick<SecondServices, 'createBoard' | 'admitNewBoard' | 'stateOf'>,
): void {
  const template = secondTemplate()
  registerImports(app, { renderer, newFolder, photos, template, now, ...shared })
  const { snapshot, withBoard } = rooms
  registerSecond(app, { access, renderer, store, snapshot, withBoard, template, now, ...shared })
}

/** The websockets. Closes the rooms before the sockets: Fastify would wait for neither. */
async function registerRelay(app: TypedApp, services: Services, { origins }: Config): Promise<void> {
  const { rooms, draftRooms, access, store } = services
  await registerWebsocket(app, {
    rooms,
    draftRooms,
    sessionOf: access.sessionOf,
    isThere: async (board) => (await store.findBoard(board)) !== undefined,
    origins,
    log: app.log,
  })
}

interface RequestLogTools {
  readonly answered: (status: number) => void
}

/**
 * Gives every answer the id of its request (`x-request-id`). Log lines have the same id (`reqId`), so that
 * the log of a reported problem can be found. The id is always our own: a client's id could carry anything
 * into the log.
 */
function registerRequestLog(app: FastifyInstance, { answered }: RequestLogTools): void {
  app.addHook('onRequest', (request, reply, next) => {
    reply.header('x-request-id', request.id)
    next()
  })
  app.addHook('onResponse', (request, reply, next) => {
    answered(reply.statusCode)
    const ms = Math.round(reply.elapsedTime * 10) / 10
    request.log.info({ req: request, status: reply.statusCode, ms }, 'answered')
    next()
  })
}
