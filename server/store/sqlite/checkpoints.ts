import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { CheckpointRows, PackedCheckpoint, PendingCheckpoint } from '../../contracts/archive.ts'
import type { CheckpointRow, CheckpointStore, StoredCheckpoint } from '../../contracts/checkpoints.ts'
import { StoreError } from '../../contracts/store-error.ts'
import type { SyncStore } from './protocol.ts'

export type SqliteCheckpoints = CheckpointRows & Pick<SyncStore, keyof CheckpointStore | 'isReading'>

/** Room for a board's checkpoints, each a whole board: some hundred of a large workshop. Not measured. */
const boardBytes = 256 * 1_048_576

/** `settled` is called for each checkpoint that is built or given up. */
export function sqliteCheckpoints(
  db: DatabaseSync,
  settled: () => void,
  maxBytes = boardBytes,
): SqliteCheckpoints {
  const sql = prepareStatements(db)
  const turns = new Turns()
  const givenUp = new Set<string>()

  /** The oldest automatic ones go first, and never the one that was just built. */
  function makeRoom(id: string): void {
    let bytes = 0
    for (const row of sql.sizes.all(id)) {
      bytes += Number(row['bytes'])
      if (bytes > maxBytes && row['id'] !== id) sql.drop.run(String(row['id']))
    }
  }

  function settle(id: string): void {
    turns.end(id)
    settled()
  }

  return {
    isReading: (board) => sql.pendingOf.all(board).some(({ id }) => !givenUp.has(String(id))),

    keepCheckpoint: ({ id, board, reason, at, apartMs, kept }) => {
      if (sql.insert.run(id, board, reason, at, apartMs).changes === 0) return false
      sql.dropOld.run(board, reason === CheckpointReason.demand ? 1 : 0, kept)
      return true
    },

    checkpointsOf: (board) => sql.list.all(board) as unknown as readonly CheckpointRow[],

    readCheckpoint: (board, id) => {
      const row = sql.read.get(board, id)
      if (!row) return undefined
      const { checksum, ...stored } = row as unknown as StoredCheckpoint & { checksum: number }
      if (checksumOf(stored) !== checksum)
        throw new StoreError(`checkpoint ${id} is damaged`, { kind: 'damage' })
      return stored
    },

    next: async () => {
      const rows = sql.pending.all() as unknown as readonly PendingCheckpoint[]
      return turns.next(rows.filter(({ id }) => !givenUp.has(id)))
    },

    fill: async (id, content) => {
      const { notes, clusters, file, authors, photos } = content
      sql.fill.run(notes, clusters, file, authors, JSON.stringify(photos), checksumOf(content), id)
      makeRoom(id)
      settle(id)
    },

    giveUp: (id) => {
      givenUp.add(id)
      settle(id)
    },
  }
}

/** Takes the oldest pending checkpoint of each board, and boards in turn. */
class Turns {
  /** Boards that had a turn and still have checkpoints, with the number of that turn. */
  readonly #served = new Map<string, number>()
  #turn = 0
  #taken: PendingCheckpoint | undefined

  /** `pending` is oldest first. */
  next(pending: readonly PendingCheckpoint[]): PendingCheckpoint | undefined {
    const firsts = new Map<string, PendingCheckpoint>()
    for (const row of pending) if (!firsts.has(row.board)) firsts.set(row.board, row)
    for (const board of this.#served.keys()) if (!firsts.has(board)) this.#served.delete(board)
    this.#taken = undefined
    let before = Infinity
    for (const row of firsts.values()) {
      const last = this.#served.get(row.board) ?? 0
      if (last >= before) continue
      this.#taken = row
      before = last
    }
    return this.#taken
  }

  end(id: string): void {
    if (this.#taken?.id === id) this.#served.set(this.#taken.board, (this.#turn += 1))
  }
}

function checksumOf({ file, authors }: Pick<PackedCheckpoint, 'file' | 'authors'>): number {
  return crc32(authors, crc32(file))
}

function prepareStatements(db: DatabaseSync) {
  return {
    insert: db.prepare(`
      INSERT INTO checkpoints (id, board, reason, at, through)
      SELECT ?1, ?2, ?3, ?4, max(
        (SELECT coalesce(max(seq), 0) FROM log WHERE board = ?2),
        (SELECT coalesce(max(through), 0) FROM snapshots WHERE board = ?2))
      WHERE NOT EXISTS (SELECT 1 FROM checkpoints WHERE board = ?2 AND reason = ?3 AND at > ?4 - ?5)`),
    dropOld: db.prepare(`
      DELETE FROM checkpoints WHERE id IN (
        SELECT id FROM checkpoints WHERE board = ?1 AND (reason = '${CheckpointReason.demand}') = ?2
        ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?3)`),
    list: db.prepare(`
      SELECT id, reason, at, notes, clusters FROM checkpoints
      WHERE board = ? AND file IS NOT NULL ORDER BY at DESC, rowid DESC`),
    read: db.prepare(`
      SELECT id, reason, at, notes, clusters, file, authors, checksum FROM checkpoints
      WHERE board = ? AND id = ? AND file IS NOT NULL`),
    pending: db.prepare('SELECT id, board, through FROM checkpoints WHERE file IS NULL ORDER BY rowid'),
    pendingOf: db.prepare('SELECT id FROM checkpoints WHERE board = ? AND file IS NULL'),
    fill: db.prepare(`
      UPDATE checkpoints SET notes = ?, clusters = ?, file = ?, authors = ?, photos = ?, checksum = ? WHERE id = ?`),
    sizes: db.prepare(`
      SELECT id, length(file) + length(authors) AS bytes FROM checkpoints
      WHERE board = (SELECT board FROM checkpoints WHERE id = ?1) AND file IS NOT NULL
      ORDER BY id = ?1 DESC, reason = '${CheckpointReason.demand}' DESC, at DESC, rowid DESC`),
    drop: db.prepare('DELETE FROM checkpoints WHERE id = ?'),
  }
}
