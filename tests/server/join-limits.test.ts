import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { createJoinLimits, TooManyJoins } from '#server/access/join-limits.ts'
import { sqliteBoards } from '#server/store/sqlite/boards.ts'
import { migrate } from '#server/store/sqlite/schema.ts'
import { sqliteSessions } from '#server/store/sqlite/sessions.ts'
import { participantColours, Role } from '#shared/workshop/role.ts'
import { secretOf, startServer } from '#tests/support/server.ts'

/** Boards in memory, and the statements that each join ran. */
function newBoards() {
  const db = new DatabaseSync(':memory:')
  onTestFinished(() => db.close())
  migrate(db)
  const ran: string[] = []
  const watched = new Proxy(db, {
    get: (_, key) => {
      if (key !== 'prepare') return Reflect.get(db, key) as unknown
      return (sql: string) => {
        const statement = db.prepare(sql)
        return new Proxy(statement, {
          get: (_statement, how) => {
            const use = Reflect.get(statement, how) as unknown
            if (typeof use !== 'function') return use
            return (...values: unknown[]) => {
              ran.push(sql)
              return Reflect.apply(use, statement, values) as unknown
            }
          },
        })
      }
    },
  })
  const boards = { ...sqliteBoards(watched, () => undefined), ...sqliteSessions(watched) }
  const link = { board: 'b', role: Role.participant, hash: 'l', codeHash: null, isActive: true, created: 0 }
  boards.createBoard({ id: 'b', title: '', language: 'en', created: 0 }, [link], new Uint8Array(), false)
  let count = 0
  const join = (colour: number | null = null): { participant: string; colour: number } => {
    const participant = `p${(count += 1)}`
    const row = { board: 'b', role: Role.participant, link: 'l', name: '', created: 0, colour }
    const given = boards.createSession({ ...row, hash: participant, participant })
    if (given === undefined) throw new Error('the link lets nobody in')
    return { participant, colour: given }
  }
  return { db, boards, ran, join }
}

test('a crowd is counted once, not at each join, and still gets colours shared out evenly', () => {
  const { boards, ran, join } = newBoards()
  for (let chosen = 0; chosen < 20; chosen += 1) join(3)
  const people = Array.from({ length: participantColours * 10 }, () => join())
  expect(ran.filter((sql) => sql.includes('GROUP BY'))).toHaveLength(1)
  const have = Array.from(
    { length: participantColours },
    (_, colour) => people.filter((person) => person.colour === colour).length,
  )
  expect([have[3], Math.max(...have) - Math.min(...have.toSpliced(3, 1))]).toEqual([0, 1])

  for (const { participant, colour } of people)
    if (colour === 5) boards.updateParticipant('b', participant, '', 3)
  const next = Array.from({ length: 10 }, () => join().colour)
  expect(new Set(next)).toEqual(new Set([5]))
  expect(ran.filter((sql) => sql.includes('GROUP BY'))).toHaveLength(1)
})

test('a person is found among a crowd by an index, not by looking at everybody', () => {
  const { db, boards, ran, join } = newBoards()
  ran.length = 0
  boards.updateParticipant('b', join().participant, 'Ada', 1)
  const updates = ran.filter((sql) => sql.startsWith('UPDATE'))
  expect(updates).toHaveLength(1)
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${updates[0]}`).all('', 0, 'b', 'p1')
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH sessions USING INDEX sessions_board (board=? AND role=? AND participant=?)',
  ])
})

test('300 people join within a minute, 5,000 within five; more by one link wait, other links do not', () => {
  let now = 0
  const limits = createJoinLimits(() => now)
  const come = (link: string, people: number): number => {
    for (let count = 0; count < people; count += 1) {
      try {
        limits.take(link)
      } catch (error) {
        expect(error).toBeInstanceOf(TooManyJoins)
        return count
      }
    }
    return people
  }
  expect(come('a', 300)).toBe(300)
  let inside = 300
  for (let minute = 0; minute < 6; minute += 1) {
    inside += come('a', 5_000 - inside)
    now += 60_000
  }
  expect(inside).toBe(5_000)
  come('a', 10_000)
  expect([come('a', 1), come('b', 300)]).toEqual([0, 300])
  // Nobody has come in while the disk was full.
  limits.giveBack('a')
  expect(come('a', 2)).toBe(1)
  // A day of coming in as fast as one may.
  let day = 0
  for (let second = 0; second < 86_400; second += 10) {
    now += 10_000
    day += come('a', 10_000)
  }
  expect(day).toBeLessThan(50_000)
})

test('a person who joins when too many do is told to try again, and joins by another link', async () => {
  // Sessions are not stored here, so that joining costs nothing; the limit is the server's.
  const server = await startServer({ around: (store) => ({ ...store, createSession: async () => 3 }) })
  const board = await server.createBoard()
  const join = (role: Role) => {
    return server.ask('POST', '/api/sessions', { board: board.id, secret: secretOf(board.links[role]) })
  }
  let inside = 0
  let answer = await join(Role.participant)
  while (answer.status === 201 && inside < 10_000) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => join(Role.participant)))
    inside += answers.filter(({ status }) => status === 201).length
    answer = answers.find(({ status }) => status !== 201) ?? answer
  }
  expect(inside).toBeGreaterThan(1_900)
  expect(answer).toMatchObject({
    status: 429,
    body: { code: 'too_many_requests', message: expect.stringContaining('try again in a minute') },
  })
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await join(Role.viewer)).status).toBe(201)
})
