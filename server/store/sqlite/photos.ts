import type { DatabaseSync } from 'node:sqlite'
import { photoHash } from '../../basics/hashes.ts'
import type { OldPhotos, PhotoLimits, PhotoStore, StoredPhoto } from '../../contracts/photos.ts'
import { sliceBytes } from './deletion.ts'
import type { SyncStore } from './protocol.ts'

type PhotoOperations = Pick<SyncStore, keyof PhotoStore | 'copyPhotos'>
type UseOperations = Pick<PhotoOperations, 'isInCheckpoint' | 'usePhotos' | 'oldPhotos' | 'dropPhotos'>

/** Photos beside their boards. A deleted board takes its photos along. */
export function sqlitePhotos(db: DatabaseSync, warn: (problem: string) => void): PhotoOperations {
  const sql = prepareStatements(db)
  return {
    putPhoto: ({ board, id, participant, type, data, at }, limits) => {
      const isSentAgain = participant !== null && sql.isHeld.get(board, id, participant) !== undefined
      // The same question for photos that others have sent: the answer must not reveal that they did.
      const before = sql.total.get(board) as unknown as PhotoLimits
      const isFull = before.bytes + data.byteLength > limits.bytes || before.count >= limits.count
      if (isFull && !isSentAgain) return false
      sql.put.run(board, id, participant === null ? 1 : 0, at, type, data.byteLength, data)
      if (participant !== null) sql.hold.run(board, id, participant)
      return true
    },

    readPhoto: (board, id) => {
      const row = sql.read.get(board, id) as StoredPhoto | undefined
      if (!row) return undefined
      if (photoHash(row.data) === id) return { ...row }
      // Sending it again repairs it.
      warn(`a picture of board ${board} is damaged`)
      return undefined
    },

    photosOf: (board) => {
      const holders = new Map<string, string[]>()
      for (const row of sql.holders.all(board)) {
        const [photo, participant] = [String(row['photo']), String(row['participant'])]
        const known = holders.get(photo)
        if (known) known.push(participant)
        else holders.set(photo, [participant])
      }
      return sql.photos.all(board).map((row) => {
        const id = String(row['id'])
        return { id, isShown: row['is_shown'] === 1, holders: holders.get(id) ?? [] }
      })
    },

    showPhotos: (board, ids) => {
      for (const id of ids) sql.show.run(board, id)
    },

    holdPhotos: (board, participant, ids) => {
      for (const id of ids) sql.hold.run(board, id, participant)
    },

    copyPhotos: ({ id: board, created }, { from, ids }) => {
      let count = 0
      for (let left = sliceBytes; left > 0 && count < ids.length; count += 1) {
        const id = ids[count] ?? ''
        sql.copy.run(board, created, from, id)
        left -= Number(sql.bytesOf.get(board, id)?.['bytes'] ?? 0)
      }
      return count
    },

    ...useOperations(db),
  }
}

/** Which photos are in use, and what becomes of the others. */
function useOperations(db: DatabaseSync): UseOperations {
  const inCheckpoint = `EXISTS (
    SELECT 1 FROM checkpoints, json_each(checkpoints.photos) AS kept
    WHERE checkpoints.board = photos.board AND kept.value = photos.id)`
  const findInCheckpoint = db.prepare(`SELECT 1 FROM photos WHERE board = ? AND id = ? AND ${inCheckpoint}`)
  const use = db.prepare('UPDATE photos SET used = max(used, ?) WHERE board = ? AND id = ?')
  const old = db.prepare(`
    SELECT board, id FROM photos
    WHERE used < ? AND NOT ${inCheckpoint}
      AND NOT EXISTS (SELECT 1 FROM checkpoints WHERE board = photos.board AND file IS NULL)
    ORDER BY board, id`)
  const holdersOf = db.prepare('SELECT participant FROM photo_holders WHERE board = ? AND photo = ?')
  const drop = db.prepare('DELETE FROM photos WHERE board = ? AND id = ? AND used < ?')
  return {
    isInCheckpoint: (board, photo) => findInCheckpoint.get(board, photo) !== undefined,

    usePhotos: (board, ids, at) => {
      for (const id of ids) use.run(at, board, id)
    },

    oldPhotos: (before) => {
      const boards = new Map<string, OldPhotos['photos'][number][]>()
      for (const row of old.all(before)) {
        const [board, id] = [String(row['board']), String(row['id'])]
        const photos = boards.get(board) ?? []
        photos.push({ id, holders: holdersOf.all(board, id).map(({ participant }) => String(participant)) })
        boards.set(board, photos)
      }
      return [...boards].map(([board, photos]) => ({ board, photos }))
    },

    dropPhotos: (board, ids, before) => {
      for (const id of ids) drop.run(board, id, before)
    },
  }
}

function prepareStatements(db: DatabaseSync) {
  return {
    isHeld: db.prepare('SELECT 1 FROM photo_holders WHERE board = ? AND photo = ? AND participant = ?'),
    total: db.prepare(
      'SELECT coalesce(sum(bytes), 0) AS bytes, count(*) AS count FROM photos WHERE board = ?',
    ),
    put: db.prepare(`
      INSERT INTO photos (board, id, is_shown, used, type, bytes, data) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET
        is_shown = max(is_shown, excluded.is_shown), used = max(used, excluded.used), data = excluded.data`),
    hold: db.prepare(`
      INSERT INTO photo_holders (board, photo, participant)
      SELECT board, id, ?3 FROM photos WHERE board = ?1 AND id = ?2
      ON CONFLICT DO NOTHING`),
    read: db.prepare('SELECT type, data FROM photos WHERE board = ? AND id = ?'),
    photos: db.prepare('SELECT id, is_shown FROM photos WHERE board = ?'),
    holders: db.prepare('SELECT photo, participant FROM photo_holders WHERE board = ?'),
    show: db.prepare('UPDATE photos SET is_shown = 1 WHERE board = ? AND id = ? AND is_shown = 0'),
    copy: db.prepare(`
      INSERT INTO photos (board, id, is_shown, used, type, bytes, data)
      SELECT ?1, id, 1, ?2, type, bytes, data FROM photos WHERE board = ?3 AND id = ?4
      ON CONFLICT DO NOTHING`),
    bytesOf: db.prepare('SELECT bytes FROM photos WHERE board = ? AND id = ?'),
  }
}
