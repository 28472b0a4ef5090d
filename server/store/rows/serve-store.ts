import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { setTimeout as pause } from 'node:timers/promises'
import { oneByOne } from '../../basics/yield-turn.ts'
import type { Archive, ArchiveFunctions } from '../../contracts/archive.ts'
import type { NodeStore } from '../../contracts/nodes.ts'
import { StoreError } from '../../contracts/store-error.ts'
import { archiveRows } from './archive-rows.ts'
import { askingRows, pairRows } from './askings.ts'
import { boardRows, linkSecretRows } from './boards.ts'
import { checkpointRows, type StoredCheckpoints } from './checkpoints.ts'
import { deadlineRows } from './deadlines.ts'
import { boardDeletion } from './deletion.ts'
import { deviceRows } from './devices.ts'
import { draftRows } from './drafts.ts'
import { BoardLog } from './log.ts'
import { operationFacts } from './operations.ts'
import { photoRows } from './photos.ts'
import { pollRows } from './polls.ts'
import type { FromThread, Reply, Request, StoreOperations, StoreSettings, ToThread } from './protocol.ts'
import { publicAskingRows } from './public-askings.ts'
import { purposePageRows } from './purpose-pages.ts'
import { LogRepair } from './repair.ts'
import { refusal, RequestGroups } from './request-groups.ts'
import { sessionRows, tokenRows } from './sessions.ts'
import type { Database, Sql } from './sql.ts'
import { stepRows } from './steps.ts'
import { templateRows, evidenceRows } from './server-rows.ts'

/** Opens the database of the settings. Rejects with a `StoreError`: a sentence for the person who starts the server. */
export type OpenDatabase = (settings: StoreSettings, warn: (problem: string) => void) => Promise<Database>

/** Runs the store in this worker thread, which alone has the database: no fsync stops the main thread. */
export async function serveStore(open: OpenDatabase, archive: ArchiveFunctions): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('the store runs in a worker thread')
  const settings = workerData as StoreSettings
  const send = (message: FromThread): void => port.postMessage(message, [])
  // Its reader has a log once the store is open.
  const early: string[] = []
  let warn = (problem: string): void => void early.push(problem)
  try {
    const database = await open(settings, (problem) => warn(problem))
    new StoreServer(port, database, settings, archive).start()
    warn = (problem) => send({ kind: 'warning', problem })
    early.forEach(warn)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    send({ kind: 'unusable', problem })
    port.close()
  }
}

const rejoinMs = 1_000
const lostBoards = new StoreError('another server may have the boards', { kind: 'fenced' })

/** Collects requests into groups and answers each group after its commit. */
class StoreServer {
  readonly #port: MessagePort
  readonly #db: Database
  readonly #openArchive: () => { readonly archive: Archive; readonly groups: RequestGroups }
  #archive: Archive
  #groups: RequestGroups
  /** Requests and the archive share one connection. */
  readonly #inTurn = oneByOne()
  #waiting: Request[] = []
  #isScheduled = false
  #isClosing = false
  /** Why the boards may be another server's, while the main thread may still have them in memory. */
  #lost: StoreError | undefined

  constructor(
    port: MessagePort,
    db: Database,
    { replay }: StoreSettings,
    { openArchive, lastGoodState }: ArchiveFunctions,
  ) {
    this.#port = port
    this.#db = db
    const warn = (problem: string): void => this.#warn(problem)
    const settled = (): void => this.#send({ kind: 'settled' })
    this.#openArchive = () => {
      const repair = new LogRepair(db, lastGoodState, warn)
      const log = new BoardLog(db, repair, () => (replay.isRecorded ? Date.now() : 0))
      const checkpoints = checkpointRows(db, settled)
      const rows = archiveRows(db, { log, checkpoints, inTurn: this.#inTurn, settled, warn })
      const archive = openArchive(rows, replay)
      const operations = operationsOf(db, { log, checkpoints, archive, warn })
      const groups = new RequestGroups({ db, operations, log, isShort: db.isShort, shared: db.shared })
      return { archive, groups }
    }
    const opened = this.#openArchive()
    this.#archive = opened.archive
    this.#groups = opened.groups
  }

  start(): void {
    this.#port.on('message', (message: ToThread) => {
      if (message.kind === 'close') this.#isClosing = true
      else if (message.kind === 'rejoin') return void this.#inTurn(async () => this.#rejoin())
      else if (this.#lost) return this.#refuse(message.requests, this.#lost)
      else this.#waiting.push(...message.requests)
      this.#schedule()
    })
    this.#db.shared?.onNews((news) => {
      if (news.isLost) this.#lost ??= lostBoards
      this.#send({ kind: 'news', news })
    })
    this.#send({ kind: 'ready' })
    void this.#archive.next()
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
        this.#refuse(group, this.#db.errorOf(error))
      }
      void this.#archive.next()
    }
    if (this.#isClosing) await this.#close()
  }

  async #answer(group: readonly Request[]): Promise<void> {
    if (group.some(({ name }) => name === 'probe')) await this.#db.mend()
    const replies = await this.#groups.run(group)
    if (group.some(({ name }) => operationFacts[name].destroys))
      await this.#db.destroyed(() => this.#isClosing)
    const probes = new Set(group.flatMap(({ name, id }) => (name === 'probe' ? id : [])))
    const settled: Reply[] = []
    for (const reply of replies) settled.push(await this.#groups.withObstacle(reply, probes.has(reply.id)))
    this.#send({ kind: 'replies', replies: settled })
  }

  #refuse(requests: readonly Request[], error: StoreError): void {
    this.#send({ kind: 'replies', replies: requests.map((request) => refusal(request, error)) })
  }

  /** Nothing that was known about boards is kept: another server may have changed them. */
  async #rejoin(): Promise<void> {
    this.#archive.close()
    while (!this.#isClosing) {
      try {
        await this.#db.shared?.rejoin()
        break
      } catch (cause) {
        const error = this.#db.errorOf(cause)
        if (this.#lost?.kind !== 'outdated') this.#warn(`taking a new lease: ${error.message}`)
        // It stays so until this server is replaced.
        if (error.kind === 'outdated') this.#lost = error
        await pause(rejoinMs)
      }
    }
    const { archive, groups } = this.#openArchive()
    this.#archive = archive
    this.#groups = groups
    this.#lost = undefined
    void archive.next()
  }

  async #close(): Promise<void> {
    this.#archive.close()
    try {
      await this.#db.close()
    } catch (error) {
      // Everything that was acknowledged is in the database.
      this.#warn(`closing the database: ${this.#db.errorOf(error).message}`)
    }
    this.#send({ kind: 'closed' })
    this.#port.close()
  }

  #warn(problem: string): void {
    this.#send({ kind: 'warning', problem })
  }

  #send(message: FromThread): void {
    this.#port.postMessage(message, [])
  }
}

interface OperationParts {
  readonly log: BoardLog
  readonly checkpoints: StoredCheckpoints
  readonly archive: Archive
  readonly warn: (problem: string) => void
}

/** The operations on one database. They run in the turn of their group. */
export function operationsOf(db: Sql, { log, checkpoints, archive, warn }: OperationParts): StoreOperations {
  const append: StoreOperations['append'] = async (...args) => log.append([args])
  const photos = photoRows(db, warn)
  const deadlines = deadlineRows(db)
  const touch = db.prepare('UPDATE probe SET count = count + 1')
  return {
    ...boardRows(db, append),
    ...sessionRows(db),
    ...deviceRows(db),
    ...linkSecretRows(db),
    ...pollRows(db, deadlines),
    deadlines: deadlines.all,
    ...stepRows(db),
    ...pairRows(db),
    ...askingRows(db),
    ...publicAskingRows(db, deadlines),
    ...draftRows(db, append, photos.showPhotos),
    ...photos,
    ...boardDeletion(db),
    ...templateRows(db),
    ...tokenRows(db),
    ...evidenceRows(db),
    ...purposePageRows(db),
    ...checkpoints,
    ...archive,
    append,
    storedBytes: async (board) => log.storedBytes(board),
    load: async (board) => log.load(board),
    ...nodeRows(db),
    probe: async () => void (await touch.run()),
  }
}

function nodeRows(db: Sql): NodeStore {
  const ownPage = db.prepare('SELECT board FROM purpose_pages WHERE id = ?')
  return {
    // RequestGroups answers where several servers share the database.
    ownerOf: async () => null,
    otherServers: async () => [],
    boardOfPage: async (page) => {
      const row = await ownPage.get(page)
      return row && String(row['board'])
    },
  }
}
