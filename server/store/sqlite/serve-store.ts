import type { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Archive, ArchiveFunctions } from '../../contracts/archive.ts'
import { archiveRows } from './archive-rows.ts'
import { sqliteBoards } from './boards.ts'
import { sqliteCheckpoints, type SqliteCheckpoints } from './checkpoints.ts'
import { openDatabase, storeError, type OpenDatabase } from './database.ts'
import { sqliteDeadlines } from './deadlines.ts'
import { sqliteDeletion } from './deletion.ts'
import { sqliteDevices } from './devices.ts'
import { sqliteLinkSecrets } from './link-secrets.ts'
import { sqliteDrafts } from './drafts.ts'
import { watchSpace } from './free-space.ts'
import { removeOldCopies } from './upgrade-copy.ts'
import { daily } from '../../basics/days.ts'
import { oneByOne } from '../../basics/yield-turn.ts'
import { SqliteLog } from './log.ts'
import { operationFacts } from './operations.ts'
import { sqliteAskings } from './askings.ts'
import { sqlitePairs } from './pairs.ts'
import { sqlitePhotos } from './photos.ts'
import { sqlitePolls } from './polls.ts'
import { sqlitePurposePages } from './purpose-pages.ts'
import type { FromThread, Request, SqliteSettings, SyncStore, ToThread } from './protocol.ts'
import { LogRepair } from './repair.ts'
import { refusal, RequestGroups } from './request-groups.ts'
import { sqliteSteps } from './steps.ts'
import { sqliteSessions } from './sessions.ts'
import { sqliteTemplates } from './templates.ts'

const emptyAgainMs = 1_000

const openedOnFullDisk =
  'the disk of the data folder is full: boards can be read, and nothing is saved until there is room'

/** Runs the store in this worker thread, which alone has the database: no fsync stops the main thread. */
export function serveStore(archive: ArchiveFunctions): void {
  const port = parentPort
  if (!port) throw new Error('the store runs in a worker thread')
  try {
    new StoreServer(port, workerData as SqliteSettings, archive).start()
  } catch (error) {
    port.postMessage({ kind: 'unusable', problem: storeError(error).message } satisfies FromThread)
    port.close()
  }
}

/** Collects requests into groups and answers each group after its commit. */
class StoreServer {
  readonly #port: MessagePort
  readonly #dir: string
  readonly #db: DatabaseSync
  readonly #database: OpenDatabase
  readonly #isShort: () => boolean
  readonly #archive: Archive
  readonly #groups: RequestGroups
  /** Requests and the archive share one connection. */
  readonly #inTurn = oneByOne()
  #waiting: Request[] = []
  #isScheduled = false
  #isClosing = false

  constructor(
    port: MessagePort,
    { dir, replay, floor }: SqliteSettings,
    { openArchive, lastGoodState }: ArchiveFunctions,
  ) {
    this.#port = port
    this.#dir = dir
    const isShort = watchSpace(dir, floor, () => performance.now())
    const database = openDatabase(dir)
    const { db } = database
    this.#isShort = isShort
    this.#database = database
    this.#db = db
    const warn = (problem: string): void => this.#warn(problem)
    const settled = (): void => this.#send({ kind: 'settled' })
    const repair = new LogRepair(db, lastGoodState, warn)
    const log = new SqliteLog(db, repair, () => (replay.isRecorded ? Date.now() : 0))
    const checkpoints = sqliteCheckpoints(db, settled)
    this.#archive = openArchive(
      archiveRows(db, { log, checkpoints, inTurn: this.#inTurn, settled, warn }),
      replay,
    )
    const operations = operationsOf(db, { log, checkpoints, archive: this.#archive, warn })
    this.#groups = new RequestGroups({ db, operations, log, isShort })
  }

  start(): void {
    this.#port.on('message', (message: ToThread) => {
      if (message.kind === 'close') this.#isClosing = true
      else this.#waiting.push(...message.requests)
      this.#schedule()
    })
    this.#send({ kind: 'ready' })
    if (this.#database.isAlone()) this.#warn(openedOnFullDisk)
    void this.#archive.next()
    daily(
      async () => removeOldCopies(this.#dir, Date.now()),
      (cause) => this.#warn(`removing an old copy of the database: ${String(cause)}`),
    )
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    // The loop delivers everything that has arrived before an immediate runs: that is the group.
    setImmediate(() => void this.#inTurn(() => this.#flush()))
  }

  async #flush(): Promise<void> {
    const group = this.#waiting
    this.#waiting = []
    this.#isScheduled = false
    if (group.length > 0) {
      try {
        await this.#answer(group)
      } catch (error) {
        this.#send({ kind: 'replies', replies: group.map((request) => refusal(request, error)) })
      }
      void this.#archive.next()
    }
    if (this.#isClosing) this.#close()
  }

  async #answer(group: readonly Request[]): Promise<void> {
    if (group.some(({ name }) => name === 'probe')) this.#shareDatabase()
    const replies = await this.#groups.run(group)
    if (group.some(({ name }) => operationFacts[name].destroys)) this.#emptyWriteAheadLog()
    const probes = new Set(group.flatMap(({ name, id }) => (name === 'probe' ? id : [])))
    this.#send({
      kind: 'replies',
      replies: replies.map((reply) => this.#groups.withObstacle(reply, probes.has(reply.id))),
    })
  }

  #close(): void {
    this.#archive.close()
    try {
      this.#database.close()
    } catch (error) {
      // Everything that was acknowledged is in the write-ahead log.
      this.#warn(`closing the database: ${storeError(error).message}`)
    }
    this.#send({ kind: 'closed' })
    this.#port.close()
  }

  /** A database that was opened on a full disk is shared as soon as there is room. */
  #shareDatabase(): void {
    if (!this.#database.isAlone() || this.#isShort()) return
    try {
      this.#database.share()
    } catch {
      // There is still no room. The probe itself says so.
    }
  }

  /** Destroyed bytes stay in the write-ahead log until it is emptied. */
  #emptyWriteAheadLog(): void {
    try {
      const isBusy = this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1
      // Another program reads the database, a backup for instance. Tried again once it is done.
      if (isBusy && !this.#isClosing) setTimeout(() => this.#emptyWriteAheadLog(), emptyAgainMs)
    } catch (error) {
      // The bytes are gone from the database. The next checkpoint empties the log.
      this.#warn(`emptying the write-ahead log: ${storeError(error).message}`)
    }
  }

  #warn(problem: string): void {
    this.#send({ kind: 'warning', problem })
  }

  #send(message: FromThread): void {
    this.#port.postMessage(message, [])
  }
}

interface OperationParts {
  readonly log: SqliteLog
  readonly checkpoints: SqliteCheckpoints
  readonly archive: Archive
  readonly warn: (problem: string) => void
}

/** The operations on one database. They run in the turn of their group. */
export function operationsOf(
  db: DatabaseSync,
  { log, checkpoints, archive, warn }: OperationParts,
): SyncStore {
  const append: SyncStore['append'] = (...args) => log.append(...args)
  const photos = sqlitePhotos(db, warn)
  const deadlines = sqliteDeadlines(db)
  const touch = db.prepare('UPDATE probe SET count = count + 1')
  return {
    ...sqliteBoards(db, append),
    ...sqliteSessions(db),
    ...sqliteDevices(db),
    ...sqliteLinkSecrets(db),
    ...sqlitePolls(db, deadlines),
    deadlines: deadlines.all,
    ...sqliteSteps(db),
    ...sqlitePairs(db),
    ...sqliteAskings(db),
    ...sqliteDrafts(db, append, photos.showPhotos),
    ...photos,
    ...sqliteDeletion(db),
    ...sqliteTemplates(db),
    ...sqlitePurposePages(db),
    ...checkpoints,
    ...archive,
    append,
    storedBytes: (board) => log.storedBytes(board),
    load: (board) => log.load(board),
    probe: () => void touch.run(),
  }
}
