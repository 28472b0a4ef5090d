import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { openStore } from '#server/open-store.ts'
import type { Store } from '#server/contracts/store.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { problemOfVersion } from '#server/store/postgres/connection.ts'
import { operationFacts } from '#server/store/rows/operations.ts'
import type { OperationName, PostgresSettings } from '#server/store/rows/protocol.ts'
import { openFailingWay, type FailingWay } from '#tests/support/failing-way.ts'
import { besideStore, postgresFor } from '#tests/support/postgres.ts'
import { newDataDir, startServer } from '#tests/support/server.ts'
import { newStoreFolder, storeNewBoard } from '#tests/support/sqlite-fixtures.ts'
import { describeStore } from './store-suite.ts'

const folders = new WeakMap<Store, string>()

/** With npm run soak -- nodes commit the rules of the store hold when each change is repeated, because its COMMIT got no answer. */
const losesCommits = process.env['LOSE_COMMITS'] !== undefined

async function openIn(dir: string): Promise<Store> {
  const postgres = postgresFor(dir)
  const way = losesCommits ? await wayTo(postgres) : undefined
  const opened = await openStore(dir, {
    postgres: { ...postgres, url: way?.of(postgres.url) ?? postgres.url },
  })
  const store = way ? repeating(opened, way) : opened
  folders.set(store, dir)
  onTestFinished(() => store.close())
  return store
}

async function wayTo({ url }: PostgresSettings): Promise<FailingWay> {
  const way = await openFailingWay(Number(new URL(url).port))
  onTestFinished(way.close)
  return way
}

/**
 * A repeat of these changes nothing more, but it answers or refuses otherwise: they say what they have changed, or make a row
 * of an id. Rows of a log are written twice, which is one document. Views would
 * be counted twice: their counter repeats nothing.
 */
const answeredOnce: ReadonlySet<string> = new Set<OperationName>([
  'append',
  'appendDrafts',
  'revealDrafts',
  'addPurposeViews',
  'createBoard',
  'createSession',
  'openPoll',
  'openPublic',
  'openAsking',
  'savePurposeDraft',
  'endOtherSessions',
  'replaceLink',
  'replaceLinkForHost',
  'revokeLink',
  'useDeviceLink',
  'putDeviceLink',
  'deleteBoard',
  'clearReplay',
  'sweepReplays',
  'sweepDrafts',
  'dropPhotos',
  'keepFor',
  'keepCheckpoint',
  'saveTemplate',
  'deleteTemplate',
  'putToken',
  'withdrawToken',
  'sharePurpose',
  'publishPurpose',
  'withdrawPurpose',
  'movePublic',
  'answerPublic',
  'removePublic',
  'releasePhoto',
])

/** Each change is made twice, because the COMMIT of the first time got no answer. */
function repeating(store: Store, way: FailingWay): Store {
  let running = 0
  const again =
    (name: string, method: (...args: never[]) => Promise<unknown>) =>
    async (...args: never[]): Promise<unknown> => {
      // What runs beside others is answered with them.
      const isRepeated = !answeredOnce.has(name) && running === 0
      running += 1
      if (isRepeated) way.loseAnswerTo('COMMIT')
      try {
        return await method(...args)
      } catch (error) {
        if (!(error instanceof StoreError && error.kind === 'unknown')) throw error
        const [first] = args as readonly unknown[]
        const { board } = { board: undefined, ...(first as object) }
        await store.load(String(board ?? first))
        return answeredOnce.has(name) ? undefined : method(...args)
      } finally {
        running -= 1
        way.loseAnswerTo('')
      }
    }
  return Object.fromEntries(
    Object.entries(store).map(([name, method]) => {
      const isChange = name in operationFacts && !operationFacts[name as OperationName].isRead
      return [name, isChange ? again(name, method as (...args: never[]) => Promise<unknown>) : method]
    }),
  ) as unknown as Store
}

describeStore({
  open: async () => openIn(await newStoreFolder()),
  reopen: async (store) => {
    await store.close()
    return openIn(folders.get(store) ?? '')
  },
})

const update = new Uint8Array([0, 0])

test('a second server is refused before it changes a table, and the first goes on', async () => {
  const dir = await newStoreFolder()
  const store = await openIn(dir)
  const board = await storeNewBoard(store)
  // For the second one this is the database of an older version.
  await besideStore(postgresFor(dir), 'DELETE FROM {}.schema_steps WHERE step = 1')
  await expect(openStore(await newStoreFolder(), { postgres: postgresFor(dir) })).rejects.toThrow(
    'in use by another Boussole',
  )
  await besideStore(postgresFor(dir), 'INSERT INTO {}.schema_steps VALUES (1)')
  await store.append(board, [update], [])
})

test('a server whose database was taken writes nothing more, and ends', async () => {
  const dir = await newStoreFolder()
  const lost = Promise.withResolvers<string>()
  const store = await openStore(dir, { postgres: postgresFor(dir), lost: lost.resolve })
  onTestFinished(() => store.close())
  const board = await storeNewBoard(store)
  await besideStore(postgresFor(dir), 'DELETE FROM {}.node')
  await expect(store.append(board, [update], [])).rejects.toMatchObject({ name: 'StoreError' })
  expect(await lost.promise).toContain('another Boussole has taken the database')
  const next = await openIn(dir)
  expect((await next.load(board))?.updates).toHaveLength(1)
})

test('a broken connection fails no later request', async () => {
  const dir = await newStoreFolder()
  const store = await openIn(dir)
  const board = await storeNewBoard(store)
  await besideStore(
    postgresFor(dir),
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'boussole {}'",
  )
  const write = async (): Promise<string> =>
    store.append(board, [update], []).then(
      () => 'saved',
      ({ kind }: { kind: string }) => kind,
    )
  await expect.poll(write).toBe('saved')
  expect((await store.load(board))?.updates).toHaveLength(2)
})

test('when the answer of a commit gets lost, nobody is told that it failed', async () => {
  const dir = await newStoreFolder()
  const postgres = postgresFor(dir)
  const way = await wayTo(postgres)
  const store = await openStore(dir, { postgres: { ...postgres, url: way.of(postgres.url) } })
  onTestFinished(() => store.close())
  const board = await storeNewBoard(store)
  for (const [is, count] of [
    ['done', 2],
    ['lost', 2],
  ] as const) {
    way.loseAnswerTo('COMMIT', is)
    await expect(store.append(board, [update], [])).rejects.toMatchObject({ kind: 'unknown' })
    await expect
      .poll(async () => (await store.load(board).catch(() => undefined))?.updates.length)
      .toBe(count)
  }
})

test('an older PostgreSQL is refused; a newer one is named, and may work', () => {
  expect(problemOfVersion(140_019)).toMatchObject({ mayWork: false, problem: expect.stringContaining('15') })
  expect([150_000, 180_004].map(problemOfVersion)).toEqual([undefined, undefined])
  expect(problemOfVersion(190_000)).toEqual({
    mayWork: true,
    problem: 'PostgreSQL 19 is newer than 15 to 18, with which this version was tried',
  })
})

test('the character NUL, which PostgreSQL has not, fails nobody', async () => {
  const store = await openIn(await newStoreFolder())
  const board = { id: 'nul', title: 'a\0b', language: 'en', created: 1 } as const
  await store.createBoard(board, [], update)
  expect(await store.findBoard('nul')).toEqual({ ...board, title: 'a\uFFFDb' })
})

test('the documents of a server with PostgreSQL alone say that deleted bytes stay for a while', async () => {
  const [dataDir, clientDir] = [await newDataDir(), await newDataDir()]
  const page = '<!doctype html><html lang="en"><a href="/">Boussole</a></html>'
  for (const file of ['index.html', 'join.html']) await writeFile(join(clientDir, file), page)
  const postgres = postgresFor(dataDir)
  const server = await startServer({ dataDir, config: { clientDir, postgres } })
  expect((await server.ask('GET', '/join')).body).toBe(
    '<!doctype html><html data-base="" data-keeps="deleted" lang="en"><a href="/">Boussole</a></html>',
  )
  const sqlite = await startServer({ config: { clientDir, postgres: undefined } })
  expect((await sqlite.ask('GET', '/join')).body).toBe(page)
})

test('a setting that cannot work is refused with a sentence, which never has the password', () => {
  const address = 'postgresql://ada:hidden@db.example.org/boards'
  const read = (env: Record<string, string>) => {
    const result = readConfig(env)
    return result.ok ? result.config.postgres : result.problem
  }
  expect(read({})).toBeUndefined()
  expect(read({ DATABASE_URL: `${address}?sslmode=verify-full` })).toMatchObject({ schema: 'boussole' })
  expect(read({ DATABASE_URL: 'postgresql:///boards?host=/run/postgresql' })).toMatchObject({
    schema: 'boussole',
  })
  for (const [env, sentence] of [
    [{ DATABASE_URL: address }, 'must say sslmode=disable'],
    [{ DATABASE_URL: `${address}?sslmode=prefer` }, 'must say sslmode=disable'],
    [{ DATABASE_URL: 'mysql://ada:hidden@db' }, 'must be an address such as'],
    [{ DATABASE_URL: address, DATABASE_URL_FILE: '/x' }, 'but not both'],
    [{ DATABASE_URL_FILE: '/nowhere' }, 'cannot be read: /nowhere'],
    [{ DATABASE_URL: `${address}?sslmode=require`, DATABASE_SCHEMA: 'A b' }, 'small letters'],
    [{ DATABASE_URL: `${address}?sslmode=require`, BACKUP_DIR: '/b' }, 'BACKUP_DIR has no effect'],
    [{ DATABASE_SCHEMA: 'boards' }, 'only with DATABASE_URL'],
  ] as const) {
    const problem = read(env)
    expect(problem).toContain(sentence)
    expect(problem).not.toContain('hidden')
  }
})
