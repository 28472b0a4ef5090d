import type { Sql } from './sql.ts'
import type { EndedSession } from '../../contracts/sessions.ts'
import type { StoreOperations } from './protocol.ts'
import { asSessionRow, endedForGood, endedWithLink, readColumns, sessionColumns } from './sessions.ts'

type DeviceOperations = Pick<
  StoreOperations,
  | 'sessionsOfPerson'
  | 'endOtherSessions'
  | 'findRevokedSession'
  | 'putDeviceLink'
  | 'findDeviceLink'
  | 'useDeviceLink'
>

/** Several sessions of one person, and device links, in the table `handovers`. */
export function deviceRows(db: Sql): DeviceOperations {
  const sql = prepareStatements(db)
  const sessionOf = async (hash: string) => {
    const row = await sql.findSession.get(hash)
    return row && asSessionRow(row)
  }
  const sessionsOfPerson = async (hash: string) => (await sql.sessionsOfPerson.all(hash)).map(asSessionRow)
  const sessionBehind = async (board: string, hash: string, now: number) => {
    const found = await sql.findLink.get(hash, board, now)
    return found && (await sessionOf(String(found['session'])))
  }

  return {
    sessionsOfPerson,
    endOtherSessions: async (hash, only) => {
      // One ended device takes its device link along. The other devices' links stay.
      if (only === undefined) {
        await sql.deleteLinks.run(hash)
        await sql.endRevoked.run(hash)
      }
      return (await sql.endOthers.all(hash, hash, only ?? null)).map(
        (row) => ({ ...row }) as unknown as EndedSession,
      )
    },
    findRevokedSession: async ({ hashes, board, role, name, maxDevices }) => {
      for (const hash of hashes) {
        const row = await sql.findRevoked.get(hash, board, role, name)
        if (row && (await sessionsOfPerson(hash)).length < maxDevices) return asSessionRow(row)
      }
      return undefined
    },
    putDeviceLink: async ({ hash, board, session, until }, now, maxDevices) => {
      await sql.deleteExpired.run(now)
      if (!(await sessionOf(session)) || (await sessionsOfPerson(session)).length >= maxDevices) return false
      await sql.putLink.run(hash, board, session, until)
      return true
    },
    findDeviceLink: sessionBehind,
    useDeviceLink: async ({ board, hash, session, now, maxDevices }) => {
      const behind = await sessionBehind(board, hash, now)
      if (!behind || (await sessionsOfPerson(behind.hash)).length >= maxDevices) return undefined
      await sql.deleteLink.run(hash)
      await sql.addSession.run(session, now, behind.hash)
      return await sessionOf(session)
    },
  }
}

function prepareStatements(db: Sql) {
  /** The sessions of the person whose session is the parameter, one for each device. */
  const samePerson =
    '(board, role, participant) = (SELECT board, role, participant FROM sessions WHERE hash = ?)'
  return {
    sessionsOfPerson: db.prepare(
      `SELECT ${readColumns} FROM sessions WHERE ${samePerson} AND has_ended = 0 ORDER BY created, hash`,
    ),
    endOthers: db.prepare(`
      UPDATE sessions SET has_ended = ${endedForGood}, links_key = NULL
      WHERE ${samePerson} AND has_ended = 0 AND hash IS DISTINCT FROM ? AND hash = coalesce(?, hash)
      RETURNING hash, participant`),
    endRevoked: db.prepare(
      `UPDATE sessions SET has_ended = ${endedForGood} WHERE ${samePerson} AND has_ended = ${endedWithLink}`,
    ),
    findRevoked: db.prepare(`
      SELECT ${readColumns} FROM sessions
      WHERE hash = ? AND board = ? AND role = ? AND name = ? AND has_ended = ${endedWithLink}`),
    findSession: db.prepare(`SELECT ${readColumns} FROM sessions WHERE hash = ? AND has_ended = 0`),
    addSession: db.prepare(`
      INSERT INTO sessions (${sessionColumns})
      SELECT ?, board, role, link, participant, name, colour, ? FROM sessions WHERE hash = ?`),
    putLink: db.prepare(`
      INSERT INTO handovers (hash, board, session, until) VALUES (?, ?, ?, ?)
      ON CONFLICT (session) DO UPDATE SET
        hash = excluded.hash, until = excluded.until, links_key = NULL`),
    findLink: db.prepare('SELECT session FROM handovers WHERE hash = ? AND board = ? AND until > ?'),
    deleteLink: db.prepare('DELETE FROM handovers WHERE hash = ?'),
    deleteLinks: db.prepare(
      `DELETE FROM handovers WHERE session IN (SELECT hash FROM sessions WHERE ${samePerson})`,
    ),
    deleteExpired: db.prepare('DELETE FROM handovers WHERE until <= ?'),
  }
}
