import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { notesOf } from '#shared/board/note.ts'
import type { Checkpoint, CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { startNginx } from '#tests/support/nginx.ts'
import { clientOf, startServer, type ServerClient } from '#tests/support/server.ts'
import { addProposals, joinBoard } from '#tests/support/socket-voters.ts'
import { emptyBoardFile, triedWays, waysToOpen, type Headers } from '#tests/support/ways-to-open.ts'

const readme = join(fileURLToPath(new URL('../..', import.meta.url)), 'README.md')
const proxies = ['127.0.0.1']

test('behind the README’s nginx people join, write at once and import large files', async () => {
  const [plain = ''] = await blocks()
  const server = await startServer({ config: { trustProxy: proxies.join() } })
  const proxied = await behind([plain], server)
  const board = await proxied.createBoard()
  // nginx passes the host on without its port, which is 443 on a real server.
  expect(board.links.participant).toMatch(/^http:\/\/127\.0\.0\.1\/b\//u)
  await writeTogether(proxied, board)
  const large = { ...emptyBoardFile, later: 'x'.repeat(2_000_000) }
  expect(await proxied.ask('POST', '/api/imports', large)).toMatchObject({ status: 201 })
})

test('behind the README’s sign-in nobody opens a board by a forged name; people who are signed in do, and all others join', async () => {
  const opening = { by: 'header', header: 'x-remote-user', proxies } as const
  const server = await startServer({ config: { trustProxy: proxies.join(), opening } })
  const signIn = await startSignIn()
  const proxied = await behind(await blocks(), server, signIn)
  const signedIn: Headers = { cookie: 'session=ada' }
  const ways = await waysToOpen(proxied, signedIn)
  const forged: readonly Headers[] = [
    {},
    { authorization: `Basic ${btoa('mallory:nonsense')}` },
    { 'x-remote-user': 'mallory' },
    { 'X-REMOTE-USER': 'mallory', x_remote_user: 'mallory' },
    { 'x-auth-request-user': 'mallory' },
    { cookie: 'session=mallory', 'x-remote-user': 'mallory' },
  ]
  for (const headers of forged) {
    const tried = ways.filter(({ session }) => session === undefined || !('authorization' in headers))
    expect(await triedWays(proxied, tried, headers)).toEqual(tried.map(() => [403, 'sign_in_needed']))
    // However the path is spelt.
    for (const path of [
      '/api//imports',
      '/api/%69mports',
      '/x/../api/imports',
      '/api/imports?a=/api/boards',
    ]) {
      const { status } = await proxied.ask('POST', path, emptyBoardFile, undefined, headers)
      expect(status).not.toBe(201)
    }
  }
  expect(await openingFor(proxied, {})).toMatchObject({ isAllowed: false })
  expect(await openingFor(proxied, signedIn)).toMatchObject({ isAllowed: true })
  expect(await triedWays(proxied, ways, signedIn)).toEqual(ways.map(() => [201, undefined]))
  expect(signIn.secrets()).toEqual([])

  const board = (await proxied.ask('POST', '/api/boards', {}, undefined, signedIn)).body
  await writeTogether(proxied, board as CreatedBoard)
})

/** The blocks for nginx of the README, in order. */
async function blocks(): Promise<readonly string[]> {
  const text = await readFile(readme, 'utf8')
  return [...text.matchAll(/```nginx\n(.*?)```/gs)].map(([, block = '']) => block)
}

interface Served {
  readonly url: string
}

/** The server behind nginx with these blocks, as they are written but for the ports. */
async function behind(text: readonly string[], { url }: Served, signIn?: Served): Promise<ServerClient> {
  const directives = text.join('\n').replaceAll('http://127.0.0.1:3000', url)
  return clientOf(await startNginx(directives.replaceAll('http://127.0.0.1:4180', signIn?.url ?? '')))
}

/** Answers as oauth2-proxy does: 202 with the name for its cookie, and 401 otherwise. */
async function startSignIn(): Promise<Served & { readonly secrets: () => readonly unknown[] }> {
  const secrets: unknown[] = []
  const server = createServer(({ headers }, response) => {
    if (headers.authorization !== undefined) secrets.push(headers.authorization)
    const name = /session=(\w+)/.exec(headers.cookie ?? '')?.[1]
    // Also with a name: a refusal proves nobody's.
    response.writeHead(name === 'ada' ? 202 : 401, { 'x-auth-request-user': name ?? 'nobody' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.closeAllConnections())
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secrets: () => secrets }
}

async function openingFor({ ask }: ServerClient, headers: Headers): Promise<unknown> {
  return (await ask('GET', '/api/opening', undefined, undefined, headers)).body
}

/** A facilitator goes back to a checkpoint, and two people write over websockets, all without signing in. */
async function writeTogether(proxied: ServerClient, board: CreatedBoard): Promise<void> {
  const lead = await joinBoard(proxied, board, { role: Role.facilitator })
  const ada = await joinBoard(proxied, board, { name: 'Ada' })
  await addProposals(ada, 2)
  await lead.client.until(() => notesOf(lead.client.doc).length === 2)
  const points = `/api/boards/${board.id}/checkpoints`
  const { session } = lead.session
  const { id } = (await proxied.ask('POST', points, undefined, session)).body as Checkpoint
  const restored = await proxied.ask('POST', `${points}/${id}/restore`, { as: 'inPlace' }, session)
  expect(restored.status).toBe(200)
}
