import { expect, test } from 'vitest'
import type { CreatedBoard, RenewedLink } from '#shared/wire/http.ts'
import { roles } from '#shared/workshop/role.ts'
import { secretOf, startServer, type ServerClient } from '#tests/support/server.ts'

test('each link lets in with its own role, and no role reaches another board', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: '  Pourquoi\n nous  ', language: 'fr' })
  const other = await server.createBoard()
  for (const role of roles) {
    const joined = await server.join(board, role, ' Zoé\u202E ')
    expect(joined).toMatchObject({ board: board.id, role, title: 'Pourquoi nous', language: 'fr' })
    expect(joined.participant.name).toBe('Zoé')
    expect((await server.ask('GET', `/api/boards/${board.id}`, undefined, joined.session)).status).toBe(200)
    expect((await server.ask('GET', `/api/boards/${other.id}`, undefined, joined.session)).status).toBe(403)
  }
})

test('links are unguessable, their secrets differ, and facilitators alone are told them', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const secrets = roles.map((role) => secretOf(board.links[role]))
  expect(new Set(secrets).size).toBe(3)
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{22}$/)
  expect(board.links.viewer).toBe(`${server.url}/b/${board.id}#${secretOf(board.links.viewer)}`)
  const facilitator = await server.join(board, 'facilitator')
  const { body } = await server.ask('GET', `/api/boards/${board.id}/links`, undefined, facilitator.session)
  expect(body).toEqual(
    roles.toSorted().map((role) => ({
      role,
      isActive: true,
      created: expect.any(Number),
      link: board.links[role],
      ...(role === 'participant' && { joinCode: board.joinCode }),
    })),
  )
})

test('a secret of another board, a wrong one or none lets nobody in', async () => {
  const server = await startServer()
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  const secret = secretOf(board.links.facilitator)
  for (const wrong of ['', 'x', secret.slice(1), `${secret}x`]) {
    expect(await status(server, { board: board.id, secret: wrong })).toBe(403)
  }
  expect(await status(server, { board: other.id, secret })).toBe(403)
  expect(await status(server, { board: board.id })).toBe(400)
  expect(await status(server, {})).toBe(400)
  expect(await status(server, { board: board.id, secret, code: board.joinCode })).toBe(400)
})

test('a link and a code name their board while they work, and reading the name lets nobody in', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Pourquoi existons-nous ?', language: 'fr' })
  const ask = (ticket: object) => server.ask('POST', '/api/invitations', ticket)
  const facts = { board: board.id, title: 'Pourquoi existons-nous ?', language: 'fr' }
  for (const role of roles) {
    const { status: code, body } = await ask({ board: board.id, secret: secretOf(board.links[role]) })
    expect([code, body]).toEqual([200, { ...facts, role }])
  }
  expect((await ask({ code: board.joinCode })).body).toEqual({ ...facts, role: 'participant' })
  const { session } = await server.join(board, 'facilitator')
  const { body } = await server.ask('GET', `/api/boards/${board.id}`, undefined, session)
  expect(body).toMatchObject({ participants: 1 })

  await server.ask('DELETE', `/api/boards/${board.id}/links/viewer`, undefined, session)
  const revoked = await ask({ board: board.id, secret: secretOf(board.links.viewer) })
  expect(revoked).toMatchObject({ status: 403, body: { code: 'link_invalid' } })
  expect(await ask({ board: board.id })).toMatchObject({ status: 400 })
})

test('asking for the board of a code counts as a guess', async () => {
  const server = await startServer({ config: { limits: { boards: 10, joinAttempts: 3, joins: 60 } } })
  const board = await server.createBoard()
  for (let guess = 0; guess < 3; guess += 1) {
    expect((await server.ask('POST', '/api/invitations', { code: `ZZZZ-ZZZ${guess}` })).status).toBe(403)
  }
  for (const path of ['/api/invitations', '/api/sessions']) {
    expect((await server.ask('POST', path, { code: board.joinCode })).status).toBe(429)
  }
})

test('a join code is read in any spelling', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const code = board.joinCode
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  const ways = [
    code,
    code.toLowerCase(),
    code.replace('-', ''),
    ` ${code.replace('-', ' – ')} `,
    code.replaceAll('0', 'o').replaceAll('1', 'l'),
    code.replaceAll('0', 'O').replaceAll('1', 'i'),
  ]
  for (const typed of ways) {
    const answer = await server.ask('POST', '/api/sessions', { code: typed })
    expect(answer.body).toMatchObject({ board: board.id, role: 'participant' })
  }
  expect(await status(server, { code: '' })).toBe(403)
  expect(await status(server, { code: 'ZZZZ-ZZZZ' })).toBe(403)
})

test('only facilitators manage links', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const path = `/api/boards/${board.id}/links`
  for (const role of ['participant', 'viewer'] as const) {
    const { session } = await server.join(board, role)
    const answers = await Promise.all([
      server.ask('GET', path, undefined, session),
      server.ask('POST', `${path}/viewer`, undefined, session),
      server.ask('DELETE', `${path}/facilitator`, undefined, session),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403])
  }
  expect((await server.ask('DELETE', `${path}/viewer`)).status).toBe(401)
  expect((await server.ask('DELETE', `${path}/viewer`, undefined, 'no-session')).status).toBe(401)
  await server.join(board, 'viewer')
})

test('a link that is replaced lets nobody in, and signs out everybody who joined by it, except the caller', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const facilitator = await server.join(board, 'facilitator')
  const before = await server.join(board)
  const renewed = await renew(server, board, facilitator.session)
  expect(renewed.joinCode).not.toBe(board.joinCode)
  expect(await status(server, { board: board.id, secret: secretOf(board.links.participant) })).toBe(403)
  expect(await status(server, { code: board.joinCode })).toBe(403)
  expect(await status(server, { board: board.id, secret: secretOf(renewed.link) })).toBe(201)
  expect(await status(server, { code: renewed.joinCode })).toBe(201)
  const reach = async (session: string) =>
    (await server.ask('GET', `/api/boards/${board.id}`, undefined, session)).status
  expect(await Promise.all([before, facilitator].map(({ session }) => reach(session)))).toEqual([401, 200])
  const other = await server.join(board, 'facilitator')
  await server.ask('POST', `/api/boards/${board.id}/links/facilitator`, undefined, facilitator.session)
  expect(await Promise.all([other, facilitator].map(({ session }) => reach(session)))).toEqual([401, 200])
})

test('a revoked link ends every session of its role but the caller’s, until it is renewed', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const caller = await server.join(board, 'facilitator')
  const other = await server.join(board, 'facilitator')
  const participant = await server.join(board)
  const path = `/api/boards/${board.id}/links/facilitator`
  expect((await server.ask('DELETE', path, undefined, caller.session)).status).toBe(204)
  const reach = async (session: string) =>
    (await server.ask('GET', `/api/boards/${board.id}`, undefined, session)).status
  expect(await Promise.all([caller, other, participant].map(({ session }) => reach(session)))).toEqual([
    200, 401, 200,
  ])
  expect(await status(server, { board: board.id, secret: secretOf(board.links.facilitator) })).toBe(403)
  const answer = await server.ask('POST', path, undefined, caller.session)
  expect(answer.body).toEqual({ role: 'facilitator', link: expect.any(String) })
  expect(await status(server, { board: board.id, secret: secretOf((answer.body as RenewedLink).link) })).toBe(
    201,
  )
})

test('300 people behind one address join at once', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const joined = await Promise.all(Array.from({ length: 300 }, () => server.join(board)))
  expect(new Set(joined.map(({ participant }) => participant.id)).size).toBe(300)
  const times = Array.from(
    { length: 12 },
    (_, colour) => joined.filter(({ participant }) => participant.colour === colour).length,
  )
  expect(times).toEqual(Array.from({ length: 12 }, () => 25))
  const { body } = await server.ask('GET', `/api/boards/${board.id}`, undefined, joined[0]?.session)
  expect(body).toMatchObject({ participants: 300 })
})

test('wrong codes are limited by address, valid links are not', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const wrong = await Promise.all(Array.from({ length: 60 }, () => status(server, { code: 'ZZZZ-ZZZZ' })))
  expect(new Set(wrong)).toEqual(new Set([403]))
  // Not even the right code any more: otherwise guessing would go on.
  const answer = await server.ask('POST', '/api/sessions', { code: board.joinCode })
  expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  expect(await status(server, { board: board.id, secret: 'wrong' })).toBe(429)
  await server.join(board)
})

test('a network of many addresses has ten addresses’ share of wrong codes; other networks and right links go on', async () => {
  const server = await startServer({
    config: { trustProxy: true, limits: { boards: 60, joinAttempts: 2, joins: 60 } },
  })
  const board = await server.createBoard()
  const from = async (address: string, body: object): Promise<number> => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address }
    const request = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await fetch(`${server.url}/api/sessions`, request)).status
  }
  const wrong = { code: 'ZZZZ-ZZZZ' }
  const statuses: number[] = []
  for (let line = 0; line < 11; line += 1) {
    for (let guess = 0; guess < 2; guess += 1) statuses.push(await from(`2001:db8:1:${line}::1`, wrong))
  }
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 403), 429, 429])
  expect(await from('2001:db8:1:ff::1', { code: board.joinCode })).toBe(429)
  expect(await from('2001:db8:2::1', { code: board.joinCode })).toBe(201)
  expect(await from('203.0.113.7', { code: board.joinCode })).toBe(201)
  const secret = secretOf(board.links.participant)
  expect(await from('2001:db8:1:ff::1', { board: board.id, secret })).toBe(201)
})

test('wrong codes sent all at once are limited like codes one after the other', async () => {
  let lookedUp = 0
  const server = await startServer({
    around: (store) => ({
      ...store,
      findLinkByCode: async (code) => {
        lookedUp += 1
        return store.findLinkByCode(code)
      },
    }),
  })
  const codes = Array.from({ length: 150 }, (_, index) => `ZZZZ-Z${index + 100}`)
  const statuses = await Promise.all(codes.map((code) => status(server, { code })))
  expect(lookedUp).toBe(60)
  expect(statuses.filter((answer) => answer === 403)).toHaveLength(60)
  expect(statuses.filter((answer) => answer === 429)).toHaveLength(90)
})

test('a crowd joins by its code at once, with wrong codes among them', async () => {
  const server = await startServer()
  const { joinCode } = await server.createBoard()
  const codes = Array.from({ length: 170 }, (_, index) => (index % 4 === 0 ? 'ZZZZ-ZZZZ' : joinCode))
  const statuses = await Promise.all(codes.map((code) => status(server, { code })))
  expect(statuses).toEqual(codes.map((code) => (code === joinCode ? 201 : 403)))
})

function status(server: ServerClient, body: object): Promise<number> {
  return server.ask('POST', '/api/sessions', body).then((answer) => answer.status)
}

async function renew(server: ServerClient, board: CreatedBoard, session: string): Promise<RenewedLink> {
  const answer = await server.ask('POST', `/api/boards/${board.id}/links/participant`, undefined, session)
  expect(answer.status).toBe(201)
  return answer.body as RenewedLink
}
