import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { rowBytes, sliceBytes } from './deletion.ts'
import type { SyncStore } from './protocol.ts'
import type { DraftCommit } from '../../contracts/drafts.ts'

type DeskOperations = Pick<
  SyncStore,
  | 'loadDrafts'
  | 'mendDrafts'
  | 'touchDrafts'
  | 'appendDrafts'
  | 'draftOwnersOf'
  | 'revealDrafts'
  | 'boardsOfOldDrafts'
  | 'sweepDrafts'
>

interface DataRow {
  readonly seq: number
  readonly data: Uint8Array
  readonly checksum: number
}

/** Desks: one log for each participant of a board. A board that is deleted takes its desks along (see the schema). */
export function sqliteDesks(
  db: DatabaseSync,
  append: SyncStore['append'],
  showPhotos: SyncStore['showPhotos'],
): DeskOperations {
  const touch = db.prepare('UPDATE desks SET used = ? WHERE board = ? AND participant = ?')
  const put = db.prepare(`
    INSERT INTO desks (board, participant, has_drafts, used) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET has_drafts = excluded.has_drafts, used = excluded.used`)
  const rows = db.prepare(
    'SELECT seq, data, checksum FROM desk_log WHERE board = ? AND participant = ? ORDER BY seq',
  )
  const setAside = db.prepare(`
    INSERT INTO damaged (board, source, seq, data, checksum, found)
    SELECT board, 'desk', seq, data, checksum, ? FROM desk_log WHERE board = ? AND participant = ? AND seq >= ?`)
  const dropFrom = db.prepare('DELETE FROM desk_log WHERE board = ? AND participant = ? AND seq >= ?')
  const clear = db.prepare('DELETE FROM desk_log WHERE board = ? AND participant = ?')
  const insert = db.prepare('INSERT INTO desk_log (board, participant, data, checksum) VALUES (?, ?, ?, ?)')
  const draftOwnersOf = db.prepare('SELECT participant, has_drafts FROM desks WHERE board = ?')
  const boardsOfOld = db.prepare('SELECT DISTINCT board FROM desks WHERE used < ?')
  const unused = db.prepare(`
    SELECT participant,
      (SELECT coalesce(sum(octet_length(data) + ${rowBytes}), 0) FROM desk_log
       WHERE desk_log.board = desks.board AND desk_log.participant = desks.participant) AS bytes
    FROM desks WHERE board = ? AND used < ? AND participant NOT IN (SELECT value FROM json_each(?))
    LIMIT ${Math.ceil(sliceBytes / rowBytes)}`)
  const release = db.prepare('DELETE FROM photo_holders WHERE board = ? AND photo = ? AND participant = ?')
  const drop = db.prepare('DELETE FROM desks WHERE board = ? AND participant = ?')

  function commit({ board, participant, updates, isWhole, hasDrafts, at }: DraftCommit): void {
    put.run(board, participant, hasDrafts ? 1 : 0, at)
    if (isWhole) clear.run(board, participant)
    for (const update of updates) insert.run(board, participant, update, crc32(update))
  }

  function read(board: string, participant: string): { sound: readonly DataRow[]; damaged?: DataRow } {
    const all = rows.all(board, participant) as unknown as readonly DataRow[]
    const bad = all.findIndex(({ data, checksum }) => crc32(data) !== checksum)
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
      setAside.run(at, board, participant, damaged.seq)
      dropFrom.run(board, participant, damaged.seq)
    },
    touchDrafts: (board, participant, at) => {
      touch.run(at, board, participant)
    },
    appendDrafts: commit,
    draftOwnersOf: (board) =>
      draftOwnersOf.all(board).map((row) => ({
        participant: String(row['participant']),
        hasDrafts: row['has_drafts'] === 1,
      })),
    revealDrafts: (board, updates, desks) => {
      append(board, updates, [])
      for (const desk of desks) {
        commit(desk)
        const { participant, released = [] } = desk
        showPhotos(board, released)
        for (const photo of released) release.run(board, photo, participant)
      }
    },
    boardsOfOldDrafts: (before) => boardsOfOld.all(before).map(({ board }) => String(board)),
    sweepDrafts: (board, before, inUse) => {
      const kept = JSON.stringify(inUse.map(({ participant }) => participant))
      let count = 0
      let left = sliceBytes
      for (const { participant, bytes } of unused.all(board, before, kept)) {
        if (left <= 0) break
        drop.run(board, String(participant))
        left -= Number(bytes) + rowBytes
        count += 1
      }
      return count
    },
  }
}
