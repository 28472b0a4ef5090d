import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addLooseNote } from '#server/documents/posted-notes.ts'
import type { Template } from '#shared/agenda/template.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { writeRights } from '#shared/board/rights.ts'
import type { AgendaPlace, NoteList } from '#shared/wire/programs.ts'
import type { CreatedToken, Token } from '#shared/wire/tokens.ts'
import { Role } from '#shared/workshop/role.ts'
import type { TokenScope } from '#shared/workshop/token-scope.ts'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { bytesOfFolder } from '#tests/support/bytes-of-folder.ts'
import { openTcp } from '#tests/support/raw-socket.ts'
import { startServer, type Answer, type TestServer } from '#tests/support/server.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'

const base = { prompt: [{ en: 'Why do we exist?', fr: 'Pourquoi existons-nous ?' }], seconds: 60 } as const
const fields = [{ id: 'all', title: { en: 'Ideas' } }]
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'programs',
  title: { en: 'Programs' },
  ask: [],
  phases: [
    {
      id: 'one',
      title: { en: 'First' },
      steps: [
        { ...base, id: 'talk', activity: 'talk', writing: 'none' },
        { ...base, id: 'write', activity: 'write', writing: 'shared', fields },
        { ...base, id: 'alone', activity: 'write', writing: 'private', fields },
      ],
    },
  ],
}

/** A board with its facilitator, and what programs ask of it. */
async function openBoard(server: TestServer) {
  const board = await server.createBoard({ title: 'Our purpose', language: 'en' })
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const path = `/api/boards/${board.id}`
  const make = async (...scopes: readonly TokenScope[]): Promise<string> => {
    const name = `The ${scopes.join(' and ')} program`
    const { body } = await server.ask('POST', `${path}/tokens`, { name, scopes }, fay.session.session)
    return (body as CreatedToken).secret
  }
  const listed = async (token: string, query = ''): Promise<NoteList['outline']> => {
    const { status, body } = await server.ask('GET', `${path}/notes${query}`, undefined, token)
    expect(status).toBe(200)
    return (body as NoteList).outline
  }
  const post = async (token: string, body: object): Promise<Answer> =>
    server.ask('POST', `${path}/notes`, body, token)
  const go = async (token: string, body: object): Promise<Answer> =>
    server.ask('POST', `${path}/agenda/moves`, body, token)
  return { board, fay, path, make, listed, post, go }
}

const codeOf = ({ status, body }: Answer): string => `${status} ${(body as { code?: string }).code}`

async function add({ client }: Voter, text: string, place: object = {}): Promise<string> {
  const id = addNote(client.doc, { x: 0, y: 0, author: null, created: 1, text, ...place })
  await client.allSaved()
  return id
}

test('a facilitator makes tokens, sees their last use and withdraws them; the server keeps hashes alone', async () => {
  let now = 1_800_000_000_000
  const server = await startServer({ now: () => now })
  const { board, fay, path } = await openBoard(server)
  const ask = async (method: string, rest: string, body?: object, session = fay.session.session) =>
    server.ask(method, `${path}/tokens${rest}`, body, session)
  const wish = { name: ' The log\nof the night ', scopes: ['read'] }
  const made = (await ask('POST', '', wish)).body as CreatedToken
  expect(made.token).toEqual({
    id: expect.any(String),
    name: 'The log of the night',
    scopes: ['read'],
    created: now,
    used: null,
  })
  expect((await server.ask('GET', `${path}/notes`, undefined, made.secret)).status).toBe(200)
  now += 120_000
  expect((await server.ask('GET', `${path}/agenda`, undefined, made.secret)).status).toBe(200)
  await expect.poll(async () => ((await ask('GET', '')).body as Token[])[0]?.used).toBe(now)
  expect((await bytesOfFolder(server.dataDir)).includes(made.secret.slice(9))).toBe(false)
  expect(server.logs()).not.toContain(made.secret.slice(9))
  // Neither others nor the program itself reach the tokens.
  const ana = await server.join(board)
  const answers = await Promise.all([
    ask('GET', '', undefined, ana.session),
    ask('POST', '', wish, ana.session),
    ask('DELETE', `/${made.token.id}`, undefined, ana.session),
    ask('GET', '', undefined, made.secret),
    ask('POST', '', wish, made.secret),
    ask('DELETE', `/${made.token.id}`, undefined, made.secret),
    ask('POST', '', { name: '\u200b', scopes: ['read'] }),
    ask('POST', '', { name: 'x', scopes: [] }),
    ask('POST', '', { name: 'x', scopes: ['everything'] }),
    ask('DELETE', '/none'),
  ])
  expect(answers.map(codeOf)).toEqual([
    '403 forbidden',
    '403 forbidden',
    '403 forbidden',
    '401 unauthorised',
    '401 unauthorised',
    '401 unauthorised',
    '400 no_words',
    '400 bad_request',
    '400 bad_request',
    '404 not_found',
  ])
  expect((await ask('DELETE', `/${made.token.id}`)).status).toBe(204)
  expect(codeOf(await server.ask('GET', `${path}/notes`, undefined, made.secret))).toBe('401 unauthorised')
  for (let count = 0; count < 20; count += 1) expect((await ask('POST', '', wish)).status).toBe(201)
  expect(codeOf(await ask('POST', '', wish))).toBe('409 too_many_tokens')
})

test('a token opens nothing but the routes of its scopes, on its own board', async () => {
  const server = await startServer()
  const { board, path, make, go, post } = await openBoard(server)
  const other = await openBoard(server)
  const [read, lead] = [await make('read'), await make('lead')]
  const asked = [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/links'],
    ['POST', '/links/participant'],
    ['POST', '/exports'],
    ['GET', '/checkpoints'],
    ['GET', '/replay'],
    ['GET', '/phase-notes'],
    ['GET', '/devices'],
    ['GET', '/purpose-page'],
    ['GET', '/askings'],
  ] as const
  for (const [method, rest] of asked)
    for (const token of [read, lead])
      expect([method, rest, codeOf(await server.ask(method, path + rest, undefined, token))]).toEqual([
        method,
        rest,
        method === 'POST' && rest === '/exports' ? '400 bad_request' : '401 unauthorised',
      ])
  expect(
    [await go(read, { to: 'next' }), await post(lead, { text: 'x' }), await post(read, { text: 'x' })].map(
      codeOf,
    ),
  ).toEqual(['403 forbidden', '403 forbidden', '403 forbidden'])
  expect(codeOf(await server.ask('GET', `${path}/notes`, undefined, lead))).toBe('403 forbidden')
  for (const rest of ['/notes', '/agenda'])
    expect(codeOf(await server.ask('GET', other.path + rest, undefined, read))).toBe('401 unauthorised')
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/${board.id}`, ['board.v1', lead])
  const { promise, resolve } = Promise.withResolvers<number>()
  socket.addEventListener('close', ({ code }) => resolve(code))
  expect(await promise).toBe(4401)
})

test('a program reads the notes by their outline, without drafts and without authors', async () => {
  const server = await startServer()
  const { board, fay, make, listed } = await openBoard(server)
  const token = await make('read')
  const ana = await joinBoard(server, board, { name: 'Ana' })
  const first = await add(fay, 'first', { author: fay.session.participant.id })
  const second = await add(fay, 'second', { x: 400 })
  const group = addCluster(fay.client.doc, [second], { title: 'Trust' })
  await fay.client.allSaved()
  await takeAgenda(fay, template)
  await moveTo(fay, 'one/alone')
  const desk = await joinDesk(server, board, ana.session)
  await writeDrafts(desk, ['nobody else sees this'])
  const outline = await listed(token)
  expect(
    outline.flatMap(({ area, group: named, notes }) => notes.map(({ text }) => [area, named, text])),
  ).toEqual([
    [null, { id: group, title: 'Trust' }, 'second'],
    [null, null, 'first'],
  ])
  expect(outline[1]?.notes).toEqual([{ id: first, text: 'first', kind: 'idea', tint: 'sun', at: 1 }])
  expect((await listed(token, `?group=${group}`)).length).toBe(1)
  expect(await listed(token, '?phase=one')).toEqual([])
})

test('a program adds a note where people may, once for each key, and nowhere else', async () => {
  const server = await startServer()
  const { board, fay, make, listed, post } = await openBoard(server)
  const token = await make('add', 'read')
  const texts = () => notesOf(fay.client.doc).map(({ text }) => text)
  const [free, again] = [
    await post(token, { text: 'free', key: 'key-of-1' }),
    await post(token, { text: 'x', key: 'key-of-1' }),
  ]
  expect([free.status, again.status, again.body]).toEqual([201, 201, free.body])
  await fay.client.until(() => texts().includes('free'))
  const group = addCluster(fay.client.doc, [await add(fay, 'member', { x: 900 })], { title: 'Trust' })
  await fay.client.allSaved()
  expect((await post(token, { text: 'in the group', group })).status).toBe(201)
  expect(
    (await listed(token, `?group=${group}`)).flatMap(({ notes }) => notes.map(({ text }) => text)),
  ).toEqual(['member', 'in the group'])
  await fay.client.command({ kind: 'lock.set', ids: [group], isLocked: true })
  const refused = [
    await post(token, { text: 'x', group }),
    await post(token, { text: 'x', group: 'none' }),
    await post(token, { text: ' \u200b' }),
    await post(token, { text: 'x', group, area: 'one/write/all' }),
    await post(token, { text: 'x', area: 'one/write/all' }),
  ]
  expect(refused.map(codeOf)).toEqual([
    '409 locked',
    '404 unknown_item',
    '400 no_words',
    '400 bad_request',
    '404 unknown_item',
  ])
  await fay.client.command({ kind: 'rights.set', rights: { isLocked: true } })
  expect(codeOf(await post(token, { text: 'x' }))).toBe('409 board_locked')
  await fay.client.command({ kind: 'rights.set', rights: { isLocked: false } })

  await takeAgenda(fay, template)
  await moveTo(fay, 'one/talk')
  expect(codeOf(await post(token, { text: 'x' }))).toBe('409 step_closed')
  expect(codeOf(await post(token, { text: 'x', area: 'one/write/all' }))).toBe('409 agenda_moved')
  await moveTo(fay, 'one/write')
  const signed = { text: 'signed', area: 'one/write/all', audience: 'open-signed' }
  const ids = [
    await post(token, { text: 'in the field', area: 'one/write/all', key: 'key-of-2' }),
    await post(token, { text: 'in the field', area: 'one/write/all', key: 'key-of-2' }),
    await post(token, signed),
  ].map(({ body }) => (body as { id: string }).id)
  expect(ids[1]).toBe(ids[0])
  const [listedArea] = await listed(token, '?area=one/write/all')
  expect(listedArea?.area).toEqual({ id: 'one/write/all', title: 'Ideas' })
  expect(listedArea?.notes.map(({ text, signature }) => [text, signature])).toEqual([
    ['in the field', undefined],
    ['signed', 'The add and read program'],
  ])
  expect(codeOf(await post(token, { text: 'x', area: 'one/write/all/1' }))).toBe('409 other_table')
  await moveTo(fay, 'one/alone')
  expect(codeOf(await post(token, { text: 'x', area: 'one/alone/all' }))).toBe('409 wrong_audience')
  expect(codeOf(await post(token, { text: 'x' }))).toBe('409 writing_private')
  const viewer = await server.join(board, Role.viewer)
  expect(codeOf(await post(viewer.session, { text: 'x' }))).toBe('403 forbidden')
  expect(texts()).not.toContain('x')
  expect(server.logs()).not.toContain('in the field')
})

test('a lock that comes while a note of a program waits is obeyed, and half a letter becomes a whole one', async () => {
  const doc = new Y.Doc()
  const participant = { id: 'program', name: 'Program', colour: 0 }
  const boardThat = (changes: () => void): Parameters<typeof addLooseNote>[0] => ({
    read: (look) => look(doc),
    mayGrow: () => true,
    write: async (change) => {
      changes()
      return change(doc)
    },
  })
  const post = (changes: () => void, text: string) =>
    addLooseNote(
      boardThat(changes),
      { role: Role.participant, participant },
      { id: `note-${text.length}`, text, created: 1 },
    )
  expect(await post(() => {}, 'half \uD83D')).toBeUndefined()
  expect(await post(() => writeRights(doc, { isLocked: true }), 'late')).toBe('board_locked')
  expect(notesOf(doc).map(({ text }) => text)).toEqual(['half \uFFFD'])
})

test('a program leads to the next step and back, once for each press', async () => {
  const server = await startServer()
  const { fay, path, make, go } = await openBoard(server)
  const token = await make('lead', 'read')
  const place = async () => (await server.ask('GET', `${path}/agenda`, undefined, token)).body as AgendaPlace
  expect(await place()).toEqual({ state: 'none', move: 0, now: null, next: null, endsAt: null })
  expect(codeOf(await go(token, { to: 'next' }))).toBe('409 no_agenda')
  await takeAgenda(fay, template)
  expect(await place()).toMatchObject({
    state: 'ready',
    now: null,
    next: { path: 'one/talk', title: 'Why do we exist?' },
  })
  expect(codeOf(await go(token, { to: 'previous' }))).toBe('404 unknown_step')
  expect((await go(token, { to: 'next', from: 0 })).body).toMatchObject({
    state: 'running',
    move: 1,
    endsAt: expect.any(Number),
    now: { path: 'one/talk', phase: 'First', activity: 'talk', seconds: 60 },
    next: { path: 'one/write' },
  })
  expect(codeOf(await go(token, { to: 'next', from: 0 }))).toBe('409 agenda_moved')
  expect(codeOf(await go(token, { to: 'one/alone' }))).toBe('400 bad_request')
  for (const [to, now, state] of [
    ['next', 'one/write', 'running'],
    ['previous', 'one/talk', 'running'],
    ['next', 'one/write', 'running'],
    ['next', 'one/alone', 'running'],
    ['next', 'one/alone', 'ended'],
    ['previous', 'one/alone', 'running'],
  ])
    expect((await go(token, { to })).body).toMatchObject({ state, now: { path: now } })
})

test('a facilitator who is cut off loses the tokens that they made', async () => {
  const server = await startServer()
  const { board, path, make } = await openBoard(server)
  const token = await make('read')
  const gil = await server.join(board, Role.facilitator, 'Gil')
  const kept = await server.ask('POST', `${path}/tokens`, { name: 'Kept', scopes: ['read'] }, gil.session)
  expect((await server.ask('POST', `${path}/links/facilitator`, undefined, gil.session)).status).toBe(201)
  const ask = async (secret: string) => (await server.ask('GET', `${path}/notes`, undefined, secret)).status
  expect([await ask(token), await ask((kept.body as CreatedToken).secret)]).toEqual([401, 200])
})

test('requests of one token are limited', async () => {
  const server = await startServer()
  const { make, listed, path } = await openBoard(server)
  const [token, other] = [await make('read'), await make('read')]
  for (let count = 0; count < 60; count += 1) await listed(token)
  expect(codeOf(await server.ask('GET', `${path}/notes`, undefined, token))).toBe('429 too_many_requests')
  await listed(other)
})

test('programs of one board have a limit together, and another board goes on', async () => {
  const server = await startServer()
  const { make, listed, path } = await openBoard(server)
  const ask = async () => {
    const token = await make('read')
    for (let count = 0; count < 60; count += 1) await listed(token)
  }
  await Promise.all([ask(), ask(), ask()])
  const refused = await server.ask('GET', `${path}/notes`, undefined, await make('read'))
  expect(codeOf(refused)).toBe('429 too_many_requests')
  const elsewhere = await openBoard(server)
  await elsewhere.listed(await elsewhere.make('read'))
})

test('a list of notes that nobody reads takes one of few places, and leaves it with its reader', async () => {
  const server = await startServer()
  const { fay, make, path } = await openBoard(server)
  // Each letter has six in JSON: more than the network's own buffers take.
  const text = '\u0001'.repeat(5_000)
  for (let part = 0; part < 48; part += 1) {
    fay.client.doc.transact(() => {
      for (let count = 0; count < 10; count += 1)
        addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1, text })
    })
    await fay.client.allSaved()
  }
  const token = await make('read')
  const ask = async () => {
    const tcp = await openTcp(server.url)
    const status = new Promise<string>((resolve) =>
      tcp.once('data', (part: Buffer) => {
        tcp.pause()
        resolve(part.toString('latin1').split('\r\n')[0] ?? '')
      }),
    )
    tcp.write(`GET ${path}/notes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    return { tcp, status: await status }
  }
  const readers = []
  for (let index = 0; index < 5; index += 1) readers.push(await ask())
  expect(readers.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 4 }, () => 'HTTP/1.1 200 OK'),
    'HTTP/1.1 429 Too Many Requests',
  ])
  for (const { tcp } of readers) tcp.destroy()
  await expect.poll(async () => (await ask()).status).toBe('HTTP/1.1 200 OK')
})
