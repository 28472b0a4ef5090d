import { parentPort, workerData, type Transferable } from 'node:worker_threads'
import { watchSpace } from './free-space.ts'
import { sqliteBoards } from './boards.ts'
import { sqliteCheckpoints } from './checkpoints.ts'
import { openDatabase, storeError } from './database.ts'
import { sqliteDeadlines } from './deadlines.ts'
import { sqliteDeletion } from './deletion.ts'
import { startFolding } from './folding.ts'
import { sqliteDesks } from './drafts.ts'
import { sqliteDevices } from './devices.ts'
import { sqliteLog } from './log.ts'
import type { FromWorker, Operation, Reply, SyncStore, ToWorker } from './protocol.ts'
import { sqlitePhotos } from './photos.ts'
import { sqliteReplays, type ReplaySettings } from './replays.ts'
import { sqliteRounds } from './polls.ts'
import { StoreError } from '../../contracts/store-error.ts'

/**
 * The thread that owns the database, so that no fsync stops the relay. All requests that wait become one
 * transaction (group commit), each in a savepoint of its own; answers leave after the commit.
 */
export interface SqliteSettings {
  readonly dir: string
  readonly replay: ReplaySettings
  /** Bytes that stay free on the disk; left out: what free-space.ts says. */
  readonly floor?: number | undefined
}

type Request = Extract<ToWorker, { kind: 'request' }>

type Together =
  | { readonly kind: 'answered'; readonly replies: readonly Reply[] }
  | { readonly kind: 'damage'; readonly met: Request; readonly reply: Reply }

const reads: ReadonlySet<Operation> = new Set([
  'findBoard',
  'unfinishedBoards',
  'linksOf',
  'findLink',
  'findLinkByCode',
  'findSession',
  'findRevokedSession',
  'sessionsOfPerson',
  'findDeviceLink',
  'countParticipants',
  'storedBytes',
  'load',
  'loadDrafts',
  'draftOwnersOf',
  'boardsOfOldDrafts',
  'isReading',
  'checkpointsOf',
  'readCheckpoint',
  'readPhoto',
  'photosOf',
  'isInCheckpoint',
  'oldPhotos',
  'wantReplay',
  'isReplaying',
  'boardsOfReplays',
  'replayOf',
  'readReplay',
  'roundsOf',
  'deadlines',
  'findRound',
  'dotsOf',
  'votersOf',
])

/** Ballots of a closed round, drafts revealed or forgotten, deleted boards and replays: in no file afterwards. */
const destroys: ReadonlySet<Operation> = new Set([
  'closeRound',
  'revealDrafts',
  'sweepDrafts',
  'dropPhotos',
  'deleteBoard',
  'beginDeletion',
  'clearReplay',
  'sweepReplays',
])

/** Takes more of the disk for good. Whatever frees some of it, or ends what is under way, goes on to the last byte. */
const grows: ReadonlySet<Operation> = new Set([
  'createBoard',
  'copyPhotos',
  'createSession',
  'putDeviceLink',
  'useDeviceLink',
  'append',
  'appendDrafts',
  'revealDrafts',
  'keepCheckpoint',
  'putPhoto',
  'openRound',
  'changeDots',
  'probe',
])

const emptyAgainMs = 1_000
/** A damaged page may hold the rows of a dozen boards. */
const boardsTried = 64

const port = parentPort
if (!port) throw new Error('worker.ts runs as a worker thread')

function send(message: FromWorker, transfer: Transferable[] = []): void {
  port?.postMessage(message, transfer)
}

try {
  serve()
} catch (error) {
  send({ kind: 'unusable', problem: storeError(error).message })
  port.close()
}

function serve(): void {
  const { dir, replay, floor } = workerData as SqliteSettings
  const isShort = watchSpace(dir, floor, () => performance.now())
  const { db, close } = openDatabase(dir)
  const warn = (problem: string): void => send({ kind: 'warning', problem })
  const read = (): void => send({ kind: 'read' })
  const log = sqliteLog(db, warn, () => (replay.isRecorded ? Date.now() : 0))
  const checkpoints = sqliteCheckpoints(db, read)
  const replays = sqliteReplays(db, replay, read, warn)
  const folding = startFolding(db, log, checkpoints, replays, warn)
  const photos = sqlitePhotos(db, warn)
  const deadlines = sqliteDeadlines(db)
  const touch = db.prepare('UPDATE probe SET count = count + 1')
  const operations: SyncStore = {
    ...sqliteBoards(db, log.append),
    ...sqliteDevices(db),
    ...sqliteRounds(db, deadlines),
    deadlines: deadlines.all,
    ...sqliteDesks(db, log.append, photos.operations.showPhotos),
    ...photos.operations,
    copyPhotos: photos.copy,
    isReading: checkpoints.isReading,
    keepCheckpoint: checkpoints.keepCheckpoint,
    checkpointsOf: checkpoints.checkpointsOf,
    readCheckpoint: checkpoints.readCheckpoint,
    wantReplay: replays.wantReplay,
    isReplaying: replays.isReplaying,
    replayOf: replays.replayOf,
    readReplay: replays.readReplay,
    clearReplay: replays.clearReplay,
    boardsOfReplays: replays.boardsOfReplays,
    sweepReplays: replays.sweepReplays,
    ...sqliteDeletion(db),
    append: log.append,
    storedBytes: log.storedBytes,
    load: log.load,
    probe: () => {
      touch.run()
    },
  }

  let waiting: Request[] = []
  let isScheduled = false
  let isClosing = false

  port?.on('message', (message: ToWorker) => {
    if (message.kind === 'close') isClosing = true
    else waiting.push(message)
    if (isScheduled) return
    isScheduled = true
    // The loop delivers everything that has arrived before an immediate runs: that is the group.
    setImmediate(flush)
  })
  send({ kind: 'ready' })
  folding.next()

  function flush(): void {
    const batch = waiting
    waiting = []
    isScheduled = false
    if (batch.length > 0) {
      try {
        answer(batch)
      } catch (error) {
        reply(batch.map((request) => refused(request, error)))
      }
      folding.next()
    }
    if (!isClosing) return
    folding.close()
    try {
      close()
    } catch (error) {
      // What was acknowledged is in the write-ahead log.
      warn(`closing the database: ${storeError(error).message}`)
    }
    send({ kind: 'closed' })
    port?.close()
  }

  function answer(batch: readonly Request[]): void {
    // What could not be rolled back when it failed is not there for anybody, and nothing joins it.
    if (db.isTransaction) rollBack()
    const alone: Reply[] = []
    let group = batch
    let together = answerTogether(group)
    while (together.kind === 'damage') {
      const { met, reply } = together
      alone.push(reads.has(met.name) ? run(met) : reply)
      group = group.filter((request) => request !== met)
      together = answerTogether(group)
    }
    if (batch.some((request) => destroys.has(request.name))) emptyWriteAheadLog()
    const probes = new Set(batch.flatMap(({ name, id }) => (name === 'probe' ? id : [])))
    reply([...together.replies, ...alone].map((answer) => lookedAt(answer, probes.has(answer.id))))
  }

  /** SQLite ends a transaction in which a damaged page was met: it is to be tried again without the one who met it. */
  function answerTogether(group: readonly Request[]): Together {
    const replies: Reply[] = []
    if (group.every((request) => reads.has(request.name)))
      return { kind: 'answered', replies: group.map((request) => run(request)) }
    try {
      db.exec('BEGIN IMMEDIATE')
      for (const request of group) {
        const reply = reads.has(request.name) ? run(request) : runInSavepoint(request)
        if (!reply.ok && reply.kind === 'damage') {
          rollBack()
          return { kind: 'damage', met: request, reply }
        }
        replies.push(reply)
      }
      db.exec('COMMIT')
      return { kind: 'answered', replies }
    } catch (error) {
      rollBack()
      // Nothing was written, so what was only to be read is read again: a full disk does not close the boards.
      const again = group.map((request) => (reads.has(request.name) ? run(request) : refused(request, error)))
      return { kind: 'answered', replies: again }
    }
  }

  /** Where no board’s log can be added to, damage is everybody’s; and whoever probes asks just that. */
  function lookedAt(reply: Reply, isProbe: boolean): Reply {
    const isDamage = !reply.ok && reply.kind === 'damage'
    const obstacle = isDamage || isProbe ? obstacleToAdding() : undefined
    return obstacle === undefined ? reply : { id: reply.id, ok: false, problem: obstacle, kind: 'disk' }
  }

  /** Of some boards taken at random: one whose own rows are damaged says nothing of the others. */
  function obstacleToAdding(): string | undefined {
    let obstacle: string | undefined
    const tried = new Set<string>()
    for (let draw = 0; draw < boardsTried; draw += 1) {
      try {
        db.exec('BEGIN IMMEDIATE')
        log.tryAdding(tried)
        return undefined
      } catch (error) {
        obstacle = storeError(error).message
      } finally {
        rollBack()
      }
    }
    return obstacle
  }

  function runInSavepoint(request: Request): Reply {
    db.exec('SAVEPOINT request')
    const done = run(request)
    // A full disk makes SQLite end the whole transaction, and the group fails together.
    if (!db.isTransaction)
      throw done.ok
        ? new StoreError('the transaction ended')
        : new StoreError(done.problem, { kind: done.kind })
    if (!done.ok) {
      db.exec('ROLLBACK TO request')
      log.recount()
    }
    db.exec('RELEASE request')
    return done
  }

  function run({ id, name, args }: Request): Reply {
    try {
      if (grows.has(name) && isShort()) throw new StoreError('the disk is nearly full')
      const operation = operations[name] as (...args: readonly unknown[]) => unknown
      return { id, ok: true, value: operation(...args) }
    } catch (error) {
      return refused({ id }, error)
    }
  }

  function refused({ id }: Pick<Request, 'id'>, error: unknown): Reply {
    const { message: problem, kind } = storeError(error)
    return { id, ok: false, problem, kind }
  }

  function rollBack(): void {
    log.recount()
    if (db.isTransaction) db.exec('ROLLBACK')
  }

  /** What was destroyed is still in the write-ahead log until it is emptied. */
  function emptyWriteAheadLog(): void {
    try {
      const isBusy = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1
      // Somebody reads the database, a backup for instance: as soon as they are done.
      if (isBusy && !isClosing) setTimeout(emptyWriteAheadLog, emptyAgainMs)
    } catch (error) {
      // It is destroyed all the same; the next checkpoint empties the log.
      send({ kind: 'warning', problem: `emptying the write-ahead log: ${storeError(error).message}` })
    }
  }

  function reply(replies: readonly Reply[]): void {
    send({ kind: 'replies', replies })
  }
}
