import type { Sql, Statement } from './sql.ts'
import { roles, participantColours } from '#shared/workshop/role.ts'
import { tokenScopes } from '#shared/workshop/token-scope.ts'
import type { StoreOperations } from './protocol.ts'
import type { NamedPerson, SessionRow, TokenRow, TokenStore } from '../../contracts/sessions.ts'

type SessionOperations = Pick<
  StoreOperations,
  | 'createSession'
  | 'findSession'
  | 'updateParticipant'
  | 'peopleNamed'
  | 'forgetName'
  | 'setPart'
  | 'namesOf'
  | 'joinedBefore'
  | 'countParticipants'
  | 'leadingAlone'
>

/** Sessions that links gave, and the people who have them. */
export function sessionRows(db: Sql): SessionOperations {
  const colours = new ColourCounts(db)
  const insert = db.prepare(`INSERT INTO sessions (${sessionColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const isLinkActive = db.prepare('SELECT 1 FROM links WHERE board = ? AND hash = ? AND is_active = 1')
  const find = db.prepare(`
    SELECT ${readColumns} FROM sessions
    WHERE hash = ? AND has_ended = 0 AND NOT EXISTS (SELECT 1 FROM unfinished WHERE board = sessions.board)`)
  // The index has the role before the participant. Without it SQLite would look through a crowd's sessions.
  const ofPerson = `board = ? AND role IN (${roles.map((role) => `'${role}'`).join()}) AND participant = ?`
  const peopleNamed = db.prepare(`
    SELECT board, participant, role, colour, created AS joined FROM sessions AS first_one
    WHERE name = ? AND NOT EXISTS (
      SELECT 1 FROM sessions AS earlier
      WHERE earlier.board = first_one.board AND earlier.participant = first_one.participant
        AND earlier.name = first_one.name AND (earlier.created, earlier.hash) < (first_one.created, first_one.hash))
    ORDER BY joined`)
  const ofBoard = 'round IN (SELECT id FROM rounds WHERE board = ?)'
  const forget = [
    db.prepare(`UPDATE voters SET name = '' WHERE ${ofBoard} AND name = ?`),
    db.prepare(`UPDATE reasons SET name = NULL WHERE ${ofBoard} AND name = ?`),
    db.prepare('UPDATE answers SET name = NULL WHERE board = ? AND name = ?'),
  ]
  const updateParticipant = db.prepare(`UPDATE sessions SET name = ?, colour = ? WHERE ${ofPerson}`)
  const colourOf = db.prepare(`SELECT colour FROM sessions WHERE ${ofPerson} LIMIT 1`)
  const nameOf = db.prepare(`SELECT name FROM sessions WHERE ${ofPerson} LIMIT 1`)
  const before = db.prepare(`SELECT 1 FROM sessions WHERE ${ofPerson} AND created < ? LIMIT 1`)
  const countParticipants = db.prepare(`
    SELECT count(DISTINCT participant) AS people FROM sessions
    WHERE board = ? AND role IN ('facilitator', 'participant')`)
  const addPart = db.prepare(
    'INSERT INTO taking_part (board, participant) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const dropPart = db.prepare('DELETE FROM taking_part WHERE board = ? AND participant = ?')
  const leadingAlone = db.prepare(`
    SELECT DISTINCT participant FROM sessions AS led
    WHERE board = ? AND role = 'facilitator'
      AND NOT EXISTS (SELECT 1 FROM taking_part AS part WHERE part.board = led.board AND part.participant = led.participant)
      AND NOT EXISTS (
        SELECT 1 FROM sessions AS own
        WHERE own.board = led.board AND own.role = 'participant' AND own.participant = led.participant)`)
  return {
    createSession: async (session) => {
      const { hash, board, role, link, participant, name, created } = session
      if (!(await isLinkActive.get(board, link))) return undefined
      const colour = session.colour ?? (await colours.rarest(board))
      await insert.run(hash, board, role, link, participant, name, colour, created)
      colours.change(board, colour, 1)
      return colour
    },
    findSession: async (hash) => {
      const row = await find.get(hash)
      return row && asSessionRow(row)
    },
    setPart: async (board, participant, takesPart) =>
      void (await (takesPart ? addPart : dropPart).run(board, participant)),
    updateParticipant: async (board, participant, name, colour) => {
      const before = await colourOf.get(board, participant)
      if (before) {
        colours.change(board, Number(before['colour']), -1)
        colours.change(board, colour, 1)
      }
      await updateParticipant.run(name, colour, board, participant)
    },
    peopleNamed: async (name) =>
      (await peopleNamed.all(name)).map((row) => ({ ...row }) as unknown as NamedPerson),
    forgetName: async (board, name) => {
      for (const statement of forget) await statement.run(board, name)
    },
    namesOf: async (board, participants) => {
      const names = new Map<string, string>()
      for (const id of participants) {
        const name = String((await nameOf.get(board, id))?.['name'] ?? '')
        if (name !== '') names.set(id, name)
      }
      return names
    },
    joinedBefore: async (board, at, participants) => {
      const joined: string[] = []
      for (const id of participants) if (await before.get(board, id, at)) joined.push(id)
      return joined
    },
    countParticipants: async (board) => Number((await countParticipants.get(board))?.['people']),
    leadingAlone: async (board) =>
      (await leadingAlone.all(board)).map(({ participant }) => String(participant)),
  }
}

/** The columns of `SessionRow`. */
export const sessionColumns = 'hash, board, role, link, participant, name, colour, created'

/** The same, and whether the person takes part although they lead. */
export const readColumns = `${sessionColumns}, EXISTS (
  SELECT 1 FROM taking_part AS part WHERE part.board = sessions.board AND part.participant = sessions.participant
) AS takes_part`

export function asSessionRow(row: Readonly<Record<string, unknown>>): SessionRow {
  const { takes_part: takesPart, ...others } = row
  return { ...(others as unknown as SessionRow), ...(takesPart === 1 && { takesPart: true }) }
}

/** Values of `has_ended`: the session was signed out, or its person is still here in another one. */
export const endedForGood = 1
/** It ended together with its link. Its person may come back by the next link as the same person. */
export const endedWithLink = 2

/** Boards whose counts are kept, a dozen numbers each. Not measured. */
const boardsCounted = 1_000

/**
 * Counts how many people of a board have which colour. Counts of the boards joined last are kept in memory: counting a
 * crowd at each join would take longer the larger it is. After a failed transaction they are a few people off, which does
 * no harm.
 */
class ColourCounts {
  readonly #colours: Statement
  readonly #counts = new Map<string, number[]>()

  constructor(db: Sql) {
    this.#colours = db.prepare(
      'SELECT colour, count(DISTINCT participant) AS people FROM sessions WHERE board = ? GROUP BY colour',
    )
  }

  /** The colour that the fewest people have. */
  async rarest(board: string): Promise<number> {
    const people = await this.#peopleByColour(board)
    return people.indexOf(Math.min(...people))
  }

  /** Notes a change, unless the board has not been counted. */
  change(board: string, colour: number, by: 1 | -1): void {
    const people = this.#counts.get(board)
    if (people) people[colour] = (people[colour] ?? 0) + by
  }

  async #peopleByColour(board: string): Promise<number[]> {
    const known = this.#counts.get(board)
    if (known) return known
    const people = Array.from({ length: participantColours }, () => 0)
    for (const row of await this.#colours.all(board)) people[Number(row['colour'])] = Number(row['people'])
    for (const [oldest] of this.#counts) {
      if (this.#counts.size < boardsCounted) break
      this.#counts.delete(oldest)
    }
    this.#counts.set(board, people)
    return people
  }
}

/** Tokens of programs. */
export function tokenRows(db: Sql): Pick<StoreOperations, keyof TokenStore> {
  const columns = 'hash, board, id, name, scopes, maker, created'
  const put = db.prepare(`
    INSERT INTO tokens (${columns}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE (SELECT count(*) FROM tokens WHERE board = ?2) < ?8`)
  const ofBoard = db.prepare(`SELECT ${columns}, used FROM tokens WHERE board = ? ORDER BY created, id`)
  const find = db.prepare(`
    SELECT ${columns}, used FROM tokens
    WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM unfinished WHERE board = tokens.board)`)
  const use = db.prepare('UPDATE tokens SET used = ? WHERE hash = ?')
  const remove = db.prepare('DELETE FROM tokens WHERE board = ? AND id = ?')
  return {
    putToken: async ({ hash, board, id, name, scopes, maker, created }, max) =>
      (await put.run(hash, board, id, name, scopes.join(), maker, created, max)).changes > 0,
    tokensOf: async (board) => (await ofBoard.all(board)).map(asToken),
    findToken: async (hash) => {
      const row = await find.get(hash)
      return row && asToken(row)
    },
    tokenUsed: async (hash, at) => void (await use.run(at, hash)),
    withdrawToken: async (board, id) => (await remove.run(board, id)).changes > 0,
  }
}

function asToken(row: Readonly<Record<string, unknown>>): TokenRow {
  const { scopes, ...others } = row as unknown as Omit<TokenRow, 'scopes'> & { readonly scopes: string }
  const named = scopes.split(',')
  return { ...others, scopes: tokenScopes.filter((scope) => named.includes(scope)) }
}
