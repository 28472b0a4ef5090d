import { randomBytes } from 'node:crypto'
import type { Migration } from '#shared/board/migrate.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { createAccess, type Access } from './access/access.ts'
import { hashSecret, newLinkSecret, newPublicId } from './access/secret.ts'
import { createBoardServices, type ActivityServices } from './activities/board-services.ts'
import { DeadlineClock } from './deadlines/clock.ts'
import { templateCheck } from './activities/template-check.ts'
import { figuresPace, type BeatPace } from './basics/steady-beat.ts'
import { temporaryFoldersIn, type NewTemporaryFolder } from './basics/temporary-folders.ts'
import { InProcessBus } from './bus/in-process-bus.ts'
import type { Config } from './config.ts'
import type { BoardServices } from './contracts/activity.ts'
import type { Bus } from './contracts/bus.ts'
import type { RelayLog } from './contracts/live-board.ts'
import type { Store } from './contracts/store.ts'
import { createMemoryPools } from './documents/memory-pools.ts'
import { createDraftRooms, type DraftRooms } from './drafts/draft-rooms.ts'
import { createGuard } from './guard/guard.ts'
import { createHistory, type History } from './history/history.ts'
import { withNews } from './ops/audit-log.ts'
import type { Metrics } from './ops/metrics.ts'
import type { Happening } from './ops/webhooks.ts'
import { Decoder } from './photos/decoder.ts'
import { createPhotoIndex, photosIn, storyPhotosIn, type PhotoIndex } from './photos/photo-index.ts'
import { createPhotos, type Photos } from './photos/photos.ts'
import { publicDeadline } from './contracts/askings.ts'
import { PublicAskings } from './purpose/public-askings.ts'
import { EvidenceKey } from './purpose/evidence-key.ts'
import { PurposePages } from './purpose/purpose-pages.ts'
import { createRooms, followBoardEvents, type Rooms } from './relay/rooms.ts'
import { openRenderer } from './report/render-queue.ts'
import type { Renderer } from './report/renderer.ts'
import { createRetention, type Retention } from './admin/retention.ts'
import { readBuiltIn } from './templates/new-agenda.ts'
import type { TemplateCheck } from './templates/check-template.ts'
import { Templates } from './templates/templates.ts'

/** The parts of the server that routes and sweeps use. */
export interface Services {
  readonly store: Store
  readonly access: Access
  readonly bus: Bus
  readonly rooms: Rooms
  /** Runs a command on an open board. */
  readonly runCommand: BoardServices['run']
  readonly draftRooms: DraftRooms
  readonly history: History
  readonly retention: Retention
  readonly photoIndex: PhotoIndex
  readonly photos: Photos
  readonly renderer: Renderer
  readonly newFolder: NewTemporaryFolder
  readonly purposePages: PurposePages
  readonly publicAskings: PublicAskings
  readonly evidenceKey: EvidenceKey
  readonly templateCheck: TemplateCheck
  readonly templates: Templates
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Ends the clock and the child processes, and then the store. Rooms are closed before, with their websockets. */
  readonly close: () => Promise<void>
}

export interface ServiceOptions {
  readonly config: Config
  readonly store: Store
  readonly metrics: Metrics
  readonly log: RelayLog
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How long the server was away for this board, told once. */
  readonly awayMs: (board: string) => number
  /** When figures about people may change. */
  readonly pace?: BeatPace | undefined
  /** The migrations of shared/board/migrate.ts, unless a test brings its own. */
  readonly migrations?: readonly Migration[] | undefined
  /** Memory of all open documents, in bytes. Left out: a part of the heap's limit. */
  readonly documentsMemory?: number | undefined
  /** Takes news of boards. */
  readonly tell: (happening: Happening) => void
}

/**
 * A board without connections stays in memory a little: people reload, and phones come back. Not measured.
 */
const boardIdleMs = 60_000
/** Drafts are small and quickly read, and there may be thousands. Not measured. */
const draftIdleMs = 20_000

export function createServices(options: ServiceOptions): Services {
  const { config, store, metrics, log, now } = options
  const bus = new InProcessBus((event, cause) =>
    log.error({ board: event.board, event: event.kind, err: cause }, 'an event could not be handled'),
  )
  const history = createHistory({
    store,
    withBoard: async (id, use) => rooms.withBoard(id, use),
    restored: async (board) => restored(board),
    now,
    log,
  })
  const retention = createRetention({ store, days: config.keepDays, now })
  const photoIndex = createPhotoIndex({ store, now, log })
  const { rooms, runCommand, draftRooms, clock, restored, publicAskings } = openRooms(options, {
    bus,
    history,
    photoIndex,
    retention,
  })
  const renderer = openRenderer({
    entry: new URL('./render-main.ts', import.meta.url),
    ...(config.memoryBytes !== null && { memoryBytes: config.memoryBytes }),
  })
  const decoder = new Decoder({ pixels: config.photos.pixels })
  const photos = createPhotos({
    store,
    photoIndex,
    decoder,
    rooms,
    now,
    boardBytes: config.photos.boardBytes,
    kept: metrics.photoKept,
  })
  const newFolder = temporaryFoldersIn(config.dataDir, (cause) =>
    log.warn({ err: cause }, 'files of a server that was killed could not be removed'),
  )
  const purposePages = new PurposePages({
    store,
    renderer,
    decoder,
    snapshot: rooms.snapshot,
    storyPhotos: async (board) => rooms.withBoard(board, async ({ read }) => read(storyPhotosIn)),
    newFolder,
    now,
    failed: (cause) => log.warn({ err: cause }, 'a part of a purpose page was lost'),
  })
  return {
    store,
    retention,
    purposePages,
    publicAskings,
    evidenceKey: new EvidenceKey(store),
    now,
    access: createAccess({ store, joinsAtOnce: config.limits.joins, now }),
    bus,
    rooms,
    runCommand,
    draftRooms,
    history,
    photoIndex,
    photos,
    renderer,
    newFolder,
    templateCheck,
    templates: new Templates({
      store,
      check: templateCheck,
      builtIn: readBuiltIn(),
      now,
      newId: newPublicId,
      newSecret: newLinkSecret,
      hashOf: hashSecret,
    }),
    close: async () => {
      await clock.close()
      await Promise.all([renderer.close(), decoder.close(), purposePages.close()])
      await store.close()
    },
  }
}

function openRooms(
  {
    config,
    store,
    metrics,
    log,
    now,
    awayMs,
    pace = figuresPace,
    migrations,
    documentsMemory,
    tell,
  }: ServiceOptions,
  { bus, history, photoIndex, retention }: Pick<Services, 'bus' | 'history' | 'photoIndex' | 'retention'>,
): Pick<Services, 'rooms' | 'runCommand' | 'draftRooms'> &
  Pick<ActivityServices, 'restored'> & { readonly clock: DeadlineClock } & Pick<Services, 'publicAskings'> {
  const { observer } = metrics
  const { keepBefore } = history
  const memory = createMemoryPools(documentsMemory, config.memoryBytes ?? undefined)
  const draftRooms = createDraftRooms({
    store,
    bus,
    memory,
    photoIndex,
    openBoard: async (board) => {
      try {
        await rooms.withBoard(board, async () => {})
      } catch (cause) {
        // The desk opens all the same; the person's connection to the board says what is wrong.
        log.warn({ board, err: cause }, 'the board of a desk could not be opened')
      }
    },
    log,
    now,
    idleMs: draftIdleMs,
    observer,
  })
  const releasePhoto = releasing(store, draftRooms)
  const services = withNews(
    createBoardServices({
      boards: store,
      polls: store,
      pairs: store,
      askings: store,
      draftRows: store,
      people: store,
      steps: store,
      drafts: draftRooms,
      keepBefore,
      photos: { mayUse: photoIndex.mayUse, release: releasePhoto },
      onDeadline: (deadline) => clock.added(deadline),
      now,
      awayMs,
      randomBytes,
      pace,
      log,
    }),
    tell,
  )
  const rooms = createRooms({
    store,
    guard: createGuard('board', photoIndex.mayUse, undefined, now),
    opening: async (board, doc) => {
      await photoIndex.open(doc, { board, owner: null })
      releaseLeftOver(board, photoIndex.sendersOfUnsigned(doc), releasePhoto, log)
    },
    poolOf: () => memory.boards.pool,
    bounds: memory.boards.bounds,
    ...(migrations && { migrations }),
    services,
    removing: (board) => keepBefore(board, CheckpointReason.removal),
    log,
    now,
    expiresAt: retention.expiresAt,
    idleMs: boardIdleMs,
    observer,
  })
  const publicAskings = new PublicAskings({
    keepsDeleted: config.postgres !== undefined,
    store,
    randomBytes,
    onDeadline: (deadline) => clock.added(deadline),
    now,
  })
  const clock = new DeadlineClock({
    store,
    act: async (deadline) =>
      deadline.activity === publicDeadline
        ? publicAskings.deadlinePassed(deadline.id)
        : rooms.withBoard(deadline.board, async () => services.deadlinePassed(deadline)),
    isOurs:
      config.postgres?.address == null ? undefined : async (board) => (await store.ownerOf(board)) === null,
    now,
    log,
  })
  followBoardEvents(rooms, bus)
  return { rooms, runCommand: services.run, draftRooms, clock, publicAskings, restored: services.restored }
}

type Release = (board: string, participant: string, photo: string) => Promise<void>

/** A photo that is also in a draft of this participant stays theirs: without them the sweep would destroy it. */
function releasing(store: Store, drafts: DraftRooms): Release {
  return async (board, participant, photo) =>
    drafts.withDrafts({ board, participant }, async ({ read }) => {
      if (!read(photosIn).includes(photo)) await store.releasePhoto(board, participant, photo)
    })
}

/** The server may have ended between a note and the release. It waits for none of them: a desk waits for its board. */
function releaseLeftOver(
  board: string,
  senders: ReturnType<PhotoIndex['sendersOfUnsigned']>,
  release: Release,
  log: RelayLog,
): void {
  for (const [participant, photo] of senders)
    release(board, participant, photo).catch((cause: unknown) =>
      log.warn({ board, err: cause }, 'the sender of a picture could not be forgotten'),
    )
}
