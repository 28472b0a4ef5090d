import type { DatabaseSync } from 'node:sqlite'
import type { EndedSession } from '../../contracts/sessions.ts'
import type { SyncStore } from './protocol.ts'
import { asSessionRow, endedForGood, endedWithLink, readColumns, sessionColumns } from './sessions.ts'

type DeviceOperations = Pick<
  SyncStore,
  | 'sessionsOfPerson'
  | 'endOtherSessions'
  | 'findRevokedSession'
  | 'putDeviceLink'
  | 'findDeviceLink'
  | 'useDeviceLink'
>

/** Several sessions of one person, and device links, in the table `handovers`. */
export function sqliteDevices(db: DatabaseSync): DeviceOperations {
  const sql = prepareStatements(db)
  const sessionOf = (hash: string) => {
    const row = sql.findSession.get(hash)
    return row && asSessionRow(row)
  }
  const sessionsOfPerson = (hash: string) => sql.sessionsOfPerson.all(hash).map(asSessionRow)
  const sessionBehind = (board: string, hash: string, now: number) => {
    const found = sql.findLink.get(hash, board, now)
    return found && sessionOf(String(found['session']))
  }

  return {
    sessionsOfPerson,
    endOtherSessions: (hash, only) => {
      // One ended device takes its device link along. The other devices' links stay.
      if (only === undefined) {
        sql.deleteLinks.run(hash)
        sql.endRevoked.run(hash)
      }
      return sql.endOthers.all(hash, hash, only ?? null).map((row) => ({ ...row }) as unknown as EndedSession)
    },
    findRevokedSession: ({ hashes, board, role, name, maxDevices }) => {
      for (const hash of hashes) {
        const row = sql.findRevoked.get(hash, board, role, name)
        if (row && sessionsOfPerson(hash).length < maxDevices) return asSessionRow(row)
      }
      return undefined
    },
    putDeviceLink: ({ hash, board, session, until }, now, maxDevices) => {
      sql.deleteExpired.run(now)
      if (!sessionOf(session) || sessionsOfPerson(session).length >= maxDevices) return false
      sql.putLink.run(hash, board, session, until)
      return true
    },
    findDeviceLink: sessionBehind,
    useDeviceLink: ({ board, hash, session, now, maxDevices }) => {
      const behind = sessionBehind(board, hash, now)
      if (!behind || sessionsOfPerson(behind.hash).length >= maxDevices) return undefined
      sql.deleteLink.run(hash)
      sql.addSession.run(session, now, behind.hash)
      return sessionOf(session)
    },
  }
}

function prepareStatements(db: DatabaseSync) {
  /** The sessions of the person whose session is the parameter, one for each device. */
  const samePerson =
    '(board, role, participant) = (SELECT board, role, participant FROM sessions WHERE hash = ?)'
  return {
    sessionsOfPerson: db.prepare(
      `SELECT ${readColumns} FROM sessions WHERE ${samePerson} AND has_ended = 0 ORDER BY created, hash`,
    ),
    endOthers: db.prepare(`
      UPDATE sessions SET has_ended = ${endedForGood}, links_key = NULL
      WHERE ${samePerson} AND has_ended = 0 AND hash IS NOT ? AND hash = coalesce(?, hash)
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
