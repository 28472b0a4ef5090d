import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { SyncStore } from './protocol.ts'
import type { CheckpointRow, StoredCheckpoint } from '../../contracts/checkpoints.ts'
import { StoreError } from '../../contracts/store-error.ts'

export interface SqliteCheckpoints extends Pick<
  SyncStore,
  'isReading' | 'keepCheckpoint' | 'checkpointsOf' | 'readCheckpoint'
> {
  /** A checkpoint that is still only a place in the log: of each board the oldest, and boards take turns. */
  readonly next: () => Unread | undefined
  readonly fill: (id: string, content: ReadContent) => void
  /** What cannot be read is not tried again before the next start, when the disk may be a better one. */
  readonly giveUp: (id: string) => void
}

export interface Unread {
  readonly id: string
  readonly board: string
  readonly through: number
}

export interface ReadContent {
  readonly notes: number
  readonly clusters: number
  readonly file: Uint8Array
  readonly authors: Uint8Array
  readonly photos: readonly string[]
}

/** Of a board’s checkpoints, each of which is the whole of it: some hundred of a large workshop. Taste. */
const boardBytes = 256 * 1_048_576

/** `settled` hears of each checkpoint that has been read or given up. */
export function sqliteCheckpoints(
  db: DatabaseSync,
  settled: () => void,
  mostBytes = boardBytes,
): SqliteCheckpoints {
  const insert = db.prepare(`
    INSERT INTO checkpoints (id, board, reason, at, through)
    SELECT ?1, ?2, ?3, ?4, max(
      (SELECT coalesce(max(seq), 0) FROM log WHERE board = ?2),
      (SELECT coalesce(max(through), 0) FROM snapshots WHERE board = ?2))
    WHERE NOT EXISTS (SELECT 1 FROM checkpoints WHERE board = ?2 AND reason = ?3 AND at > ?4 - ?5)`)
  const dropOld = db.prepare(`
    DELETE FROM checkpoints WHERE id IN (
      SELECT id FROM checkpoints WHERE board = ?1 AND (reason = '${CheckpointReason.demand}') = ?2
      ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?3)`)
  const list = db.prepare(`
    SELECT id, reason, at, notes, clusters FROM checkpoints
    WHERE board = ? AND file IS NOT NULL ORDER BY at DESC, rowid DESC`)
  const read = db.prepare(`
    SELECT id, reason, at, notes, clusters, file, authors, checksum FROM checkpoints
    WHERE board = ? AND id = ? AND file IS NOT NULL`)
  const unread = db.prepare('SELECT id, board, through FROM checkpoints WHERE file IS NULL ORDER BY rowid')
  const unreadOf = db.prepare('SELECT id FROM checkpoints WHERE board = ? AND file IS NULL')
  const fill = db.prepare(`
    UPDATE checkpoints SET notes = ?, clusters = ?, file = ?, authors = ?, photos = ?, checksum = ? WHERE id = ?`)
  const sizes = db.prepare(`
    SELECT id, length(file) + length(authors) AS bytes FROM checkpoints
    WHERE board = (SELECT board FROM checkpoints WHERE id = ?1) AND file IS NOT NULL
    ORDER BY id = ?1 DESC, reason = '${CheckpointReason.demand}' DESC, at DESC, rowid DESC`)
  const drop = db.prepare('DELETE FROM checkpoints WHERE id = ?')
  const givenUp = new Set<string>()
  /** When a checkpoint of these boards, which have others, was last dealt with. */
  const served = new Map<string, number>()
  let turn = 0
  let taken: Unread | undefined

  /** The oldest automatic ones go first; never the one that has just been read. */
  function makeRoom(id: string): void {
    let bytes = 0
    for (const row of sizes.all(id)) {
      bytes += Number(row['bytes'])
      if (bytes > mostBytes && row['id'] !== id) drop.run(String(row['id']))
    }
  }

  function isSettled(id: string): void {
    if (taken?.id === id) served.set(taken.board, (turn += 1))
    settled()
  }

  return {
    isReading: (board) => unreadOf.all(board).some(({ id }) => !givenUp.has(String(id))),

    keepCheckpoint: ({ id, board, reason, at, apartMs, kept }) => {
      if (insert.run(id, board, reason, at, apartMs).changes === 0) return false
      dropOld.run(board, reason === CheckpointReason.demand ? 1 : 0, kept)
      return true
    },

    checkpointsOf: (board) => list.all(board) as unknown as readonly CheckpointRow[],

    readCheckpoint: (board, id) => {
      const row = read.get(board, id)
      if (!row) return undefined
      const { checksum, ...stored } = row as unknown as StoredCheckpoint & { checksum: number }
      if (checksumOf(stored) !== checksum)
        throw new StoreError(`checkpoint ${id} is damaged`, { kind: 'damage' })
      return stored
    },

    next: () => {
      const rows = unread.all() as unknown as readonly Unread[]
      const firsts = new Map<string, Unread>()
      for (const row of rows) if (!givenUp.has(row.id) && !firsts.has(row.board)) firsts.set(row.board, row)
      for (const board of served.keys()) if (!firsts.has(board)) served.delete(board)
      taken = undefined
      let before = Infinity
      for (const row of firsts.values()) {
        const last = served.get(row.board) ?? 0
        if (last >= before) continue
        taken = row
        before = last
      }
      return taken
    },

    fill: (id, { notes, clusters, file, authors, photos }) => {
      fill.run(notes, clusters, file, authors, JSON.stringify(photos), checksumOf({ file, authors }), id)
      makeRoom(id)
      isSettled(id)
    },

    giveUp: (id) => {
      givenUp.add(id)
      isSettled(id)
    },
  }
}

function checksumOf({ file, authors }: Pick<ReadContent, 'file' | 'authors'>): number {
  return crc32(authors, crc32(file))
}
