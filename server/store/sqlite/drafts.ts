import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import type { DraftCommit, DraftStore } from '../../contracts/drafts.ts'
import { rowBytes, sliceBytes } from './deletion.ts'
import type { SyncStore } from './protocol.ts'
import { isIntact, type DataRow } from './repair.ts'

type DraftOperations = Pick<SyncStore, keyof DraftStore | 'boardsOfOldDrafts'>

/** Drafts: one log for each participant of a board, in the tables `desks` and `desk_log`. */
export function sqliteDrafts(
  db: DatabaseSync,
  append: SyncStore['append'],
  showPhotos: SyncStore['showPhotos'],
): DraftOperations {
  const sql = prepareStatements(db)

  function commit({ board, participant, updates, isWhole, hasDrafts, heldSince, at }: DraftCommit): void {
    sql.put.run(board, participant, hasDrafts ? 1 : 0, heldSince, at)
    if (isWhole) sql.clear.run(board, participant)
    for (const update of updates) sql.insert.run(board, participant, update, crc32(update))
  }

  function read(board: string, participant: string): { sound: readonly DataRow[]; damaged?: DataRow } {
    const all = sql.rows.all(board, participant) as unknown as readonly DataRow[]
    const bad = all.findIndex((row) => !isIntact(row))
    const damaged = all[bad]
    return damaged ? { sound: all.slice(0, bad), damaged } : { sound: all }
  }

  return {
    loadDrafts: (board, participant) => {
      const { sound, damaged } = read(board, participant)
      return { updates: sound.map(({ data }) => data), isDamaged: damaged !== undefined }
    },

    mendDrafts: (board, participant, at) => {
      const { damaged } = read(board, participant)
      if (!damaged) return
      sql.setAside.run(at, board, participant, damaged.seq)
      sql.dropFrom.run(board, participant, damaged.seq)
    },

    touchDrafts: (board, participant, at) => void sql.touch.run(at, board, participant),
    appendDrafts: commit,

    draftOwnersOf: (board) =>
      sql.owners.all(board).map((row) => ({
        participant: String(row['participant']),
        hasDrafts: row['has_drafts'] === 1,
        heldSince: row['held_since'] === null ? null : Number(row['held_since']),
      })),

    revealDrafts: (board, updates, drafts) => {
      append(board, updates, [])
      for (const each of drafts) {
        commit(each)
        const { participant, released = [] } = each
        showPhotos(board, released)
        for (const photo of released) sql.release.run(board, photo, participant)
      }
    },

    boardsOfOldDrafts: (before) => sql.boardsOfOld.all(before).map(({ board }) => String(board)),

    sweepDrafts: (board, before, inUse) => {
      const kept = JSON.stringify(inUse.map(({ participant }) => participant))
      let count = 0
      let left = sliceBytes
      for (const { participant, bytes } of sql.unused.all(board, before, kept)) {
        if (left <= 0) break
        sql.drop.run(board, String(participant))
        left -= Number(bytes) + rowBytes
        count += 1
      }
      return count
    },
  }
}

function prepareStatements(db: DatabaseSync) {
  return {
    touch: db.prepare('UPDATE desks SET used = ? WHERE board = ? AND participant = ?'),
    put: db.prepare(`
      INSERT INTO desks (board, participant, has_drafts, held_since, used) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET
        has_drafts = excluded.has_drafts, held_since = excluded.held_since, used = excluded.used`),
    rows: db.prepare(
      'SELECT seq, data, checksum FROM desk_log WHERE board = ? AND participant = ? ORDER BY seq',
    ),
    setAside: db.prepare(`
      INSERT INTO damaged (board, source, seq, data, checksum, found)
      SELECT board, 'desk', seq, data, checksum, ? FROM desk_log WHERE board = ? AND participant = ? AND seq >= ?`),
    dropFrom: db.prepare('DELETE FROM desk_log WHERE board = ? AND participant = ? AND seq >= ?'),
    clear: db.prepare('DELETE FROM desk_log WHERE board = ? AND participant = ?'),
    insert: db.prepare('INSERT INTO desk_log (board, participant, data, checksum) VALUES (?, ?, ?, ?)'),
    owners: db.prepare('SELECT participant, has_drafts, held_since FROM desks WHERE board = ?'),
    boardsOfOld: db.prepare('SELECT DISTINCT board FROM desks WHERE used < ?'),
    unused: db.prepare(`
      SELECT participant,
        (SELECT coalesce(sum(octet_length(data) + ${rowBytes}), 0) FROM desk_log
         WHERE desk_log.board = desks.board AND desk_log.participant = desks.participant) AS bytes
      FROM desks WHERE board = ? AND used < ? AND participant NOT IN (SELECT value FROM json_each(?))
      LIMIT ${Math.ceil(sliceBytes / rowBytes)}`),
    release: db.prepare('DELETE FROM photo_holders WHERE board = ? AND photo = ? AND participant = ?'),
    drop: db.prepare('DELETE FROM desks WHERE board = ? AND participant = ?'),
  }
}
