import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { voterOf } from '#server/polls/board-polls.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { PurposePreview } from '#shared/wire/purpose-page.ts'
import type { Askings, AskingState, NewAsking } from '#shared/wire/public-asking.ts'
import { Role } from '#shared/workshop/role.ts'
import { bytesOfFolder } from '#tests/support/bytes-of-folder.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { adoptedText, openPurposeBoard } from '#tests/support/purpose-board.ts'
import { newDataDir, startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const day = 86_400_000
const start = Date.UTC(2027, 1, 1, 9)
const others = [
  { text: 'Nous distribuons une eau fiable et sûre.', source: 'Site d’un syndicat, 2026' },
  { text: 'L’eau pour tous, durablement.', source: 'Rapport annuel, 2025' },
  { text: 'Au service de la ressource.', source: 'Offre d’emploi, 2026' },
]
const strangers: NewAsking['subject'] = { kind: 'strangers', team: 'Onze personnes, une vallée.', others }

async function openAsking(
  server: TestServer,
  subject: NewAsking['subject'],
  dates = { opens: start, closes: start + 14 * day },
) {
  const { board, leader } = await openPurposeBoard(server)
  const path = `/api/boards/${board.id}/askings`
  const ask = (method: string, rest = '', body?: unknown) =>
    server.ask(method, `${path}${rest}`, body, leader.session)
  const { status, body } = await ask('POST', '', { subject, ...dates })
  if (status !== 201) throw new Error(`not asked: ${JSON.stringify(body)}`)
  const asking = body as AskingState
  const list = async () => ((await ask('GET')).body as Askings).askings
  return { board, leader, ask, list, asking }
}

/** A browser, by its number. */
function secretOf(browser: number): string {
  return browser.toString(16).padStart(40, '0')
}

const send = async (url: string, browser: number, answers: Record<string, unknown>): Promise<number> =>
  (
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: secretOf(browser), answers }),
    })
  ).status

async function read(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { headers: { accept: 'text/html', ...headers } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** The place of a sentence on the page. */
function placeOf(page: string, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const cards = [...page.matchAll(/value="(\d)" required><span[^>]*>([^<]*)</gu)]
  const plain = (words: string) => words.replaceAll('\u00A0', ' ')
  return cards.find(([, , words]) => plain(words ?? '') === plain(escaped))?.[1] ?? ''
}

test('strangers are counted once, at the date, although nobody looks; their answers are then nowhere', async () => {
  const dataDir = await newDataDir()
  const first = await startServer({ dataDir, now: () => start + day })
  const { board, asking, list } = await openAsking(first, strangers)
  expect(await list()).toMatchObject([{ kind: 'strangers', answers: null, closed: null, found: null }])
  const page = await read(asking.address, { 'accept-language': 'fr' })
  const csp = page.headers.get('content-security-policy') ?? ''
  expect(csp).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/u,
  )
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  })
  expect(page.headers.get('set-cookie')).toBeNull()
  // Neither the team nor its board, nor a source, is on the page while people answer.
  for (const told of [board.id, 'Notre vallée', ...others.map(({ source }) => source)])
    expect(page.text).not.toContain(told)
  const own = placeOf(page.text, adoptedText)
  const [wrong = ''] = ['0', '1', '2', '3'].filter((place) => place !== own)

  // Five recognise it, the sixth changes to another one; each tapped word counts for its own sentence alone.
  for (const browser of [1, 2, 3, 4, 5, 6])
    expect(
      await send(asking.address, browser, {
        which: own,
        [`word.${own}.2`]: 'yes',
        [`word.${wrong}.0`]: 'yes',
      }),
    ).toBe(204)
  expect(await send(asking.address, 6, { which: wrong })).toBe(204)
  expect(await list()).toMatchObject([{ answers: null, closed: null, found: null }])
  const { key } = (await first.store.publicAsking(asking.id)) ?? {}
  const traces = [key ?? '', ...[1, 2, 3, 4, 5, 6].map((each) => voterOf({ key: key ?? '' }, secretOf(each)))]
  expect(traces[0]).toHaveLength(43)
  const before = await bytesOfFolder(dataDir)
  expect(traces.filter((trace) => !before.includes(trace))).toEqual([])
  // The secret of a browser is never written, and no log says who answered.
  expect(before.includes(secretOf(1))).toBe(false)
  for (const trace of [...traces, secretOf(1)]) expect(first.logs()).not.toContain(trace)
  await first.close()

  const later = await startServer({ dataDir, now: () => start + 20 * day })
  await expect.poll(async () => (await later.store.publicAsking(asking.id))?.shown?.voted).toBe(6)
  const after = await bytesOfFolder(dataDir)
  expect(traces.filter((trace) => after.includes(trace))).toEqual([])
  const path = new URL(asking.address).pathname
  const result = await read(later.url + path, { 'accept-language': 'en' })
  expect(result.text).toContain('5 of 6 recognised it.')
  expect(result.text).toContain('Guessing finds 1.5.')
  expect(result.text).toContain('Guessing would find as many only once in 220 times.')
  expect(result.text).toMatch(/class="mark most">l’eau<b>5<\/b>/u)
  expect(result.text).toContain('Rapport annuel, 2025')
  expect(result.text).not.toContain('<script')
  expect(result.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  expect(await send(later.url + path, 7, { which: own })).toBe(409)
  expect(await later.store.deadlines()).toEqual([])
})

test('of four strangers nothing is told and nothing stays, but for which sentence was theirs', async () => {
  let now = start + day
  const server = await startServer({ now: () => now })
  const { asking, list } = await openAsking(server, strangers)
  const own = placeOf((await read(asking.address)).text, adoptedText)
  for (const browser of [1, 2, 3, 4]) expect(await send(asking.address, browser, { which: own })).toBe(204)
  now = start + 15 * day
  const page = await read(asking.address, { 'accept-language': 'fr' })
  expect(page.text).toContain('Celle-ci est la leur')
  expect(page.text).toContain('Moins de cinq personnes ont répondu')
  expect(await list()).toMatchObject([{ answers: null, found: null }])
  expect((await server.store.publicAsking(asking.id))?.shown).toMatchObject({ voted: 0, of: 0, columns: {} })
})

test('a pulse shows its lines without an order once three have answered, and only until its dates', async () => {
  let now = start
  const server = await startServer({ now: () => now })
  const { ask, asking, list } = await openAsking(
    server,
    { kind: 'pulse' },
    {
      opens: start + 90 * day,
      closes: start + 104 * day,
    },
  )
  expect((await read(asking.address, { 'accept-language': 'en' })).text).toContain(
    'This question opens on 2\u00A0May\u00A02027.',
  )
  expect(await send(asking.address, 1, { carry: '5' })).toBe(409)
  expect((await ask('PUT', `/${asking.id}/dates`, { opens: start, closes: start - 1 })).status).toBe(422)
  expect((await ask('PUT', `/${asking.id}/dates`, { opens: start - 1, closes: start + day })).status).toBe(
    204,
  )
  expect((await read(asking.address)).text).toContain('name="carry"')
  for (const [browser, carry] of ['5', '4', '2'].entries())
    expect(
      await send(asking.address, browser, { carry, line: browser === 0 ? '<b>Nous</b>\nrefusons' : '' }),
    ).toBe(204)
  expect((await ask('POST', `/${asking.id}/close`)).status).toBe(204)
  const result = await read(asking.address, { 'accept-language': 'en' })
  expect(result.text).toContain('2 of 3 carry it.')
  expect(result.text).toContain('&lt;b&gt;Nous&lt;/b&gt; refusons')
  expect(await list()).toMatchObject([{ kind: 'pulse', answers: 3, found: 2, closed: start }])
  now = start + 2 * day
  expect((await ask('DELETE', `/${asking.id}`)).status).toBe(204)
  expect((await read(asking.address)).status).toBe(404)
  expect(await list()).toEqual([])
})

test('somebody of the map says whether the agreed needs are theirs, with a line', async () => {
  const server = await startServer({ now: () => start })
  const { body } = await server.ask(
    'POST',
    '/api/imports',
    JSON.parse(writeBoardFile(snapshotOf(livedDay('fr')))),
  )
  const board = body as CreatedBoard
  const leader = await server.join(board, Role.facilitator)
  const { client } = await joinBoard(server, board, { session: leader })
  const adoption = adoptionsOf(client.doc).at(-1)?.id ?? ''
  expect(await client.command({ kind: 'adoption.claim', adoption })).toMatchObject({ ok: true })
  client.socket.terminate()
  const ask = async (method: string, path: string, sent?: unknown) =>
    server.ask(method, `/api/boards/${board.id}${path}`, sent, leader.session)
  const { people } = (await ask('POST', '/purpose-page/preview', {})).body as PurposePreview
  const person = people.find(({ needs }) => needs.length > 0)
  const subject = { kind: 'needs', person: person?.id }
  const asking = (await ask('POST', '/askings', { subject, opens: start, closes: start + day }))
    .body as AskingState
  expect(asking).toMatchObject({ kind: 'needs', who: person?.who, answers: null })
  expect((await read(asking.address, { 'accept-language': 'fr' })).text).toContain(
    'Est-ce ce dont vous avez besoin',
  )
  expect(await send(asking.address, 1, {})).toBe(422)
  for (const [browser, answer] of ['yes', 'yes', 'almost'].entries())
    expect(
      await send(asking.address, browser, { 'need.0': answer, line: browser === 2 ? 'Plus tôt.' : '' }),
    ).toBe(204)
  await ask('POST', `/askings/${asking.id}/close`)
  const { text } = await read(asking.address, { 'accept-language': 'en' })
  expect(text).toContain('Yes <b>2</b>')
  expect(text).toContain('Almost <b>1</b>')
  expect(text).toContain('Plus tôt.')
})

test('forged answers, floods and others’ boards change nothing', async () => {
  const server = await startServer({ now: () => start })
  const { board, asking, list, ask } = await openAsking(server, strangers)
  const bad: readonly Record<string, unknown>[] = [
    {},
    { which: '9' },
    { which: 'constructor' },
    { __proto__x: 'yes', which: '0' },
    { which: '0', 'word.0.999': 'yes' },
    { 'word.0.0': 'yes' },
    { which: '0', line: 'x'.repeat(301) },
  ]
  for (const answers of bad) expect([400, 422]).toContain(await send(asking.address, 1, answers))
  const flood = await fetch(asking.address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret: secretOf(1), answers: { which: 'x'.repeat(50_000) } }),
  })
  expect(flood.status).toBe(413)
  expect((await read(`${server.url}/purpose/asked/${'a'.repeat(21)}`)).status).toBe(404)
  // A participant may not ask, and a facilitator may touch the questions of their board alone.
  const person = await server.join(board, Role.participant)
  const path = `/api/boards/${board.id}/askings`
  expect((await server.ask('GET', path, undefined, person.session)).status).toBe(403)
  expect(
    (
      await server.ask(
        'POST',
        path,
        { subject: { kind: 'pulse' }, opens: start, closes: start + day },
        person.session,
      )
    ).status,
  ).toBe(403)
  const other = await openPurposeBoard(server)
  const theirs = `/api/boards/${other.board.id}/askings/${asking.id}`
  for (const [method, rest] of [
    ['DELETE', ''],
    ['POST', '/close'],
  ] as const)
    expect((await server.ask(method, theirs + rest, undefined, other.leader.session)).status).toBe(404)
  expect(
    (
      await ask('POST', '', {
        subject: { ...strangers, others: [others[0], others[0], others[1]] },
        opens: start,
        closes: start + day,
      })
    ).status,
  ).toBe(422)
  expect(
    (
      await ask('POST', '', {
        subject: { kind: 'needs', person: 'nobody' },
        opens: start,
        closes: start + day,
      })
    ).status,
  ).toBe(422)
  expect(await list()).toMatchObject([{ answers: null, closed: null }])
  // A host in the request names no address of the page.
  const page = await read(asking.address, { host: 'evil.example' })
  expect(page.text).not.toContain('evil')
  const statuses = await Promise.all(
    Array.from({ length: 420 }, (_, at) => send(asking.address, at, { which: '0' })),
  )
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
  // Told once it is closed.
  expect((await ask('POST', `/${asking.id}/close`)).status).toBe(204)
  expect((await list())[0]?.answers).toBe(statuses.filter((status) => status === 204).length)
})
