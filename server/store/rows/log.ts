import type { LogRow, Sql } from './sql.ts'
import { crc32 } from 'node:zlib'
import { usedAt } from '../../basics/days.ts'
import { isUncut, unpackUpdates } from '../../basics/update-pack.ts'
import type { ClientOwner, StoredBoard } from '../../contracts/boards.ts'
import type { LogParts, LogRows, TimedPart } from '../../contracts/archive.ts'
import { StoreError } from '../../contracts/store-error.ts'
import { isIntact, type DataRow, type LogRepair } from './repair.ts'

/** A log this long is folded into a snapshot: 500 rows load in some milliseconds, 1 MB in some ten. */
const rowsToFold = 500
const bytesToFold = 1_048_576
/** A log is not folded before it is this part of its snapshot. Folding costs as much as the snapshot is long. */
const shareToFold = 0.1

interface LogReading {
  /** Empty when some row is damaged. */
  readonly parts: readonly TimedPart[]
  readonly isIntact: boolean
  /** Its snapshot is cut into slices, as far as it can be. */
  readonly isCut: boolean
  readonly isFolded: boolean
}

interface Length {
  rows: number
  bytes: number
  snapshotBytes: number
}

/** As the store's contract has it. */
type Append = readonly [board: string, updates: readonly Uint8Array[], owners: readonly ClientOwner[]]

type Statements = ReturnType<typeof prepareStatements>

/** Updates and snapshots of boards, each with a checksum. */
export class BoardLog implements LogRows {
  readonly #db: Sql
  readonly #sql: Statements
  readonly #repair: LogRepair
  readonly #now: () => number
  readonly #lengths = new Map<string, Length>()
  /** The day of the last change that is stored, by board. */
  readonly #touched = new Map<string, number>()
  /** Boards whose log is to be folded. */
  readonly #long = new Set<string>()

  /** `now` dates the rows, in milliseconds since 1970. It returns 0 when no replay of them is wanted. */
  constructor(db: Sql, repair: LogRepair, now: () => number) {
    this.#db = db
    this.#sql = prepareStatements(db)
    this.#repair = repair
    this.#now = now
  }

  /** Appends to several boards at once, all or none: one trip to the database for all of them. */
  async append(appends: readonly Append[]): Promise<void> {
    // One time for all of them: a reveal is many updates, and happens at once.
    const at = this.#now()
    const rows: LogRow[] = []
    for (const [board, updates, owners] of appends) {
      // Counted before the insert: the count of the first append reads the table.
      await this.#lengthOf(board)
      for (const { client, participant } of owners) {
        if ((await this.#sql.bind.run(board, client, participant)).changes === 1) continue
        throw new StoreError(`a Yjs client of board ${board} belongs to somebody else`, { kind: 'rule' })
      }
      await this.#touch(board)
      for (const data of updates) rows.push({ board, data, checksum: crc32(data), at })
    }
    await this.#db.addToLog(rows)
    for (const { board, data } of rows) {
      const length = await this.#lengthOf(board)
      length.rows += 1
      length.bytes += data.byteLength
      if (isLong(length)) this.#long.add(board)
    }
  }

  /** Once a day for each board. */
  async #touch(board: string): Promise<void> {
    const day = usedAt(Date.now())
    if (this.#touched.get(board) === day) return
    await this.#sql.touch.run(day, board, day)
    this.#touched.set(board, day)
  }

  async load(board: string): Promise<StoredBoard | undefined> {
    this.#db.rereads(board)
    const row = await this.#sql.findBoard.get(board)
    if (!row) return undefined
    const found = await this.#readable(() => this.#read(board))
    const repaired = found?.isIntact ? undefined : await this.#repair.repair(board)
    if (repaired) this.#lengths.delete(board)
    else if (found?.isCut === false) this.#long.add(board)
    const serverClient = repaired?.serverClient ?? row['server_client']
    const at = repaired?.at ?? (await this.#repair.repairedAt(board))
    return {
      updates: repaired?.updates ?? (found?.parts ?? []).map(({ data }) => data),
      owners: (await this.#sql.owners.all(board)).map(({ client, participant }) => ({
        client: Number(client),
        participant: String(participant),
      })),
      ...(serverClient !== null && { serverClient: Number(serverClient) }),
      ...(at !== undefined && { repairedAt: at }),
    }
  }

  async storedBytes(board: string): Promise<number | undefined> {
    if (!(await this.#sql.findBoard.get(board))) return undefined
    const length = await this.#readable(() => this.#storedLength(board))
    return length ? length.snapshotBytes + length.bytes : 0
  }

  /**
   * Adds a row to the log of some board, if there is one, to find out whether that works. The caller rolls it back.
   * The board is drawn from those that are not in `tried`, and is added to them.
   */
  async tryAdding(tried: Set<string>): Promise<void> {
    const { lastPlace, boardsAfter, boardsUpTo, insert } = this.#sql
    const place = Math.floor(Math.random() * Number((await lastPlace.get())?.['place'] ?? 0))
    const count = tried.size + 1
    const after = await boardsAfter.all(place, count)
    const drawn = [...after, ...(await boardsUpTo.all(place, count - after.length))].map(({ id }) =>
      String(id),
    )
    // When all have been tried, one of them is tried again.
    const board = drawn.find((id) => !tried.has(id)) ?? drawn[0]
    if (board === undefined) return
    tried.add(board)
    await insert.run(board, new Uint8Array(), 0, 0)
  }

  /** Forgets counts that a rolled-back transaction has made wrong. */
  recount(): void {
    this.#lengths.clear()
    this.#touched.clear()
  }

  async nextToFold(): Promise<string | undefined> {
    const [board] = this.#long
    if (board === undefined) return undefined
    this.#long.delete(board)
    // Counting starts again: a failed folding is tried again as many rows later.
    Object.assign(await this.#lengthOf(board), { rows: 0, bytes: 0 })
    return board
  }

  async parts(board: string): Promise<LogParts> {
    const { parts, isIntact, isFolded } = await this.#read(board)
    // Left as it is: the board in memory knows more than the log. The next `load` repairs it.
    if (!isIntact) throw new StoreError('a row is damaged')
    return { through: parts.at(-1)?.seq ?? 0, parts, isFolded }
  }

  async partsSince(board: string, through: number): Promise<readonly TimedPart[]> {
    const earlier = await this.#readable(async () =>
      this.#readFrom(board, await this.#earlierBase(board, through)),
    )
    const { parts, isIntact } = earlier?.isIntact ? earlier : await this.#read(board)
    if (!isIntact) throw new StoreError('a row is damaged')
    return parts
  }

  async partsUpTo(board: string, through: number): Promise<readonly Uint8Array[]> {
    const { parts, isIntact } = await this.#read(board)
    const base = Number((await this.#sql.lastLength.get(board))?.['through'] ?? 0)
    if (!isIntact || base > through) throw new StoreError('the log is damaged, or was repaired')
    return parts.flatMap(({ seq, data }) => (seq <= through ? data : []))
  }

  async putSnapshot(board: string, through: number, data: Uint8Array): Promise<void> {
    await this.#sql.putSnapshot.run(board, through, data, crc32(data))
    const length = await this.#lengthOf(board)
    length.snapshotBytes = data.byteLength
  }

  async dropSnapshots(board: string): Promise<void> {
    await this.#sql.dropSnapshots.run(board, await this.#formerSnapshot(board))
  }

  async dropRows(board: string): Promise<void> {
    await this.#sql.dropRows.run(board, await this.#formerSnapshot(board))
  }

  async #lengthOf(board: string): Promise<Length> {
    const known = this.#lengths.get(board)
    if (known) return known
    const length = await this.#storedLength(board)
    this.#lengths.set(board, length)
    return length
  }

  async #storedLength(board: string): Promise<Length> {
    const snapshot = await this.#sql.lastLength.get(board)
    const row = await this.#sql.lengthAfter.get(board, Number(snapshot?.['through'] ?? 0))
    return {
      rows: Number(row?.['rows']),
      bytes: Number(row?.['bytes']),
      snapshotBytes: Number(snapshot?.['bytes'] ?? 0),
    }
  }

  async #read(board: string): Promise<LogReading> {
    return await this.#readFrom(board, (await this.#sql.lastSnapshot.get(board)) as DataRow | undefined)
  }

  async #readFrom(board: string, snapshot: DataRow | undefined): Promise<LogReading> {
    const rows = (await this.#sql.rowsAfter.all(board, snapshot?.seq ?? 0)) as unknown as readonly (DataRow &
      TimedPart)[]
    const isCut = !snapshot || !isUncut(snapshot.data)
    const isFolded = rows.length === 0 && isCut
    if (!rows.every(isIntact) || (snapshot && !isIntact(snapshot)))
      return { parts: [], isIntact: false, isCut, isFolded }
    const slices = snapshot ? unpackUpdates(snapshot.data) : []
    const parts = slices.map((data) => ({ seq: snapshot?.seq ?? 0, at: 0, data }))
    return { parts: [...parts, ...rows], isIntact: true, isCut, isFolded }
  }

  /** The snapshot before the last one. Undefined while the log has its first rows. */
  async #earlierBase(board: string, through: number): Promise<DataRow | undefined> {
    const kept = await this.#throughs(board)
    const [oldest = 0] = kept
    // A repaired log may lack rows that only its snapshot makes up for.
    if (oldest > through && kept.length === 1 && !(await this.#sql.wasRepaired.get(board))) return undefined
    return (await this.#sql.snapshotUpTo.get(board, Math.max(oldest, through))) as DataRow | undefined
  }

  /** Last row of the last snapshot but one. */
  async #formerSnapshot(board: string): Promise<number> {
    return (await this.#throughs(board)).at(-2) ?? 0
  }

  async #throughs(board: string): Promise<readonly number[]> {
    return (await this.#sql.throughs.all(board)).map(({ through }) => Number(through))
  }

  /** Undefined when some of it cannot be read. */
  async #readable<T>(look: () => Promise<T>): Promise<T | undefined> {
    try {
      return await look()
    } catch (error) {
      // The other requests of a transaction would fail, too: it is repeated without this one.
      if (!this.#db.isDamage(error) || this.#db.isInTransaction()) throw error
      return undefined
    }
  }
}

function isLong({ rows, bytes, snapshotBytes }: Length): boolean {
  return (rows >= rowsToFold || bytes >= bytesToFold) && bytes >= snapshotBytes * shareToFold
}

function prepareStatements(db: Sql) {
  return {
    touch: db.prepare('UPDATE boards SET used = ? WHERE id = ? AND used < ?'),
    insert: db.prepare('INSERT INTO log (board, data, checksum, at) VALUES (?, ?, ?, ?)'),
    bind: db.prepare(`
      INSERT INTO owners (board, client, participant) VALUES (?, ?, ?)
      ON CONFLICT (board, client) DO UPDATE SET participant = excluded.participant
      WHERE owners.participant = excluded.participant`),
    findBoard: db.prepare(`
      SELECT server_client FROM boards
      WHERE id = ? AND NOT EXISTS (SELECT 1 FROM unfinished WHERE board = boards.id)`),
    lastPlace: db.prepare('SELECT max(rowid) AS place FROM boards'),
    boardsAfter: db.prepare('SELECT id FROM boards WHERE rowid > ? ORDER BY rowid LIMIT ?'),
    boardsUpTo: db.prepare('SELECT id FROM boards WHERE rowid <= ? ORDER BY rowid LIMIT ?'),
    owners: db.prepare('SELECT client, participant FROM owners WHERE board = ?'),
    lastSnapshot: db.prepare(`
      SELECT through AS seq, data, checksum FROM snapshots WHERE board = ? ORDER BY through DESC LIMIT 1`),
    snapshotUpTo: db.prepare(`
      SELECT through AS seq, data, checksum FROM snapshots WHERE board = ? AND through <= ?
      ORDER BY through DESC LIMIT 1`),
    throughs: db.prepare('SELECT through FROM snapshots WHERE board = ? ORDER BY through'),
    wasRepaired: db.prepare("SELECT 1 FROM damaged WHERE board = ? AND source IN ('log', 'snapshot')"),
    rowsAfter: db.prepare('SELECT seq, data, checksum, at FROM log WHERE board = ? AND seq > ? ORDER BY seq'),
    lengthAfter: db.prepare(`
      SELECT count(*) AS rows, coalesce(sum(length(data)), 0) AS bytes FROM log WHERE board = ? AND seq > ?`),
    lastLength: db.prepare(`
      SELECT through, length(data) AS bytes FROM snapshots WHERE board = ? ORDER BY through DESC LIMIT 1`),
    putSnapshot: db.prepare(`
      INSERT INTO snapshots (board, through, data, checksum) VALUES (?, ?, ?, ?)
      ON CONFLICT (board, through) DO UPDATE SET data = excluded.data, checksum = excluded.checksum`),
    dropRows: db.prepare('DELETE FROM log WHERE board = ? AND seq <= ?'),
    dropSnapshots: db.prepare('DELETE FROM snapshots WHERE board = ? AND through < ?'),
  }
}
