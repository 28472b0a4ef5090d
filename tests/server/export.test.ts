import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { setTimeout as later } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { documentLimits } from '#server/documents/memory-pools.ts'
import { boardFileVersion, writeBoardFile, type BoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { importLimit } from '#server/routes/imports.ts'
import type { CreatedBoard, ExportFormat, ExportState, NewExport } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { fullBoard, sampleBoard, scriptSamples } from '#tests/support/sample-board.ts'
import { secretOf, startServer, type TestServer } from '#tests/support/server.ts'

interface Visit {
  readonly server: TestServer
  readonly board: CreatedBoard
  readonly session: string
}

/** Announces a file of so many bytes, and returns the answer before any byte is sent. */
async function announced(url: string, bytes: number): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json', 'content-length': bytes }
  const sent = request(url, { method: 'POST', headers })
  onTestFinished(() => void sent.destroy())
  sent.on('error', () => undefined).flushHeaders()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, body: await json(answer) }
}

/** A board with content, opened by importing it, and somebody on it. */
async function visit(server: TestServer, role: Role = Role.participant): Promise<Visit> {
  const file = JSON.parse(writeBoardFile(snapshotOf(sampleBoard()))) as unknown
  const { status, body } = await server.ask('POST', '/api/imports', file)
  expect(status).toBe(201)
  const board = body as CreatedBoard
  const { session } = await server.join(board, role)
  return { server, board, session }
}

async function order({ server, board, session }: Visit, request: NewExport): Promise<ExportState> {
  const { status, body } = await server.ask('POST', `/api/boards/${board.id}/exports`, request, session)
  expect(status).toBe(202)
  return body as ExportState
}

/** Asks how far it is until it is over, as the interface does; says every progress it saw. */
async function finished(
  { server, board, session }: Visit,
  { id }: ExportState,
): Promise<readonly ExportState[]> {
  const seen: ExportState[] = []
  for (;;) {
    const { body } = await server.ask('GET', `/api/boards/${board.id}/exports/${id}`, undefined, session)
    const state = body as ExportState
    seen.push(state)
    if (state.state !== 'working') return seen
    await later(20)
  }
}

function fetchFile({ server, board, session }: Visit, { id }: ExportState): Promise<Response> {
  return fetch(`${server.url}/api/boards/${board.id}/exports/${id}/file`, {
    headers: { authorization: `Bearer ${session}` },
  })
}

async function exported(visit: Visit, request: NewExport): Promise<Response> {
  const state = await order(visit, request)
  expect((await finished(visit, state)).at(-1)).toMatchObject({ state: 'ready', progress: 1 })
  const response = await fetchFile(visit, state)
  expect(response.status).toBe(200)
  return response
}

test('the board is exported as PDF, and its words can be searched', async () => {
  const guest = await visit(await startServer(), Role.viewer)
  const response = await exported(guest, { format: 'pdf', language: 'fr' })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="Notre raison d.*\.pdf"; filename\*=UTF-8''Notre%20raison%20d%E2%80%99%C3%AAtre/,
  )
  expect(response.headers.get('cache-control')).toBe('no-store')
  const { pages, outline } = await readPdf(new Uint8Array(await response.arrayBuffer()))
  expect(pages.join('').replaceAll(/\s/g, '')).toContain(scriptSamples.french.replaceAll(/\s/g, ''))
  // French signs have no-break spaces.
  expect(outline.map((title) => title.replaceAll(/\s/gu, ' '))).toContain('Clarté « A »')
})

test('every format arrives in the format that its header names', async () => {
  const guest = await visit(await startServer())
  const begins: Readonly<Record<ExportFormat, RegExp>> = {
    pdf: /^%PDF-1\.7/,
    report: /^%PDF-1\.7/,
    png: /^.PNG/,
    csv: /^id;text/,
    markdown: /^# Notre raison/,
    canvas: /^{\n "nodes": \[/,
    replay: /^<!doctype html>\n<html lang="fr">/,
    evidence: /^<!doctype html>\n<html lang="fr">/,
    json: /^{\n "format": "boussole-board",\n "version": 3/,
  }
  for (const [format, begin] of Object.entries(begins)) {
    const response = await exported(guest, { format: format as ExportFormat, paper: 'a3' })
    expect(await response.text()).toMatch(begin)
  }
})

test('an exported and imported board is the same board, with new links', async () => {
  const server = await startServer()
  const first = await visit(server)
  const file = await (await exported(first, { format: 'json' })).json()
  const { status, body } = await server.ask('POST', '/api/imports', file)
  expect(status).toBe(201)
  const board = body as CreatedBoard
  expect(board.id).not.toBe(first.board.id)
  expect(board.title).toBe(first.board.title)
  expect(secretOf(board.links.facilitator)).not.toBe(secretOf(first.board.links.facilitator))
  const { session } = await server.join(board)
  const again = await (await exported({ server, board, session }, { format: 'json' })).json()
  expect(again).toEqual(file)
})

test('files hold no secret of the links that lead to the board, nor of the session that asked', async () => {
  const guest = await visit(await startServer())
  const secrets = [...Object.values(guest.board.links).map(secretOf), guest.session, guest.board.joinCode]
  for (const format of ['csv', 'markdown', 'canvas', 'json'] as const) {
    const text = await (await exported(guest, { format })).text()
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  }
  expect(guest.server.logs()).not.toContain('raison')
})

test('only people on the board export it', async () => {
  const server = await startServer()
  const [owner, stranger] = [await visit(server), await visit(server)]
  const state = await order(owner, { format: 'csv' })
  await finished(owner, state)
  const path = `/api/boards/${owner.board.id}/exports`
  for (const [method, address, body] of [
    ['POST', path, { format: 'csv' }],
    ['GET', `${path}/${state.id}`, undefined],
    ['GET', `${path}/${state.id}/file`, undefined],
  ] as const) {
    expect((await server.ask(method, address, body)).status).toBe(401)
    expect((await server.ask(method, address, body, stranger.session)).status).toBe(403)
  }
  // Not even through one's own board.
  const own = `/api/boards/${stranger.board.id}/exports/${state.id}`
  expect((await server.ask('GET', own, undefined, stranger.session)).body).toMatchObject({
    code: 'not_found',
  })
  expect((await server.ask('GET', `${own}/file`, undefined, stranger.session)).status).toBe(404)
})

test('an export is cancelled by its owner or a facilitator, and then nobody finds it', async () => {
  const server = await startServer()
  const own = await visit(server)
  const { session } = await server.join(own.board, Role.participant)
  const { session: lead } = await server.join(own.board, Role.facilitator)
  const cancel = async (id: string, by: string): Promise<number> =>
    (await server.ask('DELETE', `/api/boards/${own.board.id}/exports/${id}`, undefined, by)).status
  const [first, second] = [await order(own, { format: 'pdf' }), await order(own, { format: 'csv' })]
  expect([await cancel(first.id, session), await cancel(first.id, own.session)]).toEqual([404, 204])
  expect(await cancel(first.id, own.session)).toBe(404)
  expect((await finished(own, second)).at(-1)?.state).toBe('ready')
  expect(await cancel(second.id, lead)).toBe(204)
  const { status } = await server.ask(
    'GET',
    `/api/boards/${own.board.id}/exports/${second.id}/file`,
    undefined,
    own.session,
  )
  expect(status).toBe(404)
})

test('a person with three files under way is asked to wait for one of them', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const { session } = await server.join(board)
  const start = async () => server.ask('POST', `/api/boards/${board.id}/exports`, { format: 'pdf' }, session)
  const answers = await Promise.all([start(), start(), start(), start()])
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([202, 202, 202, 429])
  expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ code: 'too_many_exports' })
})

test('a file that is not ready, or never was, is not found; an unknown format is refused', async () => {
  const guest = await visit(await startServer())
  const path = `/api/boards/${guest.board.id}/exports`
  expect((await guest.server.ask('GET', `${path}/nothing/file`, undefined, guest.session)).status).toBe(404)
  const { status, body } = await guest.server.ask('POST', path, { format: 'docx' }, guest.session)
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'bad_request' })
})

test('a file that is not a board, or of a newer server, is refused in words', async () => {
  const server = await startServer()
  const refused = await server.ask('POST', '/api/imports', { format: 'something else' })
  expect(refused.status).toBe(400)
  expect(refused.body).toEqual({
    code: 'import_invalid',
    message: 'This file is not a board; choose one that was exported from a board as JSON.',
    mayRetry: false,
  })
  const board = { format: 'boussole-board', title: '', language: 'en', notes: [], clusters: [], rounds: [] }
  const { agenda } = JSON.parse(writeBoardFile(snapshotOf(fullBoard()))) as BoardFile
  const later = { ...agenda, template: { format: 'boussole-template', version: 2 } }
  for (const newer of [{ version: boardFileVersion + 1 }, { version: 1, agenda: later }])
    expect(await server.ask('POST', '/api/imports', { ...board, ...newer })).toMatchObject({
      status: 400,
      body: { code: 'import_newer' },
    })
  const damaged = await server.ask('POST', '/api/imports', { ...board, version: 1, notes: [{ id: 7 }] })
  expect(damaged.body).toMatchObject({
    code: 'import_damaged',
    message: expect.stringContaining('at notes, number 1'),
  })
  const cut = await fetch(`${server.url}/api/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...board, version: 1 }, null, 2).slice(0, 60),
  })
  expect(await cut.json()).toMatchObject({
    code: 'import_damaged',
    message: expect.stringContaining('breaks off'),
  })
  const large = await announced(`${server.url}/api/imports`, importLimit + 1)
  expect(large.status).toBe(413)
  expect(large.body).toMatchObject({ code: 'too_large' })
})

test('after failing to write files, imports work again once there is room', async () => {
  const server = await startServer()
  const file = {
    format: 'boussole-board',
    version: 1,
    title: '',
    language: 'en',
    notes: [],
    clusters: [],
    rounds: [],
  }
  // A file in its place: no folder can be made in it, not even by root.
  const temporary = join(server.dataDir, 'temporary')
  await writeFile(temporary, '')
  for (let times = 0; times < 16; times += 1) {
    expect(await server.ask('POST', '/api/imports', file)).toMatchObject({
      status: 503,
      body: { code: 'store_unavailable' },
    })
  }
  await rm(temporary)
  expect((await server.ask('POST', '/api/imports', file)).status).toBe(201)
})

test('a file whose board would be too large is refused in words, and nothing is created', async () => {
  const server = await startServer()
  const empty = { format: 'boussole-board', version: 1, title: '', language: 'en', clusters: [], rounds: [] }
  const place = { kind: 'idea', tint: 'sun', created: 0, x: 0, y: 0, z: 0, cluster: null }
  const text = 'x'.repeat(20_000)
  const notes = Array.from({ length: Math.ceil(documentLimits.boardBytes / text.length) }, (_, index) => {
    return { ...place, id: `n${index}`, text }
  })
  expect(await server.ask('POST', '/api/imports', { ...empty, notes })).toMatchObject({
    status: 413,
    body: {
      code: 'too_large',
      message: 'The board in this file is larger than a board may be, which is 32 MB without its pictures.',
    },
  })
  const fewer = await server.ask('POST', '/api/imports', { ...empty, notes: notes.slice(0, -30) })
  expect(fewer.status).toBe(201)
})
