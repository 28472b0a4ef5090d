import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { OpeningRule } from '#server/access/opening.ts'
import { readConfig } from '#server/config.ts'
import { databaseName } from '#server/store/sqlite/database.ts'
import { createSecretHeader } from '#shared/wire/secrets.ts'
import { fillDisk, freeDisk } from '#tests/support/full-disk.ts'
import { spawnServer, startServer } from '#tests/support/server.ts'
import { triedWays, waysToOpen, type Headers } from '#tests/support/ways-to-open.ts'

interface Kept {
  readonly dataDir: string
}

const secret = 'Où naît l’idée ?'
const said = (words: string): Headers => ({ [createSecretHeader]: encodeURIComponent(words) })
const signedIn: Headers = { 'x-remote-user': 'ada' }

/** Boards that can be opened, and saved templates, as they are on disk. */
function kept({ dataDir }: Kept): { readonly boards: unknown; readonly templates: unknown } {
  using db = new DatabaseSync(join(dataDir, databaseName), { readOnly: true })
  return {
    boards: db
      .prepare('SELECT count(*) AS boards FROM boards WHERE id NOT IN (SELECT board FROM unfinished)')
      .get()?.['boards'],
    templates: db.prepare('SELECT count(*) AS templates FROM templates').get()?.['templates'],
  }
}

test.for<{
  readonly cause: string
  readonly opening: OpeningRule
  readonly allowed: Headers
  readonly refused: Headers
  readonly code: string
}>([
  {
    cause: 'nobody says the secret',
    opening: { by: 'secret', secret },
    allowed: said(secret),
    refused: {},
    code: 'secret_needed',
  },
  {
    cause: 'somebody guesses the secret',
    opening: { by: 'secret', secret },
    allowed: said(secret),
    refused: said('a guess'),
    code: 'secret_wrong',
  },
  {
    cause: 'nobody is signed in',
    opening: { by: 'header', header: 'x-remote-user', proxies: ['127.0.0.1'] },
    allowed: signedIn,
    refused: {},
    code: 'sign_in_needed',
  },
])('nothing is made when $cause', async ({ opening, allowed, refused, code }) => {
  const server = await startServer({ config: { opening } })
  const ways = await waysToOpen(server, allowed)
  expect(await triedWays(server, ways, refused)).toEqual(ways.map(() => [403, code]))
  // Copies are made one after the other: the allowed ones wait for refused ones that would be made all the same.
  expect(await triedWays(server, ways, allowed)).toEqual(ways.map(() => [201, undefined]))
  expect(kept(server)).toEqual({ boards: 7, templates: 1 })
})

test('nothing is made above the limit of new boards', async () => {
  const read = readConfig({ TRUST_PROXY: 'true' })
  if (!read.ok) throw new Error(read.problem)
  const { limits, trustProxy } = read.config
  const server = await startServer({ config: { trustProxy, limits: { ...limits, boards: 8 } } })
  const from = (line: number): Headers => ({ 'x-forwarded-for': `192.0.2.${line}` })
  const ways = await waysToOpen(server, from(1))
  for (let spent = 0; spent < 8; spent += 1) await server.ask('POST', '/api/boards', [], undefined, from(2))
  expect(await triedWays(server, ways, from(2))).toEqual(ways.map(() => [429, 'too_many_requests']))
  expect(await triedWays(server, ways, from(1))).toEqual(ways.map(() => [201, undefined]))
  expect(kept(server)).toEqual({ boards: 7, templates: 1 })
})

test.skipIf(process.platform !== 'linux')('nothing is made on a full disk', async () => {
  const server = await spawnServer()
  const ways = await waysToOpen(server, {})
  fillDisk(server)
  expect(await triedWays(server, ways, {})).toEqual(ways.map(() => [503, 'store_unavailable']))
  freeDisk(server)
  expect(await triedWays(server, ways, {})).toEqual(ways.map(() => [201, undefined]))
  expect(kept(server)).toEqual({ boards: 7, templates: 1 })
})
