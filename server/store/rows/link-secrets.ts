import type { Sql } from './sql.ts'
import type { LinkSecretStore, LinkSeals } from '../../contracts/link-secrets.ts'
import type { StoreOperations } from './protocol.ts'

/** Sealed secrets of links, and the keys to them, in columns beside the links, sessions and device links. */
export function linkSecretRows(db: Sql): Pick<StoreOperations, keyof LinkSecretStore> {
  // A device link has its key from a session. It works no longer than the session does.
  const isHeld = `(
    EXISTS (SELECT 1 FROM links WHERE board = ?1 AND is_active = 1 AND links_key IS NOT NULL)
    OR EXISTS (SELECT 1 FROM sessions WHERE board = ?1 AND has_ended = 0 AND links_key IS NOT NULL))`
  const sql = {
    board: db.prepare(`SELECT links_key FROM boards WHERE id = ?1 AND ${isHeld}`),
    links: db.prepare(
      'SELECT role, hash, sealed, links_key AS key FROM links WHERE board = ? AND is_active = 1',
    ),
    holder: db.prepare(`
      SELECT links_key FROM sessions WHERE hash = ?1 AND board = ?2 AND has_ended = 0
      UNION ALL SELECT links_key FROM handovers WHERE hash = ?1 AND board = ?2`),
    putBoard: db.prepare(`
      UPDATE boards SET links_key = ?2 WHERE id = ?1 AND coalesce(links_key, ?2) = ?2`),
    replaceKey: db.prepare(`UPDATE boards SET links_key = ?2 WHERE id = ?1 AND NOT ${isHeld}`),
    dropSealed: db.prepare('UPDATE links SET sealed = NULL WHERE board = ?'),
    putLink: db.prepare(`
      UPDATE links SET sealed = coalesce(?, sealed), links_key = coalesce(?, links_key)
      WHERE board = ? AND hash = ? AND is_active = 1`),
    putSession: db.prepare(
      'UPDATE sessions SET links_key = ? WHERE board = ? AND hash = ? AND has_ended = 0',
    ),
    putDeviceLink: db.prepare('UPDATE handovers SET links_key = ? WHERE board = ? AND hash = ?'),
  }
  return {
    sealsOf: async (board, holder) => ({
      publicKey: bytesOrNull((await sql.board.get(board))?.['links_key']),
      links: (await sql.links.all(board)).map((row) => ({ ...row }) as unknown as LinkSeals['links'][number]),
      key: bytesOrNull((await sql.holder.get(holder, board))?.['links_key']),
    }),
    keepSeals: async (board, { publicKey, links, holders }) => {
      if ((await sql.putBoard.run(board, publicKey)).changes === 0) {
        if ((await sql.replaceKey.run(board, publicKey)).changes === 0) return false
        // Nobody can open them any more.
        await sql.dropSealed.run(board)
      }
      for (const { hash, sealed, key } of links) await sql.putLink.run(sealed, key, board, hash)
      for (const { hash, key } of holders) {
        await sql.putSession.run(key, board, hash)
        await sql.putDeviceLink.run(key, board, hash)
      }
      return true
    },
  }
}

function bytesOrNull(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null
}
