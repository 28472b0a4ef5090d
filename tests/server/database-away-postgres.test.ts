import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { expect, onTestFinished, test } from 'vitest'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { PostgresSettings } from '#server/store/rows/protocol.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { openFailingWay, type FailingWay } from '#tests/support/failing-way.ts'
import { startNodes, startPgBouncer, personAt } from '#tests/support/nodes.ts'
import { openModel } from '#tests/support/open-model.ts'
import { besideStore, postgresFor, rowsBeside } from '#tests/support/postgres.ts'
import { newDataDir, secretOf, spawnServer, startServer, type SpawnedServer } from '#tests/support/server.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
  type Voter,
} from '#tests/support/socket-voters.ts'
import { until } from '#tests/support/until.ts'

interface Failing {
  readonly way: FailingWay
  /** The database by this way, with a user of its own. */
  readonly url: string
  readonly setReadOnly: (isReadOnly: boolean) => Promise<void>
}

/** PostgreSQL by a way that can fail. */
async function failing(postgres: PostgresSettings): Promise<Failing> {
  const way = await openFailingWay(Number(new URL(postgres.url).port))
  onTestFinished(way.close)
  const user = `user_${nanoid().toLowerCase().replaceAll('-', '_')}`
  await besideStore(postgres, `CREATE ROLE "${user}" LOGIN SUPERUSER`)
  const url = new URL(way.of(postgres.url))
  url.username = user
  return {
    way,
    url: url.href,
    setReadOnly: async (isReadOnly) => {
      await besideStore(
        postgres,
        `ALTER ROLE "${user}" SET default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`,
      )
      // Who connects again has the new setting.
      way.cut()
      way.mend()
    },
  }
}

const fullDisk = `
  CREATE FUNCTION {}.full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
  CREATE TRIGGER full_disk BEFORE INSERT ON {}.log EXECUTE FUNCTION {}.full_disk();
  CREATE TRIGGER full_disk BEFORE UPDATE ON {}.probe EXECUTE FUNCTION {}.full_disk()`
const emptiedDisk = 'DROP FUNCTION {}.full_disk CASCADE'

function textsOf(model: BoardModel): string {
  return [...model.scene.notes.values()]
    .map(({ text }) => text)
    .toSorted()
    .join()
}

test.each(['away', 'read-only', 'full'] as const)(
  'while PostgreSQL is %s nothing is acknowledged or shown, and saving resumes by itself',
  async (what) => {
    const dataDir = await newDataDir()
    const postgres = postgresFor(dataDir)
    const { way, url, setReadOnly } = await failing(postgres)
    const env = { DATABASE_URL: url, DATABASE_SCHEMA: postgres.schema }
    const server = await spawnServer({ dataDir, env })
    const board = await server.createBoard()
    const [ada, bo] = [
      openModel(server.url, await server.join(board)),
      openModel(server.url, await server.join(board)),
    ]
    ada.commands.addNote({ x: 0, y: 0 }, { text: 'before' })
    await until(() => textsOf(bo) === 'before' && ada.saving.get() === 'saved')

    if (what === 'away') way.cut()
    else if (what === 'read-only') await setReadOnly(true)
    else await besideStore(postgres, fullDisk)
    ada.commands.addNote({ x: 300, y: 0 }, { text: 'meanwhile' })
    bo.commands.addNote({ x: 600, y: 0 }, { text: 'meanwhile, too' })
    const health = async () => (await server.ask('GET', '/healthz')).status
    await expect.poll(health).toBe(503)
    // Boards can be read while the database can.
    expect((await server.ask('GET', '/readyz')).status).toBe(what === 'away' ? 503 : 200)
    await until(() => [ada, bo].every(({ saving }) => saving.get() !== 'saved'))
    if (what !== 'away') await until(() => [ada, bo].every(({ saving }) => saving.get() === 'readOnly'))
    expect([textsOf(ada), textsOf(bo)]).toEqual(['before,meanwhile', 'before,meanwhile, too'])

    if (what === 'away') way.mend()
    else if (what === 'read-only') await setReadOnly(false)
    else await besideStore(postgres, emptiedDisk)
    const all = 'before,meanwhile,meanwhile, too'
    await until(() => [ada, bo].every((each) => each.saving.get() === 'saved' && textsOf(each) === all))
    const reader = await personAt(server, board)
    expect(notesOf(reader.client.doc)).toHaveLength(3)
  },
)

test('of several servers each reads its boards while PostgreSQL takes no writes', async () => {
  const { servers, setReadOnly, postgres } = await startFailing()
  const [a, b] = servers as [SpawnedServer, SpawnedServer]
  const board = await a.createBoard()
  const [ada, bo] = [await personAt(a, board), await personAt(b, board)]
  await ada.client.allSaved()
  await setReadOnly(true)
  const statuses = async () => {
    const path = `/api/boards/${board.id}`
    const asked = [a, b].flatMap((server) => [
      server.ask('GET', path, undefined, ada.session.session),
      server.ask('GET', '/readyz'),
    ])
    return (await Promise.all(asked)).map(({ status }) => status)
  }
  for (const server of [a, b])
    await expect.poll(async () => (await server.ask('GET', '/healthz')).status).toBe(503)
  const isHeld = async () => (await rowsBeside(postgres, 'SELECT 1 FROM {}.node WHERE until > now()')) > 0
  while (await isHeld()) expect(await statuses()).toEqual([200, 200, 200, 200])
  expect(await statuses()).toEqual([200, 200, 200, 200])
  await setReadOnly(false)
  const again = await personAt(b, board, bo)
  await again.client.allSaved()
})

test('people of a server that is cut from PostgreSQL are sent to another one, where their board stays', async () => {
  const { servers, start, postgres } = await startNodes(1)
  const [b] = servers as [SpawnedServer]
  const { way, url } = await failing(postgres)
  const a = await start({ DATABASE_URL: url })
  const board = await a.createBoard()
  const ada = await personAt(a, board)
  await ada.client.allSaved()
  way.silence()
  const body = { board: board.id, secret: secretOf(board.links.participant), name: 'Bo' }
  await expect.poll(async () => (await b.ask('POST', '/api/sessions', body)).status).toBe(201)
  // She has written nothing: nothing else would tell her.
  await ada.client.closed
  way.mend()
  const [again, bo] = [await personAt(a, board, ada), await personAt(b, board)]
  addNote(again.client.doc, { x: 0, y: 0, author: again.author, created: 1, text: 'at home elsewhere' })
  await again.client.allSaved()
  await bo.client.until(() => notesOf(bo.client.doc).length === 1)
  const takeovers = async (server: SpawnedServer) =>
    /^boussole_node_takeovers_total (\d+)$/mu.exec(String((await server.ask('GET', '/metrics')).body))?.[1]
  await expect.poll(async () => takeovers(b)).toBe('1')
  expect(await takeovers(a)).toBe('0')
})

test('a link whose withdrawal got no answer keeps nobody on the board', async () => {
  const dataDir = await newDataDir()
  const postgres = postgresFor(dataDir)
  const { way, url } = await failing(postgres)
  const server = await startServer({ dataDir, config: { postgres: { ...postgres, url } } })
  const board = await server.createBoard()
  const [{ session }, ada] = [await server.join(board, 'facilitator'), await personAt(server, board)]
  await ada.client.allSaved()
  const link = `/api/boards/${board.id}/links/participant`
  way.loseAnswerTo('COMMIT')
  expect((await server.ask('DELETE', link, undefined, session)).status).toBe(503)
  // It is withdrawn, and whoever asks again hears of nobody who has to leave.
  const withdraw = async () => (await server.ask('DELETE', link, undefined, session)).status
  await expect.poll(withdraw).toBe(204)
  await ada.client.closed
  const again = connectClient({
    url: server.url.replace('http', 'ws'),
    board: board.id,
    token: ada.session.session,
  })
  expect((await again.closed).code).toBe(4401)
})

test('with PostgreSQL a data folder is made, too: for the commands of the host and the audit log', async () => {
  const dataDir = join(await newDataDir(), 'not', 'there')
  const postgres = postgresFor(dataDir)
  await startServer({ dataDir, config: { postgres } })
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
})

test('behind PgBouncer in transaction mode servers share connections, and a board moves after a kill', async () => {
  const { servers, postgres } = await startNodes(2, {}, startPgBouncer)
  const [a, b] = servers as [SpawnedServer, SpawnedServer]
  const board = await a.createBoard()
  const fay = await joinBoard(a, board, { role: 'facilitator' })
  const voters = await Promise.all([a, b, b].map(async (server) => joinBoard(server, board)))
  const options = await addProposals(voters[0] as Voter, 2)
  await fay.client.until(() => notesOf(fay.client.doc).length === 2)
  const round = await openRoundOrThrow(fay, options)
  for (const voter of voters) expect(outcomeOf(await placeDot(voter, round, options[1] ?? ''))).toBe('ok')
  expect((await closeRound(fay, round)).totals).toEqual({ [options[1] ?? '']: 3 })
  await setWriting(fay, WritingMode.private)
  const desk = await joinDesk(a, board, (voters[0] as Voter).session)
  await writeDrafts(desk, ['a draft'])
  expect(await reveal(fay)).toBe(1)
  expect(
    await rowsBeside(postgres, "SELECT 1 FROM pg_stat_activity WHERE application_name LIKE '%{}'"),
  ).toBeLessThan(3)

  await a.end('SIGKILL')
  const body = { board: board.id, secret: secretOf(board.links.participant), name: 'Ada' }
  await expect.poll(async () => (await b.ask('POST', '/api/sessions', body)).status).toBe(201)
  const reader = await personAt(b, board)
  const texts = notesOf(reader.client.doc).map(({ text }) => text)
  expect(texts.toSorted()).toEqual(['Proposal 0', 'Proposal 1', 'a draft'])
  addNote(reader.client.doc, { x: 0, y: 0, author: reader.author, created: 1, text: 'after it' })
  await reader.client.allSaved()
})

/** Two servers whose PostgreSQL can fail. */
async function startFailing() {
  const dataDir = await newDataDir()
  const postgres = postgresFor(dataDir)
  const failed = await failing(postgres)
  const { servers } = await startNodes(2, { DATABASE_URL: failed.url, DATABASE_SCHEMA: postgres.schema })
  return { ...failed, servers, postgres }
}
