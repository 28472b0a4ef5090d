import type { Sql } from './sql.ts'
import { crc32 } from 'node:zlib'
import type { DraftCommit, DraftStore } from '../../contracts/drafts.ts'
import { rowBytes, sliceBytes } from './deletion.ts'
import type { StoreOperations } from './protocol.ts'
import { isIntact, type DataRow } from './repair.ts'

type DraftOperations = Pick<StoreOperations, keyof DraftStore | 'boardsOfOldDrafts'>

/** Drafts: one log for each participant of a board, in the tables `desks` and `desk_log`. */
export function draftRows(
  db: Sql,
  append: StoreOperations['append'],
  showPhotos: StoreOperations['showPhotos'],
): DraftOperations {
  const sql = prepareStatements(db)

  async function commit({
    board,
    participant,
    updates,
    isWhole,
    hasDrafts,
    heldSince,
    at,
  }: DraftCommit): Promise<void> {
    await sql.put.run(board, participant, hasDrafts ? 1 : 0, heldSince, at)
    if (isWhole) await sql.clear.run(board, participant)
    for (const update of updates) await sql.insert.run(board, participant, update, crc32(update))
  }

  async function read(
    board: string,
    participant: string,
  ): Promise<{ sound: readonly DataRow[]; damaged?: DataRow }> {
    const all = (await sql.rows.all(board, participant)) as unknown as readonly DataRow[]
    const bad = all.findIndex((row) => !isIntact(row))
    const damaged = all[bad]
    return damaged ? { sound: all.slice(0, bad), damaged } : { sound: all }
  }

  return {
    loadDrafts: async (board, participant) => {
      const { sound, damaged } = await read(board, participant)
      return { updates: sound.map(({ data }) => data), isDamaged: damaged !== undefined }
    },

    mendDrafts: async (board, participant, at) => {
      const { damaged } = await read(board, participant)
      if (!damaged) return
      await sql.setAside.run(at, board, participant, damaged.seq)
      await sql.dropFrom.run(board, participant, damaged.seq)
    },

    touchDrafts: async (board, participant, at) => void (await sql.touch.run(at, board, participant)),
    appendDrafts: commit,

    draftOwnersOf: async (board) =>
      (await sql.owners.all(board)).map((row) => ({
        participant: String(row['participant']),
        hasDrafts: row['has_drafts'] === 1,
        heldSince: row['held_since'] === null ? null : Number(row['held_since']),
      })),

    revealDrafts: async (board, updates, drafts) => {
      await append(board, updates, [])
      for (const each of drafts) {
        await commit(each)
        const { participant, released = [] } = each
        await showPhotos(board, released)
        for (const photo of released) await sql.release.run(board, photo, participant)
      }
    },

    boardsOfOldDrafts: async (before) =>
      (await sql.boardsOfOld.all(before)).map(({ board }) => String(board)),

    sweepDrafts: async (board, before, inUse) => {
      const kept = JSON.stringify(inUse.map(({ participant }) => participant))
      let count = 0
      let left = sliceBytes
      for (const { participant, bytes } of await sql.unused.all(board, before, kept)) {
        if (left <= 0) break
        await sql.drop.run(board, String(participant))
        left -= Number(bytes) + rowBytes
        count += 1
      }
      return count
    },
  }
}

function prepareStatements(db: Sql) {
  return {
    touch: db.prepare('UPDATE desks SET used = ? WHERE board = ? AND participant = ?'),
    put: db.prepare(`
      INSERT INTO desks (board, participant, has_drafts, held_since, used) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (board, participant) DO UPDATE SET
        has_drafts = excluded.has_drafts, held_since = excluded.held_since, used = excluded.used`),
    rows: db.prepare(
      'SELECT seq, data, checksum FROM desk_log WHERE board = ? AND participant = ? ORDER BY seq',
    ),
    setAside: db.prepare(`
      INSERT INTO damaged (board, source, seq, data, checksum, found)
      SELECT board, 'desk', seq, data, checksum, CAST(? AS BIGINT) FROM desk_log WHERE board = ? AND participant = ? AND seq >= ?`),
    dropFrom: db.prepare('DELETE FROM desk_log WHERE board = ? AND participant = ? AND seq >= ?'),
    clear: db.prepare('DELETE FROM desk_log WHERE board = ? AND participant = ?'),
    insert: db.prepare('INSERT INTO desk_log (board, participant, data, checksum) VALUES (?, ?, ?, ?)'),
    owners: db.prepare('SELECT participant, has_drafts, held_since FROM desks WHERE board = ?'),
    boardsOfOld: db.prepare('SELECT DISTINCT board FROM desks WHERE used < ?'),
    unused: db.prepare(`
      SELECT participant,
        (SELECT coalesce(sum(octet_length(data) + ${rowBytes}), 0) FROM desk_log
         WHERE desk_log.board = desks.board AND desk_log.participant = desks.participant) AS bytes
      FROM desks WHERE board = ? AND used < ? AND participant NOT IN ${db.itemsOf('?')}
      LIMIT ${Math.ceil(sliceBytes / rowBytes)}`),
    release: db.prepare('DELETE FROM photo_holders WHERE board = ? AND photo = ? AND participant = ?'),
    drop: db.prepare('DELETE FROM desks WHERE board = ? AND participant = ?'),
  }
}
