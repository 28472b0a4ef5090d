import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Role } from '#shared/workshop/role.ts'
import { openPurposeBoard } from '#tests/support/purpose-board.ts'
import { newDataDir, startServer, type TestServer } from '#tests/support/server.ts'

const house = ['https://intranet.example.org', 'https://portal.example.org:8443']

test('pages of EMBED_ORIGINS may show boards for viewers and purpose pages in a frame, and nothing else', async () => {
  const clientDir = await newDataDir()
  for (const file of ['index.html', 'join.html'])
    await writeFile(join(clientDir, file), '<html lang="en"></html>')
  const server = await startServer({ config: { embedOrigins: house, clientDir } })
  const { board, leader, publish, ask } = await openPurposeBoard(server)
  const { address } = await publish()
  const [page, files] = [new URL(address).pathname, `${new URL(address).pathname}/v/1`]
  const { body } = await ask('POST', '/preview', { timeZone: 'Europe/Paris' })
  const preview = (body as { readonly address: string }).address
  const asked = (paths: readonly string[]) =>
    Promise.all(paths.map(async (path) => [path, await framersOf(server, path)]))

  const allowed = [`/embed/${board.id}`, '/embed/nowhere', page, `${page}?lang=en`, files, `${page}.pdf`]
  expect(await asked(allowed)).toEqual(allowed.map((path) => [path, house.join(' ')]))
  const own = ['/', '/join', `/b/${board.id}`, `/b/${board.id}/projector`, '/embed', '/embed/a/b', '/healthz']
  const unknown = [`/embed/${'a'.repeat(33)}`, '/embed/a.b', '/embed/%61%2F']
  const none = [
    ...own,
    ...unknown,
    '/api/opening',
    `/api/boards/${board.id}/links`,
    '/purpose/none',
    `${page}/welcome`,
  ]
  expect(await asked(none)).toEqual(none.map((path) => [path, "'none' DENY"]))
  // Facilitators look at it in a frame of ours.
  expect(await framersOf(server, preview)).toBe("'self' SAMEORIGIN")
  await ask('DELETE')
  expect(await framersOf(server, page)).toBe(house.join(' '))

  const links = await server.ask('GET', `/api/boards/${board.id}/links`, undefined, leader.session)
  const named = (links.body as readonly { readonly role: Role; readonly embedIn?: unknown }[]).filter(
    ({ embedIn }) => embedIn !== undefined,
  )
  expect(named.map(({ role }) => role)).toEqual([Role.viewer])
})

test('without EMBED_ORIGINS nothing may be shown in a frame', async () => {
  const server = await startServer()
  const { board, leader, publish } = await openPurposeBoard(server)
  const { address } = await publish()
  const embedded = await fetch(`${server.url}/embed/${board.id}`, { headers: { accept: 'text/html' } })
  expect(embedded.status).toBe(404)
  for (const path of [`/embed/${board.id}`, new URL(address).pathname])
    expect(await framersOf(server, path)).toBe("'none' DENY")
  const links = await server.ask('GET', `/api/boards/${board.id}/links`, undefined, leader.session)
  expect(JSON.stringify(links.body)).not.toContain('embedIn')
})

/** The pages that may frame an answer, and what older browsers hear of it. */
async function framersOf(server: TestServer, path: string): Promise<string> {
  const { headers } = await fetch(server.url + path, { headers: { accept: 'text/html' } })
  const [, framers = ''] = /frame-ancestors ([^;]+)/u.exec(headers.get('content-security-policy') ?? '') ?? []
  return [framers, headers.get('x-frame-options')].filter((part) => part !== null).join(' ')
}
