import { statfsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { PhaseNotes } from '#shared/agenda/phase-notes.ts'
import type { Archive, ArchiveFunctions } from '../../contracts/archive.ts'
import type { LinkSecretStore, LinkSeals } from '../../contracts/link-secrets.ts'
import type { PairStore } from '../../contracts/pairs.ts'
import { archiveRows } from './archive-rows.ts'
import { sqliteBoards } from './boards.ts'
import { sqliteCheckpoints, type SqliteCheckpoints } from './checkpoints.ts'
import { openDatabase, storeError, type OpenDatabase } from './database.ts'
import { sqliteDeadlines } from './deadlines.ts'
import { sqliteDeletion } from './deletion.ts'
import { sqliteDevices } from './devices.ts'
import { sqliteDrafts } from './drafts.ts'
import { removeOldCopies } from './upgrade-copy.ts'
import { daily } from '../../basics/days.ts'
import { oneByOne } from '../../basics/yield-turn.ts'
import { SqliteLog } from './log.ts'
import { operationFacts } from './operations.ts'
import { sqliteAskings } from './askings.ts'
import { sqliteEvidence } from './evidence.ts'
import { sqlitePhotos } from './photos.ts'
import { sqlitePolls } from './polls.ts'
import { sqlitePublicAskings } from './public-askings.ts'
import { sqlitePurposePages } from './purpose-pages.ts'
import type { FromThread, Request, SqliteSettings, SyncStore, ToThread } from './protocol.ts'
import { LogRepair } from './repair.ts'
import { refusal, RequestGroups } from './request-groups.ts'
import { sqliteSessions } from './sessions.ts'
import { sqliteTemplates } from './templates.ts'
import { sqliteTokens } from './tokens.ts'

/**
 * Free space that is kept for the last requests on a full disk: deletions, closing votes, the write-ahead log. On a
 * small disk it is a twentieth. Not measured.
 */
const floorBytes = 268_435_456
const floorShare = 1 / 20

/** Often enough for the growth of one second. */
const lookAgainMs = 1_000

/** Tells whether too little of the folder's disk is free for anything to grow. `now` is of a steady clock. */
function watchSpace(dir: string, floor: number | undefined, now: () => number): () => boolean {
  let lookedAt = -Infinity
  let isShort = false
  return () => {
    if (now() - lookedAt < lookAgainMs) return isShort
    lookedAt = now()
    try {
      const { bavail, blocks, bsize } = statfsSync(dir)
      isShort = bavail * bsize < (floor ?? Math.min(floorBytes, blocks * bsize * floorShare))
    } catch {
      // This file system does not tell. SQLite will, once the disk is full.
      isShort = false
    }
    return isShort
  }
}

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
    ...sqlitePublicAskings(db, deadlines),
    ...sqliteDrafts(db, append, photos.showPhotos),
    ...photos,
    ...sqliteDeletion(db),
    ...sqliteTemplates(db),
    ...sqliteTokens(db),
    ...sqliteEvidence(db),
    ...sqlitePurposePages(db),
    ...checkpoints,
    ...archive,
    append,
    storedBytes: (board) => log.storedBytes(board),
    load: (board) => log.load(board),
    probe: () => void touch.run(),
  }
}

/** Sealed secrets of links, and the keys to them, in columns beside the links, sessions and device links. */
function sqliteLinkSecrets(db: DatabaseSync): Pick<SyncStore, keyof LinkSecretStore> {
  // A device link has its key from a session. It works no longer than the session does.
  const isHeld = `(
    EXISTS (SELECT 1 FROM links WHERE board = ?1 AND is_active = 1 AND links_key IS NOT NULL)
    OR EXISTS (SELECT 1 FROM sessions WHERE board = ?1 AND has_ended = 0 AND links_key IS NOT NULL))`
  const sql = {
    board: db.prepare(`SELECT links_key FROM boards WHERE id = ?1 AND ${isHeld}`),
    links: db.prepare(
      'SELECT role, hash, sealed, links_key AS key FROM links WHERE board = ? AND is_active = 1',
    ),
    holder: db.prepare(`
      SELECT links_key FROM sessions WHERE hash = ?1 AND board = ?2 AND has_ended = 0
      UNION ALL SELECT links_key FROM handovers WHERE hash = ?1 AND board = ?2`),
    putBoard: db.prepare(`
      UPDATE boards SET links_key = ?2 WHERE id = ?1 AND coalesce(links_key, ?2) = ?2`),
    replaceKey: db.prepare(`UPDATE boards SET links_key = ?2 WHERE id = ?1 AND NOT ${isHeld}`),
    dropSealed: db.prepare('UPDATE links SET sealed = NULL WHERE board = ?'),
    putLink: db.prepare(`
      UPDATE links SET sealed = coalesce(?, sealed), links_key = coalesce(?, links_key)
      WHERE board = ? AND hash = ? AND is_active = 1`),
    putSession: db.prepare(
      'UPDATE sessions SET links_key = ? WHERE board = ? AND hash = ? AND has_ended = 0',
    ),
    putDeviceLink: db.prepare('UPDATE handovers SET links_key = ? WHERE board = ? AND hash = ?'),
  }
  return {
    sealsOf: (board, holder) => ({
      publicKey: bytesOrNull(sql.board.get(board)?.['links_key']),
      links: sql.links.all(board).map((row) => ({ ...row }) as unknown as LinkSeals['links'][number]),
      key: bytesOrNull(sql.holder.get(holder, board)?.['links_key']),
    }),
    keepSeals: (board, { publicKey, links, holders }) => {
      if (sql.putBoard.run(board, publicKey).changes === 0) {
        if (sql.replaceKey.run(board, publicKey).changes === 0) return false
        // Nobody can open them any more.
        sql.dropSealed.run(board)
      }
      for (const { hash, sealed, key } of links) sql.putLink.run(sealed, key, board, hash)
      for (const { hash, key } of holders) {
        sql.putSession.run(key, board, hash)
        sql.putDeviceLink.run(key, board, hash)
      }
      return true
    },
  }
}

function bytesOrNull(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null
}

/** Yeses to "same idea?". Each operation runs in the transaction of its request. */
function sqlitePairs(db: DatabaseSync): Pick<SyncStore, keyof PairStore> {
  const findKey = db.prepare('SELECT key FROM pair_keys WHERE board = ?')
  const addKey = db.prepare('INSERT INTO pair_keys (board, key) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const add = db.prepare(
    'INSERT INTO pair_yeses (board, pair, voter) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = db.prepare('DELETE FROM pair_yeses WHERE board = ? AND pair = ? AND voter = ?')
  const count = db.prepare('SELECT count(*) AS yeses FROM pair_yeses WHERE board = ? AND pair = ?')
  const find = db.prepare('SELECT 1 FROM pair_yeses WHERE board = ? AND pair = ? AND voter = ?')
  const counts = db.prepare(
    'SELECT pair, count(*) AS yes FROM pair_yeses WHERE board = ? GROUP BY pair ORDER BY pair',
  )
  const forget = db.prepare('DELETE FROM pair_yeses WHERE board = ? AND pair = ?')
  const forgetAll = ['pair_yeses', 'pair_keys'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE board = ?`),
  )
  return {
    pairKeyOf: (board) => {
      const key = findKey.get(board)?.['key']
      return typeof key === 'string' ? key : undefined
    },
    pairCountsOf: (board) =>
      counts.all(board).map(({ pair, yes }) => ({ pair: String(pair), yes: Number(yes) })),
    setPairYes: ({ board, key, pair, voter, isYes }) => {
      addKey.run(board, key)
      if (isYes) add.run(board, pair, voter)
      else remove.run(board, pair, voter)
      return Number(count.get(board, pair)?.['yeses'])
    },
    ownPairs: (board, asked) =>
      asked.filter(({ pair, voter }) => find.get(board, pair, voter) !== undefined).map(({ pair }) => pair),
    forgetPairs: (board, pair) => {
      if (pair === undefined) for (const statement of forgetAll) statement.run(board)
      else forget.run(board, pair)
    },
  }
}

/** People who are done with the running step. Only those of the newest move are kept. */
function sqliteSteps(
  db: DatabaseSync,
): Pick<SyncStore, 'doneInStep' | 'setStepDone' | 'forgetStepsDone' | 'phaseNotes' | 'keepPhaseNotes'> {
  const find = db.prepare('SELECT participant FROM steps_done WHERE board = ? AND move = ?')
  const add = db.prepare(
    'INSERT INTO steps_done (board, move, participant) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = db.prepare('DELETE FROM steps_done WHERE board = ? AND move = ? AND participant = ?')
  const forget = db.prepare('DELETE FROM steps_done WHERE board = ? AND move < ?')
  const forgetAll = db.prepare('DELETE FROM steps_done WHERE board = ?')
  const notesOf = db.prepare('SELECT notes FROM phase_notes WHERE board = ?')
  const keepNotes = db.prepare('INSERT OR REPLACE INTO phase_notes (board, notes) VALUES (?, ?)')
  return {
    phaseNotes: (board) => {
      const row = notesOf.get(board)
      return row ? (JSON.parse(String(row['notes'])) as PhaseNotes) : {}
    },
    keepPhaseNotes: (board, notes) => void keepNotes.run(board, JSON.stringify(notes)),
    doneInStep: (board, move) => find.all(board, move).map(({ participant }) => String(participant)),
    setStepDone: (board, move, participant, isDone) => {
      forget.run(board, move)
      if (isDone) add.run(board, move, participant)
      else remove.run(board, move, participant)
    },
    forgetStepsDone: (board) => void forgetAll.run(board),
  }
}
