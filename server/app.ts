import type { Migration } from '#shared/board/migrate.ts'
import type { Access } from './access/access.ts'
import { createHostCommands, type HostCommands } from './admin/host-commands.ts'
import { rememberLinks } from './access/remembered-links.ts'
import { rememberNewSessions } from './access/remembered-sessions.ts'
import type { BeatPace } from './basics/steady-beat.ts'
import type { Config } from './config.ts'
import type { RelayLog } from './contracts/live-board.ts'
import type { Store } from './contracts/store.ts'
import { startDailySweeps } from './daily-sweeps.ts'
import { createHttpServer, type LogTarget } from './http-server.ts'
import { meteredStore, createMetrics } from './ops/metrics.ts'
import { openAuditLog } from './ops/audit-log.ts'
import { readOutage } from './ops/outage.ts'
import { openNode, type Node } from './ops/node.ts'
import { watchRequests } from './ops/seen-requests.ts'
import { watchProgram } from './ops/program.ts'
import { backUpDaily, makeWritable, newestBackup } from './ops/scheduled-backups.ts'
import { dropWebhooks, openWebhooks, type Happening } from './ops/webhooks.ts'
import { registerRoutes } from './register-routes.ts'
import { deleteBoard, type Rooms } from './relay/rooms.ts'
import { addStats } from './relay/stats.ts'
import { languagesWithoutFont } from './report/fonts.ts'
import { forwardToOwners, hopSecret, type OtherServers } from './routes/owners.ts'
import type { TypedApp } from './routes/refuse.ts'
import { createServices, type Services } from './services.ts'
import { openStore } from './open-store.ts'

export interface App {
  /** Not listening yet. */
  readonly app: TypedApp
  readonly store: Store
  readonly access: Access
  readonly rooms: Rooms
  /** Commands of the host. `origin`: the beginning of links. */
  readonly hostCommands: (origin: string) => HostCommands
  /** Everything that was received is on disk when it settles. */
  readonly close: () => Promise<void>
}

export interface AppOptions {
  /** Receives the log lines instead of the standard output. */
  readonly logTo?: LogTarget
  /** Wraps the store, for measurements. */
  readonly around?: (store: Store) => Store
  /** The migrations of shared/board/migrate.ts, unless a test brings its own. */
  readonly migrations?: readonly Migration[]
  /** Milliseconds since 1970, unless a test has its own clock. */
  readonly now?: () => number
  /** When figures about people may change, unless a test is in a hurry. */
  readonly pace?: BeatPace
  /** Memory of all open documents, in bytes. Left out: a part of the heap's limit. */
  readonly documentsMemory?: number
  /** The store has ended by itself: nothing can be read or saved any more. The log has the reason. */
  readonly storeLost?: () => void
}

/**
 * The one place that chooses implementations. Rejects with a `StoreError` when the data folder cannot be
 * used.
 */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const { logTo, around, migrations, pace, documentsMemory, storeLost } = options
  const { backups, dataDir } = config
  const node = openNode()
  const now = options.now ?? node.now
  if (backups) await makeWritable(backups.dir)
  const program = await watchProgram((version) =>
    app.log.warn({ version }, 'the files of this server were replaced; restart it to run the new version'),
  )
  const metrics = createMetrics(() => addStats(services.rooms.stats(), services.draftRooms.stats()), {
    dataDir,
    countBoards: () => store.countBoards(),
    backedUpAt: async () => (backups ? newestBackup(backups.dir) : null),
    isReplaced: async () => (await program.replacedBy()) !== null,
    ...(config.postgres?.address != null && { node: node.figures }),
  })
  const opened = await openStore(config.dataDir, {
    warn: (problem) => app.log.warn({ problem }, 'store'),
    lost: (problem) => {
      app.log.fatal({ problem }, 'the store has ended by itself')
      storeLost?.()
    },
    news: (news) => node.heard(news, (problem) => app.log.warn({ problem }, 'store')),
    replay: { isRecorded: config.replayDays > 0 },
    postgres: config.postgres,
  })
  const metered = meteredStore(around?.(opened) ?? opened, metrics.committed)
  const store = rememberNewSessions(rememberLinks(metered, node.onLost), node.onLost, () => dropAll(services))
  const app = createHttpServer(config, logTo)
  const { log } = app
  const outage = readOutage(dataDir, now, (cause) =>
    log.warn({ err: cause }, 'the clocks of the boards cannot wait for the next start'),
  )
  const webhooks = config.webhooks && (await openWebhooks(config.webhooks, { dataDir, now, log }))
  if (!webhooks) await dropWebhooks(dataDir)
  const tell = (happening: Happening): void => webhooks?.tell(happening)
  const services: Services = createServices({
    config,
    awayMs: outage.awayMs,
    store,
    metrics,
    log,
    now,
    pace,
    migrations,
    documentsMemory,
    tell,
  })
  services.bus.subscribe(async ({ kind, board }) => {
    if (kind === 'boardDeleted') await webhooks?.forget(board)
  })
  warnOfMissingFonts(log)
  // Made at the first start. A full disk has no room for it yet: then it is made when it is needed.
  await services.evidenceKey
    .publicKey()
    .catch((cause: unknown) => log.warn({ err: cause }, 'no key for evidence yet'))
  const { opening } = config
  const seen = watchRequests(app, opening.by === 'header' ? opening.header : null)
  const audit = openAuditLog(dataDir, now, (cause) =>
    log.warn({ err: cause }, 'what was done could not be noted in audit.log'),
  )
  const others = await meetOthers(app, { config, services, store: metered, node, log })
  const { replacedBy } = program
  await registerRoutes(app, services, { config, metrics, replacedBy, audit, tell, others })
  // The disk may be full already. Then even the first people are told.
  await services.rooms.checkStore()
  const remove = async (board: string): Promise<void> =>
    deleteBoard(board, services.rooms, store, services.bus)
  const expire = async (board: string): Promise<void> => {
    // Another server does it.
    if ((await store.ownerOf(board)) !== null) return
    await remove(board)
    audit.note('board.expired', { board, by: 'server' })
  }
  const sweeps = startDailySweeps(services, config, { now, log, expire })
  const daily = backups && backUpDaily({ ...backups, dataDir }, { now, log })
  app.addHook('onClose', async () => {
    sweeps.close()
    daily?.close()
    program.close()
    metrics.close()
    await audit.flush()
    await webhooks?.close()
    await services.close()
    outage.ends()
  })
  const { access, rooms } = services
  const hostCommands: App['hostCommands'] = (origin) =>
    createHostCommands({
      ...services,
      origin,
      audit,
      seen,
      now,
      remove,
      isOneOfSeveral: config.postgres?.address != null,
    })
  return { app, store, access, rooms, hostCommands, close: () => app.close() }
}

/** Whoever is here has to show their session again. */
function dropAll({ rooms, draftRooms }: Pick<Services, 'rooms' | 'draftRooms'>): void {
  rooms.dropAll()
  draftRooms.dropAll()
}

interface OwnParts {
  readonly config: Config
  readonly services: Services
  /** Remembers nothing: a board may just have moved. */
  readonly store: Store
  readonly node: Node
  readonly log: RelayLog
}

/** Where several servers share a database, each request of a board goes to the one that has it. */
async function meetOthers(
  app: TypedApp,
  { config, services, store, node, log }: OwnParts,
): Promise<OtherServers> {
  if (config.postgres?.address == null) return { passOn: async () => false, passFile: async () => false }
  node.onLost(() => dropAll(services))
  const secret = hopSecret(await services.evidenceKey.privateKey())
  return forwardToOwners(app, { store, secret, basePath: config.basePath, log, counted: node.counted })
}

/** Logs one line when fonts of optional packages are not installed. */
function warnOfMissingFonts(log: Pick<RelayLog, 'warn'>): void {
  const languages = languagesWithoutFont()
  if (languages.length === 0) return
  log.warn(
    { languages },
    'fonts are not installed: exported files show □ for these languages; npm ci installs them',
  )
}
