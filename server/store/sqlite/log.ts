import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { isDamage } from './database.ts'
import type { SyncStore } from './protocol.ts'
import type { TimedPart } from '../../archive/replay-maker.ts'
import { isIntact, sqliteRepair, type DataRow } from './repair.ts'
import { isUncut, updatesIn } from './snapshot.ts'
import { StoreError } from '../../contracts/store-error.ts'

/** A log this long is folded into a snapshot: 500 rows load in some milliseconds, 1 MB in some ten. */
const rowsToFold = 500
const bytesToFold = 1_048_576
/** But not before it is this part of the snapshot: folding costs as much as the snapshot is long. */
const shareToFold = 0.1

export interface SqliteLog extends Pick<SyncStore, 'append' | 'load' | 'storedBytes'> {
  /**
   * Adds a row to the log of some board, if there is one, to see whether that can be done; whoever calls rolls it back. The board is
   * taken at random from those that have not been tried, and is one of them then.
   */
  readonly tryAdding: (tried: Set<string>) => void
  /** Forgets counts that a rolled-back transaction has made wrong. */
  readonly recount: () => void
  /** A board whose log has grown long enough to fold. Every board is named once for each time that it is. */
  readonly nextToFold: () => string | undefined
  /** Throws when a row is damaged. */
  readonly parts: (board: string) => LogParts
  /**
   * The same, beginning no later than with the row after `through`, or else as early as the log still reaches: what has
   * been folded since is row by row in it.
   */
  readonly partsSince: (board: string, through: number) => readonly TimedPart[]
  /**
   * What the board was made of when its log ended with this row. Throws when that can no longer be said for certain:
   * a row is damaged, or the log was repaired since.
   */
  readonly partsUpTo: (board: string, through: number) => readonly Uint8Array[]
  /** Puts a snapshot in the place of the rows it is made of; to be called inside a transaction. */
  readonly putSnapshot: (board: string, through: number, snapshot: Uint8Array) => void
  /** All but the last two. */
  readonly dropSnapshots: (board: string) => void
  /** Those before the last snapshot but one: the others stay, so that it can replace a last one that is damaged. */
  readonly dropRows: (board: string) => void
}

export interface LogParts {
  /** What the board is made of, oldest first. */
  readonly parts: readonly TimedPart[]
  /** The last row of it. */
  readonly through: number
  /** There is nothing to be gained by making a snapshot of them. */
  readonly isFolded: boolean
}

interface Read {
  /** None when some row is damaged. */
  readonly parts: readonly TimedPart[]
  readonly isIntact: boolean
  /** Its snapshot has been cut, as far as it can be. */
  readonly isCut: boolean
  readonly isFolded: boolean
}

interface Length {
  rows: number
  bytes: number
  snapshotBytes: number
}

/**
 * Updates and snapshots of boards, each with a checksum. `warn` hears of rows whose checksum was wrong. `now` is what
 * rows are dated with, milliseconds since 1970, or 0 when there is to be no replay of them.
 */
export function sqliteLog(db: DatabaseSync, warn: (problem: string) => void, now: () => number): SqliteLog {
  const { repair, repairedAt } = sqliteRepair(db, warn)
  const insert = db.prepare('INSERT INTO log (board, data, checksum, at) VALUES (?, ?, ?, ?)')
  const bind = db.prepare(`
    INSERT INTO owners (board, client, participant) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET participant = excluded.participant WHERE participant = excluded.participant`)
  const findBoard = db.prepare(`
    SELECT server_client FROM boards
    WHERE id = ? AND NOT EXISTS (SELECT 1 FROM unfinished WHERE board = boards.id)`)
  const anyPlace = db.prepare('SELECT (random() & 0x7fffffffffffffff) % max(rowid) AS place FROM boards')
  const boardsAfter = db.prepare('SELECT id FROM boards WHERE rowid > ? ORDER BY rowid LIMIT ?')
  const boardsUpTo = db.prepare('SELECT id FROM boards WHERE rowid <= ? ORDER BY rowid LIMIT ?')
  const owners = db.prepare('SELECT client, participant FROM owners WHERE board = ?')
  const lastSnapshot = db.prepare(`
    SELECT through AS seq, data, checksum FROM snapshots WHERE board = ? ORDER BY through DESC LIMIT 1`)
  const snapshotUpTo = db.prepare(`
    SELECT through AS seq, data, checksum FROM snapshots WHERE board = ? AND through <= ?
    ORDER BY through DESC LIMIT 1`)
  const throughs = db.prepare('SELECT through FROM snapshots WHERE board = ? ORDER BY through')
  const wasRepaired = db.prepare("SELECT 1 FROM damaged WHERE board = ? AND source IN ('log', 'snapshot')")
  const rowsAfter = db.prepare(
    'SELECT seq, data, checksum, at FROM log WHERE board = ? AND seq > ? ORDER BY seq',
  )
  const lengthAfter = db.prepare(`
    SELECT count(*) AS rows, coalesce(sum(length(data)), 0) AS bytes FROM log WHERE board = ? AND seq > ?`)
  const lastLength = db.prepare(`
    SELECT through, length(data) AS bytes FROM snapshots WHERE board = ? ORDER BY through DESC LIMIT 1`)
  const putSnapshot = db.prepare(`
    INSERT OR REPLACE INTO snapshots (board, through, data, checksum) VALUES (?, ?, ?, ?)`)
  const dropRows = db.prepare('DELETE FROM log WHERE board = ? AND seq <= ?')
  const dropSnapshots = db.prepare('DELETE FROM snapshots WHERE board = ? AND through < ?')

  const lengths = new Map<string, Length>()
  const long = new Set<string>()

  function lengthOf(board: string): Length {
    const known = lengths.get(board)
    if (known) return known
    const length = storedLength(board)
    lengths.set(board, length)
    return length
  }

  function storedLength(board: string): Length {
    const snapshot = lastLength.get(board)
    const row = lengthAfter.get(board, Number(snapshot?.['through'] ?? 0))
    return {
      rows: Number(row?.['rows']),
      bytes: Number(row?.['bytes']),
      snapshotBytes: Number(snapshot?.['bytes'] ?? 0),
    }
  }

  function isLong({ rows, bytes, snapshotBytes }: Length): boolean {
    return (rows >= rowsToFold || bytes >= bytesToFold) && bytes >= snapshotBytes * shareToFold
  }

  function read(board: string): Read {
    return readFrom(board, lastSnapshot.get(board) as DataRow | undefined)
  }

  /** The snapshot before the last one, or none while the log has its first rows. */
  function earlierBase(board: string, through: number): DataRow | undefined {
    const kept = throughs.all(board).map((row) => Number(row['through']))
    const [oldest = 0] = kept
    // What was repaired may lack rows that only its snapshot makes up for.
    if (oldest > through && kept.length === 1 && !wasRepaired.get(board)) return undefined
    return snapshotUpTo.get(board, Math.max(oldest, through)) as DataRow | undefined
  }

  function readFrom(board: string, snapshot: DataRow | undefined): Read {
    const rows = rowsAfter.all(board, snapshot?.seq ?? 0) as unknown as readonly (DataRow & TimedPart)[]
    const isCut = !snapshot || !isUncut(snapshot.data)
    const isFolded = rows.length === 0 && isCut
    if (!rows.every(isIntact) || (snapshot && !isIntact(snapshot)))
      return { parts: [], isIntact: false, isCut, isFolded }
    const slices = snapshot ? updatesIn(snapshot.data) : []
    const parts = slices.map((data) => ({ seq: snapshot?.seq ?? 0, at: 0, data }))
    return { parts: [...parts, ...rows], isIntact: true, isCut, isFolded }
  }

  /** The last but one. */
  function formerSnapshot(board: string): number {
    return Number(throughs.all(board).at(-2)?.['through'] ?? 0)
  }

  /** Undefined when some of it cannot be read. */
  function readable<T>(look: () => T): T | undefined {
    try {
      return look()
    } catch (error) {
      // What else is asked for in a transaction would fail, too: it is asked for again without this.
      if (!isDamage(error) || db.isTransaction) throw error
      return undefined
    }
  }

  return {
    append: (board, updates, newOwners) => {
      // Counted before the insert: the count of the first append reads the table.
      const length = lengthOf(board)
      for (const { client, participant } of newOwners) {
        if (bind.run(board, client, participant).changes === 1) continue
        throw new StoreError(`a Yjs client of board ${board} belongs to somebody else`, { kind: 'rule' })
      }
      // One moment for all of them: a reveal is many updates, and happens at once.
      const at = now()
      for (const update of updates) {
        insert.run(board, update, crc32(update), at)
        length.rows += 1
        length.bytes += update.byteLength
      }
      if (isLong(length)) long.add(board)
    },

    load: (board) => {
      const row = findBoard.get(board)
      if (!row) return undefined
      const found = readable(() => read(board))
      const repaired = found?.isIntact ? undefined : repair(board)
      if (repaired) lengths.delete(board)
      else if (found?.isCut === false) long.add(board)
      const serverClient = repaired?.serverClient ?? row['server_client']
      const at = repaired?.at ?? repairedAt(board)
      return {
        updates: repaired?.updates ?? (found?.parts ?? []).map(({ data }) => data),
        owners: owners.all(board).map((row) => ({
          client: Number(row['client']),
          participant: String(row['participant']),
        })),
        ...(serverClient !== null && { serverClient: Number(serverClient) }),
        ...(at !== undefined && { repairedAt: at }),
      }
    },

    storedBytes: (board) => {
      if (!findBoard.get(board)) return undefined
      const length = readable(() => storedLength(board))
      return length ? length.snapshotBytes + length.bytes : 0
    },

    tryAdding: (tried) => {
      const place = Number(anyPlace.get()?.['place'])
      const count = tried.size + 1
      const after = boardsAfter.all(place, count)
      const drawn = [...after, ...boardsUpTo.all(place, count - after.length)].map(({ id }) => String(id))
      // Where all have been tried, one of them once more.
      const board = drawn.find((id) => !tried.has(id)) ?? drawn[0]
      if (board === undefined) return
      tried.add(board)
      insert.run(board, new Uint8Array(), 0, 0)
    },

    recount: () => lengths.clear(),

    nextToFold: () => {
      const [board] = long
      if (board === undefined) return undefined
      long.delete(board)
      // From here on counts what comes after: if the folding fails, it is tried again as many rows later.
      Object.assign(lengthOf(board), { rows: 0, bytes: 0 })
      return board
    },

    parts: (board) => {
      const { parts, isIntact, isFolded } = read(board)
      // Left as it is: the board in memory knows more than the log, which is repaired when it is read the next time.
      if (!isIntact) throw new StoreError('a row is damaged')
      return { through: parts.at(-1)?.seq ?? 0, parts, isFolded }
    },

    partsSince: (board, through) => {
      const earlier = readable(() => readFrom(board, earlierBase(board, through)))
      const { parts, isIntact } = earlier?.isIntact ? earlier : read(board)
      if (!isIntact) throw new StoreError('a row is damaged')
      return parts
    },

    partsUpTo: (board, through) => {
      const { parts, isIntact } = read(board)
      const base = Number(lastLength.get(board)?.['through'] ?? 0)
      if (!isIntact || base > through) throw new StoreError('the log is damaged, or was repaired')
      return parts.flatMap(({ seq, data }) => (seq <= through ? data : []))
    },

    putSnapshot: (board, through, data) => {
      putSnapshot.run(board, through, data, crc32(data))
      lengthOf(board).snapshotBytes = data.byteLength
    },

    dropSnapshots: (board) => void dropSnapshots.run(board, formerSnapshot(board)),
    dropRows: (board) => void dropRows.run(board, formerSnapshot(board)),
  }
}
