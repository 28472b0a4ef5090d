import { createServer } from 'node:http'
import { connect as connectHttp2, constants } from 'node:http2'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { notesOf } from '#shared/board/note.ts'
import { createSecretHeader } from '#shared/wire/secrets.ts'
import type { Checkpoint, CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { proxyNames } from '#tests/runner/proxies.js'
import { startProxy } from '#tests/support/proxies.ts'
import { clientOf, startServer, type ServerClient } from '#tests/support/server.ts'
import { addProposals, joinBoard } from '#tests/support/socket-voters.ts'
import { emptyBoardFile, triedWays, waysToOpen, type Headers } from '#tests/support/ways-to-open.ts'

const proxies = ['127.0.0.1']
const trustProxy = proxies.join()

test.each(proxyNames)('behind %s people join, write at once over TLS, and import 100 MB', async (name) => {
  const server = await startServer({ config: { trustProxy } })
  const { url, plain } = await startProxy(name, server)
  const proxied = clientOf(url)
  const board = await proxied.createBoard()
  expect(board.links.participant).toMatch(/^https:\/\/127\.0\.0\.1[:/]/u)
  await writeTogether(proxied, board)
  const large = { ...emptyBoardFile, later: 'x'.repeat(100_000_000) }
  expect(await proxied.ask('POST', '/api/imports', large)).toMatchObject({ status: 201 })
  expect((await proxied.ask('GET', '/metrics')).status).toBe(404)
  expect(await protocolOf(url)).toBe('h2')
  if (name === 'nginx') {
    const { status, headers } = await fetch(plain, { redirect: 'manual' })
    expect([status, headers.get('location')]).toEqual([301, 'https://127.0.0.1/'])
  }
})

test.each(proxyNames)(
  'behind %s guesses are counted by the address of the browser, which cannot choose it',
  async (name) => {
    const opening = { by: 'secret', secret: 'a secret of the house' } as const
    const { url } = await startProxy(name, await startServer({ config: { trustProxy, opening } }))
    const guess = async (from: string, forged: string) =>
      statusFrom(from, `${url}/api/opening`, {
        [createSecretHeader]: 'wrong',
        'x-forwarded-for': forged,
        forwarded: `for=${forged}`,
        'x-real-ip': forged,
      })
    for (let count = 0; count < 10; count += 1)
      expect(await guess('127.0.0.1', `203.0.113.${count}`)).toBe(200)
    expect(await guess('127.0.0.1', '203.0.113.99')).toBe(429)
    expect(await guess('127.0.0.2', '203.0.113.1')).toBe(200)
  },
)

test.each(proxyNames)(
  'behind the sign-in of %s nobody opens a board by a forged name; people who are signed in do, and all others join',
  async (name) => {
    const opening = { by: 'header', header: 'x-remote-user', proxies } as const
    const server = await startServer({ config: { trustProxy, opening } })
    const signIn = await startSignIn()
    const proxied = clientOf((await startProxy(name, { url: server.url, signIn: signIn.url })).url)
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
  },
)

interface SignIn {
  readonly url: string
  readonly secrets: () => readonly unknown[]
}

/** Answers as oauth2-proxy does: 202 with the name for its cookie, and 401 otherwise. */
async function startSignIn(): Promise<SignIn> {
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

/** The status of a request that leaves from this address of the machine. */
function statusFrom(localAddress: string, url: string, headers: Headers): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { localAddress, headers, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .once('error', reject)
      .end()
  })
}

/** The protocol that a browser agrees on with the server. */
async function protocolOf(url: string): Promise<string | null | undefined> {
  const session = connectHttp2(url)
  onTestFinished(() => session.destroy())
  const stream = session.request({ [constants.HTTP2_HEADER_PATH]: '/healthz' })
  const status = await new Promise<unknown>((resolve, reject) => {
    stream.once('response', (headers) => resolve(headers[constants.HTTP2_HEADER_STATUS]))
    stream.once('error', reject)
    session.once('error', reject)
  })
  expect(status).toBe(200)
  return session.alpnProtocol
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
