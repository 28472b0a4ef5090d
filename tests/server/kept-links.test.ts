import { expect, test } from 'vitest'
import type { CreatedBoard, DeviceLink, LinkState, RenewedLink } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { bytesOfFolder } from '#tests/support/bytes-of-folder.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { secretOf, startServer, type TestServer } from '#tests/support/server.ts'

test('a facilitator has all links and the code on a second computer, also after a restart', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const first = await server.join(board, Role.facilitator)
  const second = await server.join(board, Role.facilitator)
  for (const { session } of [first, second]) expect(await linksOf(server, board, session)).toEqual(all(board))
  const tablet = await addDevice(server, board, second.session)
  expect(await linksOf(server, board, tablet)).toEqual(all(board))
  await server.close()

  const again = await startServer({ dataDir: server.dataDir })
  const links = await linksOf(again, board, tablet)
  expect(secretOf(links.viewer ?? '')).toBe(secretOf(board.links.viewer))
  for (const role of [Role.participant, Role.viewer]) {
    const { session } = await again.join(board, role)
    for (const method of ['GET', 'PUT'])
      expect(
        (await again.ask(method, pathOf(board), method === 'PUT' ? {} : undefined, session)).status,
      ).toBe(403)
  }
})

test('every facilitator sees a link that another one has replaced, also the facilitator link itself', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const [fay, flo] = [await server.join(board, Role.facilitator), await server.join(board, Role.facilitator)]
  const renewed: Record<string, string> = {}
  for (const role of [Role.participant, Role.viewer, Role.facilitator]) {
    expect((await server.ask('GET', pathOf(board), undefined, flo.session)).status).toBe(200)
    const answer = await server.ask('POST', `${pathOf(board)}/${role}`, undefined, fay.session)
    const { link, joinCode } = answer.body as RenewedLink
    renewed[role] = link
    if (joinCode !== undefined) renewed['joinCode'] = joinCode
    if (role === Role.viewer) expect(await linksOf(server, board, flo.session)).toMatchObject(renewed)
  }
  expect((await server.ask('GET', pathOf(board), undefined, flo.session)).status).toBe(401)
  const third = await exchange(server, board, renewed['facilitator'] ?? '')
  for (const session of [fay.session, third]) expect(await linksOf(server, board, session)).toEqual(renewed)

  await server.ask('DELETE', `${pathOf(board)}/viewer`, undefined, third)
  const { viewer: _, ...left } = renewed
  expect(await linksOf(server, board, fay.session)).toEqual(left)
  // Facilitators who were signed out have no key any more.
  await server.ask('DELETE', `${pathOf(board)}/facilitator`, undefined, fay.session)
  const keys = inDatabase(server.dataDir, (db) =>
    db.prepare('SELECT count(*) AS count FROM sessions WHERE links_key IS NOT NULL').get(),
  )
  expect(keys?.['count']).toBe(1)
  const { facilitator: __, ...rest } = left
  expect(await linksOf(server, board, fay.session)).toEqual(rest)
})

test('no secret and no code of a link is in any file of the server', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await server.join(board, Role.facilitator)
  const tablet = await addDevice(server, board, fay.session)
  const answer = await server.ask('POST', `${pathOf(board)}/viewer`, undefined, tablet)
  const { link } = answer.body as RenewedLink
  const code = board.joinCode
  const secrets = [
    ...Object.values(board.links).map(secretOf),
    secretOf(link),
    code,
    code.replace('-', ''),
    fay.session,
    tablet,
  ]
  const bytes = await bytesOfFolder(server.dataDir)
  expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([])
  for (const secret of secrets) expect(server.logs()).not.toContain(secret)
})

test('links of a board from before are kept once a browser that knows them says so; wrong ones are not', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await server.join(board, Role.facilitator)
  const flo = await server.join(board, Role.facilitator)
  forgetAll(server)
  expect(await linksOf(server, board, fay.session)).toEqual({})
  const wrong = { viewer: 'x'.repeat(22), participant: secretOf(board.links.viewer) }
  expect(await offer(server, board, fay.session, wrong)).toEqual({})

  // A computer that has come by the facilitator link knows this one alone.
  const facilitator = secretOf(board.links.facilitator)
  expect(await offer(server, board, flo.session, { facilitator })).toEqual({
    facilitator: board.links.facilitator,
  })
  const known = {
    facilitator,
    participant: secretOf(board.links.participant),
    viewer: secretOf(board.links.viewer),
    joinCode: board.joinCode,
  }
  expect(await offer(server, board, fay.session, known)).toEqual(all(board))
  expect(await linksOf(server, board, flo.session)).toEqual(all(board))
})

test('a session from before may replace links for others, and reads none until it shows the facilitator link', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const old = await server.join(board, Role.facilitator)
  const fay = await server.join(board, Role.facilitator)
  inDatabase(server.dataDir, (db) => {
    db.prepare('UPDATE sessions SET links_key = NULL WHERE participant = ?').run(old.participant.id)
  })
  const answer = await server.ask('POST', `${pathOf(board)}/viewer`, undefined, old.session)
  const { link } = answer.body as RenewedLink
  expect(await linksOf(server, board, old.session)).toEqual({})
  expect(await linksOf(server, board, fay.session)).toEqual({ ...all(board), viewer: link })
  const { facilitator } = board.links
  const later = await exchange(server, board, facilitator)
  expect(await linksOf(server, board, later)).toEqual({ ...all(board), viewer: link })
  const shown = await offer(server, board, old.session, { facilitator: secretOf(facilitator) })
  expect(shown).toEqual({ ...all(board), viewer: link })
})

test('when the last session with the key is signed out, the next facilitator starts anew', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const old = await server.join(board, Role.facilitator)
  forgetAll(server)
  const fay = await server.join(board, Role.facilitator)
  expect(await linksOf(server, board, fay.session)).toEqual({ facilitator: board.links.facilitator })
  await server.ask('DELETE', `${pathOf(board)}/facilitator`, undefined, old.session)

  const known = { viewer: secretOf(board.links.viewer) }
  expect(await offer(server, board, old.session, known)).toEqual({ viewer: board.links.viewer })
  const answer = await server.ask('POST', `${pathOf(board)}/facilitator`, undefined, old.session)
  const { link } = answer.body as RenewedLink
  const left = { viewer: board.links.viewer, facilitator: link }
  expect(await linksOf(server, board, old.session)).toEqual(left)
  expect(await linksOf(server, board, await exchange(server, board, link))).toEqual(left)
})

test('every board has keys of its own', async () => {
  const server = await startServer()
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  await server.join(board, Role.facilitator)
  await server.join(other, Role.facilitator)
  const keys = inDatabase(server.dataDir, (db) => db.prepare('SELECT links_key FROM boards').all())
  expect(new Set(keys.map(({ links_key: key }) => Buffer.from(key as Uint8Array).toString('hex'))).size).toBe(
    2,
  )
})

type Links = Partial<Record<Role | 'joinCode', string>>

function pathOf(board: CreatedBoard): string {
  return `/api/boards/${board.id}/links`
}

function all({ links, joinCode }: CreatedBoard): Links {
  return { ...links, joinCode }
}

async function linksOf(
  server: Pick<TestServer, 'ask'>,
  board: CreatedBoard,
  session: string,
): Promise<Links> {
  return readLinks((await server.ask('GET', pathOf(board), undefined, session)).body)
}

async function offer(server: TestServer, board: CreatedBoard, session: string, known: Links): Promise<Links> {
  return readLinks((await server.ask('PUT', pathOf(board), known, session)).body)
}

function readLinks(body: unknown): Links {
  const links: Links = {}
  for (const { role, link, joinCode } of body as readonly LinkState[]) {
    if (link !== undefined) links[role] = link
    if (joinCode !== undefined) links.joinCode = joinCode
  }
  return links
}

async function addDevice(server: TestServer, board: CreatedBoard, session: string): Promise<string> {
  const { body } = await server.ask('POST', `/api/boards/${board.id}/devices`, undefined, session)
  return exchange(server, board, (body as DeviceLink).link)
}

async function exchange(server: TestServer, board: CreatedBoard, link: string): Promise<string> {
  const { body } = await server.ask('POST', '/api/sessions', { board: board.id, secret: secretOf(link) })
  return (body as { readonly session: string }).session
}

/** As a board of an earlier version is: its links work, and nothing of them is kept. */
function forgetAll(server: TestServer): void {
  inDatabase(server.dataDir, (db) => {
    db.exec('UPDATE boards SET links_key = NULL')
    db.exec('UPDATE links SET links_key = NULL, sealed = NULL')
    db.exec('UPDATE sessions SET links_key = NULL')
  })
}
