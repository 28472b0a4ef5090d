import type { DatabaseSync } from 'node:sqlite'
import { sliceBytes } from './deletion.ts'
import type { SyncStore } from './protocol.ts'
import type { OldPhotos, PhotoLimits, StoredPhoto } from '../../contracts/photos.ts'
import { photoHash } from '../../basics/photo-hash.ts'

export interface SqlitePhotos {
  readonly operations: Pick<
    SyncStore,
    | 'putPhoto'
    | 'readPhoto'
    | 'photosOf'
    | 'showPhotos'
    | 'holdPhotos'
    | 'isInCheckpoint'
    | 'usePhotos'
    | 'oldPhotos'
    | 'dropPhotos'
  >
  readonly copy: SyncStore['copyPhotos']
}

/** Pictures beside the boards they belong to. A board that is deleted takes them along. */
export function sqlitePhotos(db: DatabaseSync, warn: (problem: string) => void): SqlitePhotos {
  const isHeld = db.prepare('SELECT 1 FROM photo_holders WHERE board = ? AND photo = ? AND participant = ?')
  const total = db.prepare(
    'SELECT coalesce(sum(bytes), 0) AS bytes, count(*) AS count FROM photos WHERE board = ?',
  )
  const put = db.prepare(`
    INSERT INTO photos (board, id, is_shown, used, type, bytes, data) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
      is_shown = max(is_shown, excluded.is_shown), used = max(used, excluded.used), data = excluded.data`)
  const hold = db.prepare(`
    INSERT INTO photo_holders (board, photo, participant)
    SELECT board, id, ?3 FROM photos WHERE board = ?1 AND id = ?2
    ON CONFLICT DO NOTHING`)
  const read = db.prepare('SELECT type, data FROM photos WHERE board = ? AND id = ?')
  const photos = db.prepare('SELECT id, is_shown FROM photos WHERE board = ?')
  const holders = db.prepare('SELECT photo, participant FROM photo_holders WHERE board = ?')
  const show = db.prepare('UPDATE photos SET is_shown = 1 WHERE board = ? AND id = ? AND is_shown = 0')

  const copy = db.prepare(`
    INSERT INTO photos (board, id, is_shown, used, type, bytes, data)
    SELECT ?1, id, 1, ?2, type, bytes, data FROM photos WHERE board = ?3 AND id = ?4
    ON CONFLICT DO NOTHING`)
  const bytesOf = db.prepare('SELECT bytes FROM photos WHERE board = ? AND id = ?')
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

  const operations: SqlitePhotos['operations'] = {
    putPhoto: ({ board, id, participant, type, data, at }, limits) => {
      const isSentAgain = participant !== null && isHeld.get(board, id, participant) !== undefined
      // Asked in the same way for one that somebody else has sent: whether they have is theirs to show.
      const before = total.get(board) as unknown as PhotoLimits
      const isFull = before.bytes + data.byteLength > limits.bytes || before.count >= limits.count
      if (isFull && !isSentAgain) return false
      put.run(board, id, participant === null ? 1 : 0, at, type, data.byteLength, data)
      if (participant !== null) hold.run(board, id, participant)
      return true
    },

    readPhoto: (board, id) => {
      const row = read.get(board, id) as StoredPhoto | undefined
      if (!row) return undefined
      if (photoHash(row.data) === id) return { ...row }
      // Whoever sends it again puts it right.
      warn(`a picture of board ${board} is damaged`)
      return undefined
    },

    photosOf: (board) => {
      const holdersOf = new Map<string, string[]>()
      for (const row of holders.all(board)) {
        const [photo, participant] = [String(row['photo']), String(row['participant'])]
        const known = holdersOf.get(photo)
        if (known) known.push(participant)
        else holdersOf.set(photo, [participant])
      }
      return photos.all(board).map((row) => {
        const id = String(row['id'])
        return { id, isShown: row['is_shown'] === 1, holders: holdersOf.get(id) ?? [] }
      })
    },

    showPhotos: (board, ids) => {
      for (const id of ids) show.run(board, id)
    },

    holdPhotos: (board, participant, ids) => {
      for (const id of ids) hold.run(board, id, participant)
    },

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

  return {
    operations,
    copy: ({ id: board, created }, { from, ids }) => {
      let count = 0
      for (let left = sliceBytes; left > 0 && count < ids.length; count += 1) {
        const id = ids[count] ?? ''
        copy.run(board, created, from, id)
        left -= Number(bytesOf.get(board, id)?.['bytes'] ?? 0)
      }
      return count
    },
  }
}
