import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { SyncStore } from './sqlite-protocol.ts'
import type { StoredPhoto } from './store.ts'

type PhotoOperations = Pick<SyncStore, 'putPhoto' | 'readPhoto' | 'photosOf' | 'showPhotos' | 'holdPhotos'>

/** Pictures beside the boards they belong to. A board that is deleted takes them along. */
export function sqlitePhotos(db: DatabaseSync, warn: (problem: string) => void): PhotoOperations {
  const isHeld = db.prepare('SELECT 1 FROM photo_holders WHERE board = ? AND photo = ? AND participant = ?')
  const total = db.prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM photos WHERE board = ?')
  const put = db.prepare(`
    INSERT INTO photos (board, id, is_shown, used, type, bytes, data) VALUES (?, ?, 0, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET used = max(used, excluded.used), data = excluded.data`)
  const hold = db.prepare(`
    INSERT INTO photo_holders (board, photo, participant)
    SELECT board, id, ?3 FROM photos WHERE board = ?1 AND id = ?2
    ON CONFLICT DO NOTHING`)
  const read = db.prepare('SELECT type, data FROM photos WHERE board = ? AND id = ?')
  const photos = db.prepare('SELECT id, is_shown FROM photos WHERE board = ?')
  const holders = db.prepare('SELECT photo, participant FROM photo_holders WHERE board = ?')
  const show = db.prepare('UPDATE photos SET is_shown = 1 WHERE board = ? AND id = ? AND is_shown = 0')

  return {
    putPhoto: ({ board, id, participant, type, data, at }, most) => {
      const isSentAgain = isHeld.get(board, id, participant) !== undefined
      // Asked in the same way for one that somebody else has sent: whether they have is theirs to show.
      if (!isSentAgain && Number(total.get(board)?.['bytes']) + data.byteLength > most) return false
      put.run(board, id, at, type, data.byteLength, data)
      hold.run(board, id, participant)
      return true
    },

    readPhoto: (board, id) => {
      const row = read.get(board, id) as StoredPhoto | undefined
      if (!row) return undefined
      if (createHash('sha256').update(row.data).digest('base64url') === id) return { ...row }
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
  }
}
