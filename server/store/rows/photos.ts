import type { Sql } from './sql.ts'
import { photoHash } from '../../basics/hashes.ts'
import type { OldPhotos, PhotoLimits, PhotoStore, StoredPhoto } from '../../contracts/photos.ts'
import { sliceBytes } from './deletion.ts'
import type { StoreOperations } from './protocol.ts'

type PhotoOperations = Pick<StoreOperations, keyof PhotoStore | 'copyPhotos'>
type UseOperations = Pick<PhotoOperations, 'isInCheckpoint' | 'usePhotos' | 'oldPhotos' | 'dropPhotos'>

/** Photos beside their boards. A deleted board takes its photos along. */
export function photoRows(db: Sql, warn: (problem: string) => void): PhotoOperations {
  const sql = prepareStatements(db)
  return {
    putPhoto: async ({ board, id, participant, type, data, at }, limits) => {
      const isSentAgain = participant !== null && (await sql.isHeld.get(board, id, participant)) !== undefined
      // The same question for photos that others have sent: the answer must not reveal that they did.
      const before = (await sql.total.get(board)) as unknown as PhotoLimits
      const isFull = before.bytes + data.byteLength > limits.bytes || before.count >= limits.count
      if (isFull && !isSentAgain) return false
      await sql.put.run(board, id, participant === null ? 1 : 0, at, type, data.byteLength, data)
      if (participant !== null) await sql.hold.run(board, id, participant)
      return true
    },

    readPhoto: async (board, id) => {
      const row = (await sql.read.get(board, id)) as StoredPhoto | undefined
      if (!row) return undefined
      if (photoHash(row.data) === id) return { ...row }
      // Sending it again repairs it.
      warn(`a picture of board ${board} is damaged`)
      return undefined
    },

    photosOf: async (board) => {
      const holders = new Map<string, string[]>()
      for (const row of await sql.holders.all(board)) {
        const [photo, participant] = [String(row['photo']), String(row['participant'])]
        const known = holders.get(photo)
        if (known) known.push(participant)
        else holders.set(photo, [participant])
      }
      return (await sql.photos.all(board)).map((row) => {
        const id = String(row['id'])
        return { id, isShown: row['is_shown'] === 1, holders: holders.get(id) ?? [] }
      })
    },

    showPhotos: async (board, ids) => {
      for (const id of ids) await sql.show.run(board, id)
    },

    holdPhotos: async (board, participant, ids) => {
      for (const id of ids) await sql.hold.run(board, id, participant)
    },

    releasePhoto: async (board, participant, id) => void (await sql.release.run(board, id, participant)),

    copyPhotos: async ({ id: board, created }, { from, ids }) => {
      let count = 0
      for (let left = sliceBytes; left > 0 && count < ids.length; count += 1) {
        const id = ids[count] ?? ''
        await sql.copy.run(board, created, from, id)
        left -= Number((await sql.bytesOf.get(board, id))?.['bytes'] ?? 0)
      }
      return count
    },

    ...useOperations(db),
  }
}

/** Which photos are in use, and what becomes of the others. */
function useOperations(db: Sql): UseOperations {
  const inCheckpoint = `EXISTS (
    SELECT 1 FROM checkpoints
    WHERE checkpoints.board = photos.board AND photos.id IN ${db.itemsOf('checkpoints.photos')})`
  const findInCheckpoint = db.prepare(`SELECT 1 FROM photos WHERE board = ? AND id = ? AND ${inCheckpoint}`)
  const use = db.prepare('UPDATE photos SET used = ?1 WHERE board = ?2 AND id = ?3 AND used < ?1')
  const old = db.prepare(`
    SELECT board, id FROM photos
    WHERE used < ? AND NOT ${inCheckpoint}
      AND NOT EXISTS (SELECT 1 FROM checkpoints WHERE board = photos.board AND file IS NULL)
    ORDER BY board, id`)
  const holdersOf = db.prepare(
    'SELECT participant FROM photo_holders WHERE board = ? AND photo = ? ORDER BY participant',
  )
  const drop = db.prepare('DELETE FROM photos WHERE board = ? AND id = ? AND used < ?')
  return {
    isInCheckpoint: async (board, photo) => (await findInCheckpoint.get(board, photo)) !== undefined,

    usePhotos: async (board, ids, at) => {
      for (const id of ids) await use.run(at, board, id)
    },

    oldPhotos: async (before) => {
      const boards = new Map<string, OldPhotos['photos'][number][]>()
      for (const row of await old.all(before)) {
        const [board, id] = [String(row['board']), String(row['id'])]
        const photos = boards.get(board) ?? []
        photos.push({
          id,
          holders: (await holdersOf.all(board, id)).map(({ participant }) => String(participant)),
        })
        boards.set(board, photos)
      }
      return [...boards].map(([board, photos]) => ({ board, photos }))
    },

    dropPhotos: async (board, ids, before) => {
      for (const id of ids) await drop.run(board, id, before)
    },
  }
}

function prepareStatements(db: Sql) {
  return {
    isHeld: db.prepare('SELECT 1 FROM photo_holders WHERE board = ? AND photo = ? AND participant = ?'),
    total: db.prepare(
      'SELECT coalesce(sum(bytes), 0) AS bytes, count(*) AS count FROM photos WHERE board = ?',
    ),
    put: db.prepare(`
      INSERT INTO photos (board, id, is_shown, used, type, bytes, data) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (board, id) DO UPDATE SET data = excluded.data,
        is_shown = CASE WHEN excluded.is_shown = 1 THEN 1 ELSE photos.is_shown END,
        used = CASE WHEN excluded.used > photos.used THEN excluded.used ELSE photos.used END`),
    hold: db.prepare(`
      INSERT INTO photo_holders (board, photo, participant)
      SELECT board, id, ?3 FROM photos WHERE board = ?1 AND id = ?2
      ON CONFLICT DO NOTHING`),
    release: db.prepare('DELETE FROM photo_holders WHERE board = ? AND photo = ? AND participant = ?'),
    read: db.prepare('SELECT type, data FROM photos WHERE board = ? AND id = ?'),
    photos: db.prepare('SELECT id, is_shown FROM photos WHERE board = ?'),
    holders: db.prepare(
      'SELECT photo, participant FROM photo_holders WHERE board = ? ORDER BY photo, participant',
    ),
    show: db.prepare('UPDATE photos SET is_shown = 1 WHERE board = ? AND id = ? AND is_shown = 0'),
    copy: db.prepare(`
      INSERT INTO photos (board, id, is_shown, used, type, bytes, data)
      SELECT ?1, id, 1, CAST(?2 AS BIGINT), type, bytes, data FROM photos WHERE board = ?3 AND id = ?4
      ON CONFLICT DO NOTHING`),
    bytesOf: db.prepare('SELECT bytes FROM photos WHERE board = ? AND id = ?'),
  }
}
