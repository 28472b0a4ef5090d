import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { OpeningRule } from '#server/access/opening.ts'
import { readConfig } from '#server/config.ts'
import { databaseName } from '#server/store/sqlite/database.ts'
import { createSecretHeader } from '#shared/wire/create-secret.ts'
import type { Checkpoint, CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { fillDisk, freeDisk } from '#tests/support/full-disk.ts'
import { secretOf, spawnServer, startServer, type ServerClient } from '#tests/support/server.ts'

type Headers = Readonly<Record<string, string>>
interface Way {
  readonly path: string
  readonly body: unknown
  readonly session?: string
}
interface Asked extends ServerClient {
  readonly dataDir: string
}

const secret = 'Où naît l’idée ?'
const template = builtInTemplate('brainstorm')
const file = {
  format: 'boussole-board',
  version: 1,
  title: '',
  language: 'en',
  notes: [],
  clusters: [],
  rounds: [],
}
const said = (words: string): Headers => ({ [createSecretHeader]: encodeURIComponent(words) })
const signedIn: Headers = { 'x-remote-user': 'ada' }

/** Every way to open a board or to save a template, with a board to copy. */
async function waysOn({ ask }: ServerClient, allowed: Headers): Promise<readonly Way[]> {
  const board = (await ask('POST', '/api/boards', {}, undefined, allowed)).body as CreatedBoard
  const ticket = { board: board.id, secret: secretOf(board.links[Role.facilitator]), name: '' }
  const { session } = (await ask('POST', '/api/sessions', ticket)).body as { readonly session: string }
  const points = `/api/boards/${board.id}/checkpoints`
  const { id } = (await ask('POST', points, undefined, session)).body as Checkpoint
  return [
    { path: '/api/boards', body: {} },
    { path: '/api/boards', body: { isRehearsal: true } },
    { path: '/api/boards', body: { agenda: { template, answers: { question: 'Why?', minutes: 6 } } } },
    { path: '/api/imports', body: file },
    { path: '/api/templates', body: template },
    { path: `${points}/${id}/restore`, session, body: { as: 'copy' } },
    { path: `${points}/${id}/restore`, session, body: { as: 'rehearsal' } },
  ]
}

/** Boards that can be opened, and saved templates, as they are on disk. */
function kept({ dataDir }: Asked): { readonly boards: unknown; readonly templates: unknown } {
  using db = new DatabaseSync(join(dataDir, databaseName), { readOnly: true })
  return {
    boards: db
      .prepare('SELECT count(*) AS boards FROM boards WHERE id NOT IN (SELECT board FROM unfinished)')
      .get()?.['boards'],
    templates: db.prepare('SELECT count(*) AS templates FROM templates').get()?.['templates'],
  }
}

async function statuses(server: Asked, ways: readonly Way[], headers: Headers): Promise<readonly unknown[]> {
  const answers: unknown[] = []
  for (const { path, body, session } of ways) {
    const answer = await server.ask('POST', path, body, session, headers)
    answers.push([answer.status, (answer.body as { readonly code?: string }).code])
  }
  return answers
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
  const ways = await waysOn(server, allowed)
  expect(await statuses(server, ways, refused)).toEqual(ways.map(() => [403, code]))
  // Copies are made one after the other: the allowed ones wait for refused ones that would be made all the same.
  expect(await statuses(server, ways, allowed)).toEqual(ways.map(() => [201, undefined]))
  expect(kept(server)).toEqual({ boards: 7, templates: 1 })
})

test('nothing is made above the limit of new boards', async () => {
  const read = readConfig({ TRUST_PROXY: 'true' })
  if (!read.ok) throw new Error(read.problem)
  const { limits, trustProxy } = read.config
  const server = await startServer({ config: { trustProxy, limits: { ...limits, boards: 8 } } })
  const from = (line: number): Headers => ({ 'x-forwarded-for': `192.0.2.${line}` })
  const ways = await waysOn(server, from(1))
  for (let spent = 0; spent < 8; spent += 1) await server.ask('POST', '/api/boards', [], undefined, from(2))
  expect(await statuses(server, ways, from(2))).toEqual(ways.map(() => [429, 'too_many_requests']))
  expect(await statuses(server, ways, from(1))).toEqual(ways.map(() => [201, undefined]))
  expect(kept(server)).toEqual({ boards: 7, templates: 1 })
})

test.skipIf(process.platform !== 'linux')('nothing is made on a full disk', async () => {
  const server = await spawnServer()
  const ways = await waysOn(server, {})
  fillDisk(server)
  expect(await statuses(server, ways, {})).toEqual(ways.map(() => [503, 'store_unavailable']))
  freeDisk(server)
  expect(await statuses(server, ways, {})).toEqual(ways.map(() => [201, undefined]))
  expect(kept(server)).toEqual({ boards: 7, templates: 1 })
})
