import type { DatabaseSync } from 'node:sqlite'
import type { SyncStore } from './protocol.ts'
import type { EndedSession, SessionRow } from '../../contracts/sessions.ts'

type DeviceOperations = Pick<
  SyncStore,
  | 'sessionsOfPerson'
  | 'endOtherSessions'
  | 'findRevokedSession'
  | 'putDeviceLink'
  | 'findDeviceLink'
  | 'useDeviceLink'
>

const sessionColumns = 'hash, board, role, link, participant, name, colour, created'
/** What `has_ended` says: it was signed out, or its person is still there in another. */
export const forGood = 1
/** It ended with its link: its person may come back by the next one, as who they were. */
export const withItsLink = 2

/** The sessions of the person whose session is the parameter: one a device. */
const samePerson =
  '(board, role, participant) = (SELECT board, role, participant FROM sessions WHERE hash = ?)'

/** Several sessions of one person, and what lets them in on one more device. */
export function sqliteDevices(db: DatabaseSync): DeviceOperations {
  const sessionsOfPerson = db.prepare(
    `SELECT ${sessionColumns} FROM sessions WHERE ${samePerson} AND has_ended = 0 ORDER BY created, hash`,
  )
  const endOthers = db.prepare(`
    UPDATE sessions SET has_ended = ${forGood}
    WHERE ${samePerson} AND has_ended = 0 AND hash IS NOT ? AND hash = coalesce(?, hash)
    RETURNING hash, participant`)
  const barOthers = db.prepare(
    `UPDATE sessions SET has_ended = ${forGood} WHERE ${samePerson} AND has_ended = ${withItsLink}`,
  )
  const findRevoked = db.prepare(`
    SELECT ${sessionColumns} FROM sessions
    WHERE hash = ? AND board = ? AND role = ? AND name = ? AND has_ended = ${withItsLink}`)
  const forgetTheirs = db.prepare(
    `DELETE FROM handovers WHERE session IN (SELECT hash FROM sessions WHERE ${samePerson})`,
  )
  const forgetOver = db.prepare('DELETE FROM handovers WHERE until <= ?')
  const putDeviceLink = db.prepare(`
    INSERT INTO handovers (hash, board, session, until) VALUES (?, ?, ?, ?)
    ON CONFLICT (session) DO UPDATE SET hash = excluded.hash, until = excluded.until`)
  const findDeviceLink = db.prepare(`
    SELECT session FROM handovers WHERE hash = ? AND board = ? AND until > ?`)
  const deleteDeviceLink = db.prepare('DELETE FROM handovers WHERE hash = ?')
  const findSession = db.prepare(`SELECT ${sessionColumns} FROM sessions WHERE hash = ? AND has_ended = 0`)
  const addSession = db.prepare(`
    INSERT INTO sessions (${sessionColumns})
    SELECT ?, board, role, link, participant, name, colour, ? FROM sessions WHERE hash = ?`)

  const sessionOf = (hash: string) => findSession.get(hash) as SessionRow | undefined
  const sessionBehind = (board: string, hash: string, now: number) => {
    const found = findDeviceLink.get(hash, board, now)
    return found && sessionOf(String(found['session']))
  }
  const sessionsLike = (hash: string) => sessionsOfPerson.all(hash) as unknown as readonly SessionRow[]

  return {
    sessionsOfPerson: sessionsLike,
    endOtherSessions: (hash, only) => {
      // What the one handed over ends with it; the others' goes on.
      if (only === undefined) {
        forgetTheirs.run(hash)
        barOthers.run(hash)
      }
      return endOthers.all(hash, hash, only ?? null).map((row) => ({ ...row }) as unknown as EndedSession)
    },
    findRevokedSession: ({ hashes, board, role, name, maxDevices }) => {
      for (const hash of hashes) {
        const row = findRevoked.get(hash, board, role, name) as SessionRow | undefined
        if (row && sessionsLike(hash).length < maxDevices) return row
      }
      return undefined
    },
    putDeviceLink: ({ hash, board, session, until }, now, maxDevices) => {
      forgetOver.run(now)
      if (!sessionOf(session) || sessionsLike(session).length >= maxDevices) return false
      putDeviceLink.run(hash, board, session, until)
      return true
    },
    findDeviceLink: sessionBehind,
    useDeviceLink: ({ board, hash, session, now, maxDevices }) => {
      const behind = sessionBehind(board, hash, now)
      if (!behind || sessionsLike(behind.hash).length >= maxDevices) return undefined
      deleteDeviceLink.run(hash)
      addSession.run(session, now, behind.hash)
      return sessionOf(session)
    },
  }
}
