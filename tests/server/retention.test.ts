import { expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { openPurposeBoard } from '#tests/support/purpose-board.ts'
import { newDataDir, startServer, type TestServer } from '#tests/support/server.ts'
import { addProposals, joinBoard } from '#tests/support/socket-voters.ts'

const dayMs = 24 * 60 * 60_000
const keepDays = 60

test('boards that nobody changes go after KEEP_DAYS, their people read the date a month before, and a change keeps them', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir, config: { keepDays } })
  const forgotten = await first.createBoard()
  const changed = await first.createBoard()
  const fresh = await first.createBoard()
  const { board: published, publish } = await openPurposeBoard(first)
  await publish()
  await first.close()
  for (const { id } of [forgotten, changed, published]) unusedFor(dataDir, id, 61)

  // The host has only just begun to delete boards: everybody has a month.
  const second = await startServer({ dataDir, config: { keepDays } })
  const told = async (server: TestServer, board: typeof forgotten) =>
    (await joinBoard(server, board)).client.hello()?.expiresAt
  const at = (await told(second, forgotten)) ?? 0
  expect(Math.round((at - Date.now()) / dayMs)).toBe(31)
  expect(await told(second, fresh)).toBeUndefined()
  expect(await told(second, published)).toBeUndefined()
  const ada = await joinBoard(second, changed)
  await addProposals(ada, 1)
  expect(await told(second, changed)).toBeUndefined()
  await second.close()

  inDatabase(dataDir, (db) => db.exec(`UPDATE retention SET since = since - ${32 * dayMs}`))
  const third = await startServer({ dataDir, config: { keepDays } })
  await expect.poll(async () => third.store.countBoards()).toBe(3)
  expect(await third.store.findBoard(forgotten.id)).toBeUndefined()
  for (const { id } of [changed, fresh, published]) expect(await third.store.findBoard(id)).toBeDefined()
})

test('without KEEP_DAYS no board goes, and no date is told; fewer days than two months are refused', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir })
  const board = await first.createBoard()
  await first.close()
  unusedFor(dataDir, board.id, 3_000)
  const second = await startServer({ dataDir })
  const { client } = await joinBoard(second, board)
  expect(client.hello()?.expiresAt).toBeUndefined()
  expect(readConfig({})).toMatchObject({ config: { keepDays: 0 } })
  expect(readConfig({ KEEP_DAYS: '30' })).toEqual({
    ok: false,
    problem: 'KEEP_DAYS must be 0, or a whole number of days from 60 to 3650; it is "30".',
  })
})

test('a server has at most MAX_BOARDS boards, and a person who is signed in MAX_BOARDS_EACH', async () => {
  const opening = { by: 'header', header: 'x-remote-user', proxies: ['127.0.0.1'] } as const
  const server = await startServer({ config: { opening, quotas: { all: 4, each: 2 } } })
  const open = async (person: string) => {
    const { status, body } = await server.ask('POST', '/api/boards', {}, undefined, {
      'x-remote-user': person,
    })
    return status === 201 ? 'opened' : (body as { code: string }).code
  }
  expect([await open('ada'), await open('ada'), await open('ada')]).toEqual([
    'opened',
    'opened',
    'own_boards_full',
  ])
  expect([await open('bo'), await open('bo'), await open('cy')]).toEqual(['opened', 'opened', 'boards_full'])
  expect(await server.store.countBoards()).toBe(4)
  await server.close()
  const creators = inDatabase(server.dataDir, (db) => db.prepare('SELECT DISTINCT creator FROM boards').all())
  expect(creators).toHaveLength(2)
  expect(JSON.stringify(creators)).not.toContain('ada')
  expect(readConfig({ MAX_BOARDS_EACH: '2' })).toEqual({
    ok: false,
    problem: 'MAX_BOARDS_EACH has an effect only with CREATE=header or CREATE=oidc, which know people.',
  })
})

function unusedFor(dataDir: string, board: string, days: number): void {
  inDatabase(dataDir, (db) =>
    db.prepare('UPDATE boards SET used = ? WHERE id = ?').run(Date.now() - days * dayMs, board),
  )
}
