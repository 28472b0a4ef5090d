import type { DatabaseSync } from 'node:sqlite'
import { participantColours, roles } from '#shared/workshop/role.ts'
import { forGood, withItsLink } from './devices.ts'
import type { SyncStore } from './protocol.ts'
import type { BoardRow, LinkRow } from '../../contracts/boards.ts'
import type { EndedSession, SessionRow } from '../../contracts/sessions.ts'

type BoardOperations = Pick<
  SyncStore,
  | 'createBoard'
  | 'finishBoard'
  | 'findBoard'
  | 'updateBoard'
  | 'linksOf'
  | 'putLink'
  | 'revokeLink'
  | 'findLink'
  | 'findLinkByCode'
  | 'createSession'
  | 'findSession'
  | 'updateParticipant'
  | 'countParticipants'
>

const linkColumns = 'board, role, hash, code_hash, is_active, created'
const sessionColumns = 'hash, board, role, link, participant, name, colour, created'

/** A dozen numbers each. Taste. */
const boardsCounted = 1_000

/** Boards, their links and the sessions these gave. */
export function sqliteBoards(db: DatabaseSync, append: SyncStore['append']): BoardOperations {
  const insertBoard = db.prepare('INSERT INTO boards (id, title, language, created) VALUES (?, ?, ?, ?)')
  const findBoard = db.prepare(`
    SELECT id, title, language, created FROM boards
    WHERE id = ? AND NOT EXISTS (SELECT 1 FROM unfinished WHERE board = boards.id)`)
  const updateBoard = db.prepare(`
    UPDATE boards SET title = coalesce(?, title), language = coalesce(?, language) WHERE id = ?`)

  const beginBoard = db.prepare('INSERT INTO unfinished (board) VALUES (?)')
  const endBoard = db.prepare('DELETE FROM unfinished WHERE board = ?')

  const linksOf = db.prepare(`SELECT ${linkColumns} FROM links WHERE board = ? ORDER BY role`)
  const putLink = db.prepare(`
    INSERT INTO links (${linkColumns}) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (board, role) DO UPDATE SET hash = excluded.hash, code_hash = excluded.code_hash,
      is_active = excluded.is_active, created = excluded.created`)
  const revokeLink = db.prepare('UPDATE links SET is_active = 0 WHERE board = ? AND role = ?')
  const endSessions = db.prepare(`
    UPDATE sessions SET has_ended = iif(
      participant IS (SELECT participant FROM sessions WHERE hash = ?), ${forGood}, ${withItsLink})
    WHERE board = ? AND role = ? AND has_ended = 0 AND hash IS NOT ? RETURNING hash, participant`)
  const findLink = db.prepare(`SELECT ${linkColumns} FROM links WHERE hash = ? AND board = ?`)
  const findLinkByCode = db.prepare(`SELECT ${linkColumns} FROM links WHERE code_hash = ?`)

  const insertSession = db.prepare(`INSERT INTO sessions (${sessionColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const isLinkActive = db.prepare('SELECT 1 FROM links WHERE board = ? AND hash = ? AND is_active = 1')
  const findSession = db.prepare(`
    SELECT ${sessionColumns} FROM sessions
    WHERE hash = ? AND has_ended = 0 AND NOT EXISTS (SELECT 1 FROM unfinished WHERE board = sessions.board)`)
  const colours = db.prepare(
    'SELECT colour, count(DISTINCT participant) AS people FROM sessions WHERE board = ? GROUP BY colour',
  )
  // With the role, which the index has first: a person's sessions are found without looking through a crowd's.
  const ofPerson = `board = ? AND role IN (${roles.map((role) => `'${role}'`).join()}) AND participant = ?`
  const updateParticipant = db.prepare(`UPDATE sessions SET name = ?, colour = ? WHERE ${ofPerson}`)
  const colourOf = db.prepare(`SELECT colour FROM sessions WHERE ${ofPerson} LIMIT 1`)
  const countParticipants = db.prepare(`
    SELECT count(DISTINCT participant) AS people FROM sessions
    WHERE board = ? AND role IN ('facilitator', 'participant')`)

  function put(link: LinkRow): void {
    putLink.run(link.board, link.role, link.hash, link.codeHash, link.isActive ? 1 : 0, link.created)
  }

  /**
   * How many people have which colour, of boards that were joined last: counting a crowd at each join would take the longer
   * the larger it is. After a transaction that failed they are some joins off, which does no harm.
   */
  const coloursOf = new Map<string, number[]>()

  function peopleByColour(board: string): number[] {
    const known = coloursOf.get(board)
    if (known) return known
    const people = Array.from({ length: participantColours }, () => 0)
    for (const row of colours.all(board)) people[Number(row['colour'])] = Number(row['people'])
    for (const [oldest] of coloursOf) {
      if (coloursOf.size < boardsCounted) break
      coloursOf.delete(oldest)
    }
    coloursOf.set(board, people)
    return people
  }

  function rarestColour(board: string): number {
    const people = peopleByColour(board)
    return people.indexOf(Math.min(...people))
  }

  /** Nothing to do for a board whose people have not been counted. */
  function recount(board: string, colour: number, change: 1 | -1): void {
    const people = coloursOf.get(board)
    if (people) people[colour] = (people[colour] ?? 0) + change
  }

  return {
    createBoard: (board, links, update, isUnfinished) => {
      insertBoard.run(board.id, board.title, board.language, board.created)
      for (const link of links) put(link)
      append(board.id, [update], [])
      if (isUnfinished) beginBoard.run(board.id)
    },
    finishBoard: (board, links) => {
      for (const link of links) put(link)
      endBoard.run(board)
    },
    findBoard: (id) => findBoard.get(id) as BoardRow | undefined,
    updateBoard: (id, { title, language }) => {
      updateBoard.run(title ?? null, language ?? null, id)
    },

    linksOf: (board) => linksOf.all(board).map((row) => readLink(row)),
    putLink: put,
    revokeLink: (board, role, keep) => {
      revokeLink.run(board, role)
      return endSessions.all(keep, board, role, keep).map((row) => ({ ...row }) as unknown as EndedSession)
    },
    findLink: (board, hash) => optional(findLink.get(hash, board)),
    findLinkByCode: (codeHash) => optional(findLinkByCode.get(codeHash)),

    createSession: (session) => {
      const { hash, board, role, link, participant, name, created } = session
      if (!isLinkActive.get(board, link)) return undefined
      const colour = session.colour ?? rarestColour(board)
      insertSession.run(hash, board, role, link, participant, name, colour, created)
      recount(board, colour, 1)
      return colour
    },
    findSession: (hash) => findSession.get(hash) as SessionRow | undefined,
    updateParticipant: (board, participant, name, colour) => {
      const before = colourOf.get(board, participant)
      if (before) {
        recount(board, Number(before['colour']), -1)
        recount(board, colour, 1)
      }
      updateParticipant.run(name, colour, board, participant)
    },
    countParticipants: (board) => Number(countParticipants.get(board)?.['people']),
  }
}

function optional(row: object | undefined): LinkRow | undefined {
  return row && readLink(row)
}

function readLink(row: object): LinkRow {
  const { board, role, hash, code_hash, is_active, created } = row as Omit<
    LinkRow,
    'codeHash' | 'isActive'
  > & { code_hash: string | null; is_active: number }
  return { board, role, hash, codeHash: code_hash, isActive: is_active === 1, created }
}
