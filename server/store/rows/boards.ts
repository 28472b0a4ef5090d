import { Role } from '#shared/workshop/role.ts'
import type { BoardRow, BoardStore, LinkRow, LinkSecretStore, LinkSeals } from '../../contracts/boards.ts'
import type { EndedSession } from '../../contracts/sessions.ts'
import type { Sql } from './sql.ts'
import type { StoreOperations } from './protocol.ts'
import { endedForGood, endedWithLink } from './sessions.ts'

type BoardOperations = Pick<StoreOperations, Exclude<keyof BoardStore, 'deleteBoard'> | 'finishBoard'>

/** Boards and their links. */
export function boardRows(db: Sql, append: StoreOperations['append']): BoardOperations {
  const sql = prepareStatements(db)

  async function putLink({ board, role, hash, codeHash, isActive, created }: LinkRow): Promise<void> {
    await sql.putLink.run(board, role, hash, codeHash, isActive ? 1 : 0, created)
  }

  async function endSessions(board: string, role: Role, keep: string | null): Promise<EndedSession[]> {
    if (role === Role.facilitator) await sql.endTokens.run(board, keep)
    return (await sql.endSessions.all(keep, board, role, keep)).map(
      (row) => ({ ...row }) as unknown as EndedSession,
    )
  }

  return {
    createBoard: async (board, links, update, isUnfinished) => {
      await sql.insert.run(board.id, board.title, board.language, board.created, board.creator ?? null)
      for (const link of links) await putLink(link)
      await append(board.id, [update], [])
      if (isUnfinished) await sql.markUnfinished.run(board.id)
    },
    finishBoard: async (board, links) => {
      for (const link of links) await putLink(link)
      await sql.unmarkUnfinished.run(board)
    },
    countBoards: async (creator) =>
      Number((creator === undefined ? await sql.count.get() : await sql.countOf.get(creator))?.['boards']),
    lastChangeOf: async (board) => {
      const used = (await sql.lastChange.get(board))?.['used']
      return used === undefined ? null : Number(used)
    },
    boardsUnusedSince: async (at) => (await sql.unused.all(at)).map(({ id }) => String(id)),
    keepFor: async (days, now) => {
      await sql.keepFor.run(days, now)
      return Number((await sql.keptSince.get())?.['since'])
    },
    findBoard: async (id) => (await sql.find.get(id)) as BoardRow | undefined,
    updateBoard: async (id, { title, language }) =>
      void (await sql.update.run(title ?? null, language ?? null, id)),

    linksOf: async (board) => (await sql.linksOf.all(board)).map((row) => readLink(row)),
    replaceLink: async (link, keep) => {
      await putLink(link)
      return await endSessions(link.board, link.role, keep)
    },
    replaceLinkForHost: async (link) => {
      await putLink(link)
      await sql.markByHost.run(link.board, link.role)
    },
    revokeLink: async (board, role, keep) => {
      await sql.revokeLink.run(board, role)
      return await endSessions(board, role, keep)
    },
    findLink: async (board, hash) => readOptionalLink(await sql.findLink.get(hash, board)),
    findLinkByCode: async (codeHash) => readOptionalLink(await sql.findLinkByCode.get(codeHash)),
  }
}

function readOptionalLink(row: object | undefined): LinkRow | undefined {
  return row && readLink(row)
}

function readLink(row: object): LinkRow {
  const { board, role, hash, code_hash, is_active, created, by_host } = row as Omit<
    LinkRow,
    'codeHash' | 'isActive' | 'isByHost'
  > & { code_hash: string | null; is_active: number; by_host: number }
  return {
    board,
    role,
    hash,
    codeHash: code_hash,
    isActive: is_active === 1,
    created,
    ...(by_host === 1 && { isByHost: true }),
  }
}

/** A second board has its page under the first one. Whoever has a link to a question is still to be asked, or told. */
const withoutPublic = `NOT EXISTS (
  SELECT 1 FROM purpose_pages WHERE published = 1 AND withdrawn IS NULL
    AND board = coalesce((SELECT root FROM purpose_of WHERE purpose_of.board = boards.id), boards.id))
  AND NOT EXISTS (SELECT 1 FROM asked WHERE asked.board = boards.id AND about IS NOT NULL AND shown IS NULL)`

function prepareStatements(db: Sql) {
  const linkColumns = 'board, role, hash, code_hash, is_active, created'
  return {
    insert: db.prepare('INSERT INTO boards (id, title, language, created, creator) VALUES (?, ?, ?, ?, ?)'),
    find: db.prepare(`
      SELECT id, title, language, created FROM boards
      WHERE id = ? AND NOT EXISTS (SELECT 1 FROM unfinished WHERE board = boards.id)`),
    count: db.prepare('SELECT (SELECT count(*) FROM boards) - (SELECT count(*) FROM unfinished) AS boards'),
    countOf: db.prepare(
      'SELECT count(*) AS boards FROM boards WHERE creator = ? AND id NOT IN (SELECT board FROM unfinished)',
    ),
    lastChange: db.prepare(`SELECT used FROM boards WHERE id = ? AND ${withoutPublic}`),
    unused: db.prepare(`SELECT id FROM boards WHERE used < ? AND ${withoutPublic}`),
    keepFor: db.prepare(`
      INSERT INTO retention (id, days, since) VALUES (1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET days = excluded.days, since = CASE
        WHEN retention.days = 0 OR excluded.days BETWEEN 1 AND retention.days - 1 THEN excluded.since
        ELSE retention.since END`),
    keptSince: db.prepare('SELECT since FROM retention'),
    update: db.prepare(`
      UPDATE boards SET title = coalesce(?, title), language = coalesce(?, language) WHERE id = ?`),
    markUnfinished: db.prepare('INSERT INTO unfinished (board) VALUES (?)'),
    unmarkUnfinished: db.prepare('DELETE FROM unfinished WHERE board = ?'),
    linksOf: db.prepare(`SELECT ${linkColumns}, by_host FROM links WHERE board = ? ORDER BY role`),
    putLink: db.prepare(`
      INSERT INTO links (${linkColumns}) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (board, role) DO UPDATE SET hash = excluded.hash, code_hash = excluded.code_hash,
        is_active = excluded.is_active, created = excluded.created, sealed = NULL, links_key = NULL, by_host = 0`),
    markByHost: db.prepare('UPDATE links SET by_host = 1 WHERE board = ? AND role = ?'),
    revokeLink: db.prepare(
      'UPDATE links SET is_active = 0, sealed = NULL, links_key = NULL WHERE board = ? AND role = ?',
    ),
    endSessions: db.prepare(`
      UPDATE sessions SET links_key = NULL, has_ended = CASE
        WHEN participant IS NOT DISTINCT FROM (SELECT participant FROM sessions WHERE hash = ?) THEN ${endedForGood}
        ELSE ${endedWithLink} END
      WHERE board = ? AND role = ? AND has_ended = 0 AND hash IS DISTINCT FROM ? RETURNING hash, participant`),
    endTokens: db.prepare(
      'DELETE FROM tokens WHERE board = ? AND maker IS DISTINCT FROM (SELECT participant FROM sessions WHERE hash = ?)',
    ),
    findLink: db.prepare(`SELECT ${linkColumns}, by_host FROM links WHERE hash = ? AND board = ?`),
    findLinkByCode: db.prepare(`SELECT ${linkColumns}, by_host FROM links WHERE code_hash = ?`),
  }
}

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
