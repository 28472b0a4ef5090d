import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { nextAttemptMs } from '#client/join-page/attempts.ts'
import { createJoinLimits, TooManyJoins } from '#server/access/join-limits.ts'
import { boardRows } from '#server/store/rows/boards.ts'
import type { Sql, Value } from '#server/store/rows/sql.ts'
import { sqliteRows } from '#server/store/sqlite/sqlite-rows.ts'
import { migrate } from '#server/store/sqlite/schema.ts'
import { sessionRows } from '#server/store/rows/sessions.ts'
import { participantColours, Role } from '#shared/workshop/role.ts'
import { seededRandom } from '#tests/support/random.ts'
import { secretOf, startServer } from '#tests/support/server.ts'

const atOnce = 6_000

/** Boards in memory, and the statements that each join ran. */
async function newBoards() {
  const db = new DatabaseSync(':memory:')
  onTestFinished(() => db.close())
  migrate(db)
  const ran: string[] = []
  const sql = sqliteRows(db)
  const watched: Sql = {
    ...sql,
    prepare: (text) => {
      const { get, all, run } = sql.prepare(text)
      const noting =
        <T>(use: (...values: readonly Value[]) => Promise<T>) =>
        async (...values: readonly Value[]): Promise<T> => {
          ran.push(text)
          return use(...values)
        }
      return { get: noting(get), all: noting(all), run: noting(run) }
    },
  }
  const boards = { ...boardRows(watched, async () => undefined), ...sessionRows(watched) }
  const link = { board: 'b', role: Role.participant, hash: 'l', codeHash: null, isActive: true, created: 0 }
  await boards.createBoard(
    { id: 'b', title: '', language: 'en', created: 0 },
    [link],
    new Uint8Array(),
    false,
  )
  let count = 0
  const join = async (colour: number | null = null): Promise<{ participant: string; colour: number }> => {
    const participant = `p${(count += 1)}`
    const row = { board: 'b', role: Role.participant, link: 'l', name: '', created: 0, colour }
    const given = await boards.createSession({ ...row, hash: participant, participant })
    if (given === undefined) throw new Error('the link lets nobody in')
    return { participant, colour: given }
  }
  return { db, boards, ran, join }
}

async function joinOneByOne<T>(join: () => Promise<T>, count: number): Promise<readonly T[]> {
  const people: T[] = []
  while (people.length < count) people.push(await join())
  return people
}

test('a crowd is counted once, not at each join, and still gets colours shared out evenly', async () => {
  const { boards, ran, join } = await newBoards()
  for (let chosen = 0; chosen < 20; chosen += 1) await join(3)
  const people = await joinOneByOne(join, participantColours * 10)
  expect(ran.filter((sql) => sql.includes('GROUP BY'))).toHaveLength(1)
  const have = Array.from(
    { length: participantColours },
    (_, colour) => people.filter((person) => person.colour === colour).length,
  )
  expect([have[3], Math.max(...have) - Math.min(...have.toSpliced(3, 1))]).toEqual([0, 1])

  for (const { participant, colour } of people)
    if (colour === 5) await boards.updateParticipant('b', participant, '', 3)
  const next = await joinOneByOne(join, 10)
  expect(new Set(next.map(({ colour }) => colour))).toEqual(new Set([5]))
  expect(ran.filter((sql) => sql.includes('GROUP BY'))).toHaveLength(1)
})

test('a person is found among a crowd by an index, not by looking at everybody', async () => {
  const { db, boards, ran, join } = await newBoards()
  ran.length = 0
  await boards.updateParticipant('b', (await join()).participant, 'Ada', 1)
  const updates = ran.filter((sql) => sql.startsWith('UPDATE'))
  expect(updates).toHaveLength(1)
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${updates[0]}`).all('', 0, 'b', 'p1')
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH sessions USING INDEX sessions_board (board=? AND role=? AND participant=?)',
  ])
})

test('5,000 people join by one link at once, and a larger crowd within a minute; others do not wait', () => {
  let now = 0
  const limits = createJoinLimits(atOnce, () => now)
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
  expect(come('a', 5_000)).toBe(5_000)
  expect([come('a', 5_000), come('b', 300)]).toEqual([atOnce - 5_000, 300])
  now += 60_000
  expect(come('a', atOnce)).toBe(atOnce)
  // Nobody has come in while the disk was full.
  expect(come('a', 1)).toBe(0)
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

test('people who are refused and wait as long as they are told are refused once each, or twice', () => {
  let now = 0
  const limits = createJoinLimits(atOnce, () => now)
  const { next: random } = seededRandom(1)
  let waiting = Array.from({ length: 8_000 }, () => 0)
  let refusals = 0
  for (; waiting.length > 0; now += 1_000) {
    waiting = waiting.map((at) => {
      if (at > now) return at
      try {
        limits.take('a')
        return -1
      } catch (error) {
        refusals += 1
        const { retryAfterSeconds } = error as TooManyJoins
        const code = 'too_many_requests'
        return now + (nextAttemptMs({ code, retryAfterMs: retryAfterSeconds * 1_000 }, random) ?? Infinity)
      }
    })
    waiting = waiting.filter((at) => at >= 0)
  }
  expect(refusals).toBeLessThan(1.5 * (8_000 - atOnce))
  expect(now).toBeLessThan(60_000)
})

test('a person who joins when too many do is told to try again, and joins by another link', async () => {
  // However long it takes, it is the limits' same moment.
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const server = await startServer({ config: { limits: { boards: 60, joinAttempts: 60, joins: 60 } } })
  const board = await server.createBoard()
  const join = (role: Role) => {
    return server.ask('POST', '/api/sessions', { board: board.id, secret: secretOf(board.links[role]) })
  }
  const answers = await Promise.all(Array.from({ length: 80 }, () => join(Role.participant)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(60)
  const refused = answers.filter(({ status }) => status !== 201)
  expect(refused[0]).toMatchObject({
    status: 429,
    body: { code: 'too_many_requests', message: expect.stringContaining('try again in a moment') },
  })
  const seconds = refused.map(({ headers }) => Number(headers.get('retry-after')))
  expect(Math.min(...seconds)).toBeGreaterThan(0)
  // They come back one after another.
  expect(Math.max(...seconds)).toBeGreaterThan(5)
  expect((await join(Role.viewer)).status).toBe(201)
})
