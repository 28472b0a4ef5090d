import type { Sql } from './sql.ts'
import { crc32 } from 'node:zlib'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type {
  CheckpointRows,
  PackedCheckpoint,
  PendingCheckpoint,
  CheckpointRow,
  CheckpointStore,
  StoredCheckpoint,
} from '../../contracts/archive.ts'
import { StoreError } from '../../contracts/store-error.ts'
import type { StoreOperations } from './protocol.ts'

export type StoredCheckpoints = CheckpointRows & Pick<StoreOperations, keyof CheckpointStore | 'isReading'>

/** Room for a board's checkpoints, each a whole board: some hundred of a large workshop. Not measured. */
const boardBytes = 256 * 1_048_576

/** `settled` is called for each checkpoint that is built or given up. */
export function checkpointRows(db: Sql, settled: () => void, maxBytes = boardBytes): StoredCheckpoints {
  const sql = prepareStatements(db)
  const turns = new Turns()
  const givenUp = new Set<string>()

  /** The oldest automatic ones go first, and never the one that was just built. */
  async function makeRoom(id: string): Promise<void> {
    let bytes = 0
    for (const row of await sql.sizes.all(id)) {
      bytes += Number(row['bytes'])
      if (bytes > maxBytes && row['id'] !== id) await sql.drop.run(String(row['id']))
    }
  }

  function settle(id: string): void {
    turns.end(id)
    settled()
  }

  return {
    isReading: async (board) => (await sql.pendingOf.all(board)).some(({ id }) => !givenUp.has(String(id))),

    keepCheckpoint: async ({ id, board, reason, at, apartMs, kept }) => {
      if ((await sql.insert.run(id, board, reason, at, apartMs)).changes === 0) return false
      await sql.dropOld.run(board, reason === CheckpointReason.demand ? 1 : 0, kept)
      return true
    },

    checkpointsOf: async (board) => (await sql.list.all(board)) as unknown as readonly CheckpointRow[],

    readCheckpoint: async (board, id) => {
      const row = await sql.read.get(board, id)
      if (!row) return undefined
      const { checksum, ...stored } = row as unknown as StoredCheckpoint & { checksum: number }
      if (checksumOf(stored) !== checksum)
        throw new StoreError(`checkpoint ${id} is damaged`, { kind: 'damage' })
      return stored
    },

    next: async () => {
      const rows = (await sql.pending.all()) as unknown as readonly PendingCheckpoint[]
      return turns.next(rows.filter(({ id }) => !givenUp.has(id)))
    },

    fill: async (id, content) => {
      const { notes, clusters, file, authors, photos } = content
      await sql.fill.run(notes, clusters, file, authors, JSON.stringify(photos), checksumOf(content), id)
      await makeRoom(id)
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

function prepareStatements(db: Sql) {
  return {
    insert: db.prepare(`
      INSERT INTO checkpoints (id, board, reason, at, through)
      SELECT ?1, ?2, ?3, CAST(?4 AS BIGINT), (
        SELECT coalesce(max(seq), 0) FROM (
          SELECT max(seq) AS seq FROM log WHERE board = ?2
          UNION ALL SELECT max(through) AS seq FROM snapshots WHERE board = ?2) AS part)
      WHERE NOT EXISTS (
        SELECT 1 FROM checkpoints
        WHERE board = ?2 AND reason = ?3 AND at > CAST(?4 AS BIGINT) - CAST(?5 AS BIGINT))`),
    dropOld: db.prepare(`
      DELETE FROM checkpoints WHERE id IN (
        SELECT id FROM checkpoints WHERE board = ?1 AND CASE reason WHEN '${CheckpointReason.demand}' THEN 1 ELSE 0 END = ?2
        ORDER BY at DESC, rowid DESC LIMIT 1000000 OFFSET ?3)`),
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
