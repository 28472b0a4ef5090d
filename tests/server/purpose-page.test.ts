import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { BoardFile } from '#server/board-file/board-file.ts'
import type { PurposePageState, PurposePreview, SavedDraft } from '#shared/wire/purpose-page.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { emptyDraft } from '#shared/workshop/purpose-page.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { addNote } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { askForCheckpoints, keepCheckpoint } from '#tests/support/checkpoint-requests.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { adoptedHash, adoptedText, openPurposeBoard } from '#tests/support/purpose-board.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
  takePart,
  type Voter,
} from '#tests/support/socket-voters.ts'

const escaped = adoptedText.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')

/** A page as a browser asks for it. */
async function read(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

test('a page is published from the board, with every header, in both languages, on paper, and nothing of readers is kept', async () => {
  let now = Date.UTC(2026, 10, 24, 23, 59)
  const server = await startServer({ now: () => now })
  const { ask, save, publish } = await openPurposeBoard(server)
  expect((await ask('GET')).body).toMatchObject({ address: null, withdrawn: null, versions: [], views: [] })
  const long = `Sur\ndeux lignes, ${'et longues, '.repeat(90)}`
  const translations = { [adoptedText]: 'We keep the water of the valley clear.', [long]: 'On\ntwo lines' }
  expect(await save({ translations, promises: ['Une réponse le jour même.'] })).toBe(200)
  expect((await ask('GET')).body).toMatchObject({ draft: { people: null, reviewOn: null, translations } })
  const preview = (await ask('POST', '/preview', { timeZone: 'Europe/Paris' })).body as PurposePreview
  expect(preview).toMatchObject({ sentence: adoptedText, language: 'fr', name: 'Notre vallée', people: [] })
  const looked = await read(`${server.url}${preview.address ?? ''}?lang=fr`)
  expect(looked.text).toContain('Personne d’autre ne voit cette page.')
  expect(looked.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  // Nothing of it stays in a browser or a proxy when its ten minutes are over.
  expect(looked.headers.get('cache-control')).toBe('no-store')
  const unseen = /url\((?<path>[^)]+)\)/.exec(looked.text)?.groups?.['path'] ?? ''
  expect((await read(server.url + unseen)).headers.get('cache-control')).toBe('no-store')

  const { address, number } = await publish()
  expect(number).toBe(1)
  expect(address).toMatch(new RegExp(`^${server.url}/purpose/[\\w-]{21}$`))
  const page = await read(address, { 'accept-language': 'fr' })
  expect(page.status).toBe(200)
  expect(page.text).toContain(`<html lang="fr">`)
  expect(page.text).toContain(`>${escaped}</h1>`)
  expect(page.text).toContain(adoptedHash)
  expect(page.text).toContain('Une réponse le jour même.')
  expect(page.text).not.toContain('<script')
  expect(page.text).toMatch(/<meta property="og:title" content="Nous gardons l’eau/)
  const csp = page.headers.get('content-security-policy') ?? ''
  expect(csp).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  )
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'no-referrer',
    vary: 'accept-encoding, accept-language',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  })
  expect(page.headers.get('set-cookie')).toBeNull()

  // The whole page with its letters, before compression.
  const [serif = ''] = /\/purpose\/[^"]+serif\.woff2/.exec(page.text) ?? []
  const letters = await fetch(server.url + serif)
  expect(letters.headers.get('content-type')).toBe('font/woff2')
  const size = Buffer.byteLength(page.text) + (await letters.arrayBuffer()).byteLength
  expect(size).toBeLessThan(30_000)

  const tag = page.headers.get('etag') ?? ''
  const known = await read(address, { 'accept-language': 'fr', 'if-none-match': tag })
  expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', tag])

  const english = await read(`${address}?lang=en`, { 'accept-language': 'fr' })
  expect(english.text).toContain('>We keep the water of the valley clear.</h1>')
  expect(english.headers.get('etag')).not.toBe(tag)
  // For readers of neither language: English where it exists.
  expect((await read(address, { 'accept-language': 'de' })).text).toContain('<html lang="en">')

  const paper = await fetch(`${address}.pdf?lang=fr`)
  expect(paper.headers.get('content-type')).toBe('application/pdf')
  const pdf = await readPdf(new Uint8Array(await paper.arrayBuffer()))
  expect(pdf.pages).toHaveLength(1)
  expect(pdf.pages[0]?.replaceAll(/\s/g, '')).toContain(adoptedText.replaceAll(/\s/g, ''))
  expect(pdf.title).toBe(adoptedText)

  // Views are counted by day: four so far, of pages in both languages, and none of files or earlier versions.
  const reader = {
    'user-agent': 'Reader-of-purpose/7',
    'accept-language': 'gsw-CH',
    'x-forwarded-for': '203.0.113.77',
  }
  await fetch(address, { method: 'HEAD' })
  await read(`${address}/v/1`)
  now += 120_000
  await read(address, reader)
  expect((await ask('GET')).body).toMatchObject({
    views: [
      { day: '2026-11-24', count: 4 },
      { day: '2026-11-25', count: 1 },
    ],
  })
  await server.close()
  for (const name of ['boussole.sqlite', 'boussole.sqlite-wal']) {
    const bytes = await readFile(join(server.dataDir, name)).catch(() => Buffer.alloc(0))
    for (const trace of Object.values(reader)) expect(bytes.includes(trace)).toBe(false)
  }
  for (const trace of Object.values(reader)) expect(server.logs()).not.toContain(trace)
})

test('an edited page is a new version, a withdrawn one answers 410; only facilitators do either, and no page is listed', async () => {
  const server = await startServer()
  const { save, publish, ask, board, leader } = await openPurposeBoard(server)
  expect((await ask('DELETE')).status).toBe(404)
  const people = ['somebody0001']
  await save({ promises: ['Une première promesse.'], people, reviewOn: '2027-11-30' })
  expect((await ask('GET')).body).toMatchObject({ draft: { people, reviewOn: '2027-11-30' } })
  const { address } = await publish()
  await expectClosed(server, board, address)
  await expectNothingToPublish(server)
  const { text } = await read(address)
  expect((await read(`${address}/v/1`)).text).toBe(text)
  await save({ promises: ['Une autre promesse.'] })
  expect((await read(address)).text).toBe(text)

  expect(await publish()).toEqual({ address, number: 2 })
  const [first, second] = [await read(`${address}/v/1`), await read(address)]
  expect(second.text).toContain('Une autre promesse.')
  expect(first.text).toContain('Une première promesse.')
  expect(first.text).not.toContain('Une autre promesse.')
  expect(first.text).toContain('Il en existe une plus récente.')
  expect(second.text).toContain('/v/1">Version 1,')
  expect((await fetch(`${address}/v/1.pdf`)).status).toBe(200)
  const [serif = ''] = /\/purpose\/[^"]+serif\.woff2/.exec(text) ?? []
  expect((await ask('DELETE')).status).toBe(204)
  for (const path of [address, `${address}/v/1`, `${address}.pdf`, server.url + serif]) {
    const gone = await read(path, { 'accept-language': 'fr', 'if-none-match': '*' })
    expect(gone.status).toBe(410)
    expect(gone.text).toContain('Cette page a été retirée.')
    expect(gone.text).not.toContain('Nous gardons')
    expect(gone.headers.get('cache-control')).toBe('no-cache')
  }
  expect((await ask('GET')).body).toMatchObject({ address: null, withdrawn: expect.any(Number) })

  // What was withdrawn does not come back with what is published after it.
  expect(await publish()).toEqual({ address, number: 3 })
  expect((await read(`${address}/v/2`)).status).toBe(410)
  const newest = await read(address)
  expect(newest.status).toBe(200)
  expect(newest.text).not.toContain('/v/2')
  for (const path of ['/v/4', '/v/0', '/v/01', '/v/x', '/v/1/secrets', 'x'])
    expect((await read(address + path)).status).toBe(404)

  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const moved = address.replace(server.url, again.url)
  expect((await read(moved)).text).toBe(newest.text)
  const deleted = await again.ask('DELETE', `/api/boards/${board.id}`, undefined, leader.session)
  expect(deleted.status).toBe(204)
  expect((await read(moved)).status).toBe(410)
  expect((await read(`${again.url}/purpose/unknown`)).status).toBe(404)
})

/** Nobody else sees or changes the page, and no answer of the server leads to it. */
async function expectClosed(server: TestServer, board: CreatedBoard, address: string): Promise<void> {
  const others = [Role.participant, Role.viewer].map(async (role) => server.join(board, role))
  const sessions = [...(await Promise.all(others)).map(({ session }) => session), undefined]
  const path = `/api/boards/${board.id}/purpose-page`
  for (const session of sessions)
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['PUT', '/draft', emptyDraft],
      ['POST', '/preview', {}],
      ['POST', '/versions', {}],
      ['PUT', '/emblem', 'x'],
    ] as const) {
      const { status } = await server.ask(method, path + rest, body, session)
      expect([status, method, rest]).toEqual([session === undefined ? 401 : 403, method, rest])
    }
  expect((await read(address)).text).not.toContain(board.id)
  const seen = await server.ask('GET', `/api/boards/${board.id}`, undefined, sessions[0])
  expect(JSON.stringify(seen.body)).not.toContain(address.split('/').at(-1))
  const listings = ['/purpose', '/purpose/', '/robots.txt', '/sitemap.xml', '/api/purpose-pages']
  for (const listing of listings) expect((await read(server.url + listing)).status).toBe(404)
}

/** A board whose group has adopted nothing has no page, and can prepare one. */
async function expectNothingToPublish(server: TestServer): Promise<void> {
  const empty = await server.createBoard({ title: 'Empty' })
  const { session } = await server.join(empty, Role.facilitator)
  const answer = await server.ask('POST', `/api/boards/${empty.id}/purpose-page/versions`, {}, session)
  expect(answer).toMatchObject({
    status: 409,
    body: { message: 'The group has adopted no sentence yet, so there is nothing to publish.' },
  })
}

test('an emblem is drawn anew, SVG and GIF are refused with a sentence, and so are a pale colour with its ratio and a date of no calendar', async () => {
  const server = await startServer()
  const { board, leader, publish, save, ask, put } = await openPurposeBoard(server)
  const send = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${server.url}/api/boards/${board.id}/purpose-page/emblem`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${leader.session}`, 'content-type': 'image/png' },
      body,
    })
  const png = await sharp({ create: { width: 900, height: 300, channels: 4, background: '#0e676280' } })
    .withExif({ IFD0: { Copyright: 'hidden words' } })
    .png()
    .toBuffer()
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
  const refused = await send(svg)
  expect([refused.status, await refused.json()]).toMatchObject([
    415,
    { code: 'photo_is_drawing', message: 'SVG is not taken; send the drawing as PNG.' },
  ])
  const gif = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
    .gif()
    .toBuffer()
  expect((await send(new Uint8Array(gif))).status).toBe(415)
  expect((await send(new TextEncoder().encode('no picture'))).status).toBe(415)
  expect((await send(new Uint8Array(png))).status).toBe(204)
  expect((await ask('GET')).body).toMatchObject({ emblem: true })

  const { draft, revision } = (await ask('GET')).body as PurposePageState
  expect(
    await put({ ...draft, colours: { sentence: '#ffcc00', accent: '#000000' } }, revision),
  ).toMatchObject({
    status: 422,
    body: {
      message:
        '#ffcc00 has a contrast of 1.3 : 1 to the paper of the page (#f7f3ea), and words need 4.5 : 1; choose a darker colour.',
    },
  })
  expect(await save({ reviewOn: '2026-02-30' })).toBe(422)
  expect(await save({ colours: { sentence: '#003a70', accent: '#7a1f5c' } })).toBe(200)
  const { address } = await publish()
  const { text } = await read(address)
  expect(text).toContain('--sentence:#003a70;--accent:#7a1f5c')
  const [path = ''] = /\/purpose\/[^"]+\/emblem/.exec(text) ?? []
  const shown = await fetch(server.url + path)
  const bytes = new Uint8Array(await shown.arrayBuffer())
  expect(shown.headers.get('content-type')).toBe('image/webp')
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 640, hasAlpha: true })
  expect(Buffer.from(bytes).includes('hidden words')).toBe(false)
  expect(text).toContain('width="640" height="213"')
  expect((await ask('DELETE', '/emblem')).status).toBe(204)
  expect((await fetch(server.url + path)).status).toBe(200)
})

test('the second of two facilitators who change the same texts is told, and neither text is lost or published unseen', async () => {
  const server = await startServer()
  const { ask, put, publish } = await openPurposeBoard(server)
  const { draft, revision } = (await ask('GET')).body as PurposePageState
  const first = await put({ ...draft, promises: ['La première.'] }, revision)
  expect(first).toMatchObject({ status: 200, body: { revision: expect.any(String) } })
  expect(await put({ ...draft, promises: ['La seconde.'] }, revision)).toMatchObject({
    status: 412,
    body: { code: 'page_edited' },
  })
  expect((await put(draft)).status).toBe(428)
  const now = (await ask('GET')).body as PurposePageState
  expect([now.draft.promises, now.revision]).toEqual([['La première.'], (first.body as SavedDraft).revision])
  const both = await put({ ...draft, promises: ['La première.', 'La seconde.'] }, now.revision)
  expect(both.status).toBe(200)

  // Whoever has looked at older texts does not publish these.
  expect((await ask('POST', '/versions', {}, now.revision)).status).toBe(412)
  expect((await ask('GET')).body).toMatchObject({ versions: [] })
  expect((await publish()).number).toBe(1)
})

test('a page that nobody has added a text to is published as it was looked at', async () => {
  const server = await startServer()
  const { ask } = await openPurposeBoard(server)
  const { revision } = (await ask('GET')).body as PurposePageState
  expect((await ask('POST', '/versions', {}, revision)).status).toBe(201)
})

test('a page that the board or a facilitator changes after it was looked at is not published unseen', async () => {
  const server = await startServer()
  const { ask, board, leader } = await openPurposeBoard(server)
  const look = async () => (await ask('POST', '/preview', {})).body as PurposePreview
  const publishAs = async (seen: string) => (await ask('POST', '/versions', { seen })).status
  const first = await look()
  const fay = await joinBoard(server, board, { session: leader })
  expect(outcomeOf(await fay.client.command({ kind: 'board.rename', title: 'Another name' }))).toBe('ok')
  expect(await publishAs(first.seen)).toBe(412)
  const second = await look()
  const emblem = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  await fetch(`${server.url}/api/boards/${board.id}/purpose-page/emblem`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${leader.session}`, 'content-type': 'image/png' },
    body: new Uint8Array(emblem),
  })
  expect(await publishAs(second.seen)).toBe(412)
  // Notes that people add meanwhile change the counts alone.
  const third = await look()
  addNote(fay.client.doc, { x: 0, y: 0, author: null, created: 1, text: 'One more' })
  await fay.client.allSaved()
  expect(await publishAs(third.seen)).toBe(201)
})

test('a forged adoption of an imported file is marked wherever it shows, and published only once a facilitator has said that it is theirs', async () => {
  const server = await startServer()
  const { board, leader, ask, publish } = await openPurposeBoard(server, { isClaimed: false })
  const fay = await joinBoard(server, board, { session: leader })
  const ada = await joinBoard(server, board)
  expect(adoptionsOf(ada.client.doc)).toMatchObject([{ isImported: true }])
  const refused = await ask('POST', '/versions', {})
  expect([refused.status, refused.body]).toMatchObject([409, { code: 'adoption_imported' }])
  const claim = async ({ client }: Voter, adoption = 'adoption0001') =>
    outcomeOf(await client.command({ kind: 'adoption.claim', adoption }))
  expect(await claim(ada)).toBe('forbidden')
  expect(await claim(fay, 'adoption0002')).toBe('unknown_item')
  expect((await ask('POST', '/versions', {})).status).toBe(409)
  expect(await exportedFile(server, fay, 'markdown')).toContain('importée d’un fichier')

  expect(await claim(fay)).toBe('ok')
  await ada.client.until(() => adoptionsOf(ada.client.doc)[0]?.claimedAt !== undefined)
  const [claimed] = adoptionsOf(ada.client.doc)
  expect(await claim(fay)).toBe('ok')
  expect(adoptionsOf(fay.client.doc)).toEqual([claimed])
  const { address } = await publish()
  expect((await read(`${address}?lang=fr`)).text).toContain('a été importée d’un fichier')
  const file = JSON.parse(await exportedFile(server, fay, 'json')) as BoardFile
  expect([file.adoptions, file.account?.purpose]).toMatchObject([
    [{ isImported: true, claimedAt: claimed?.claimedAt }],
    { isImported: true },
  ])

  // Nobody brings a claim along in a file, or takes the mark off by one.
  const { isImported: _, ...own } = file.adoptions?.[0] ?? {}
  for (const adoption of [file.adoptions?.[0], own]) {
    const again = await server.ask('POST', '/api/imports', { ...file, adoptions: [adoption] })
    const bo = await joinBoard(server, again.body as CreatedBoard)
    const [kept] = adoptionsOf(bo.client.doc)
    expect([kept?.isImported, kept?.claimedAt]).toEqual([true, undefined])
  }
})

test('a vote of an imported file says so on the board and in every file', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takePart(fay)
  const [first = ''] = await addProposals(fay, 1)
  const round = await openRoundOrThrow(fay, [first], { isSecret: false })
  await placeDot(fay, round, first)
  await closeRound(fay, round)
  const file = JSON.parse(await exportedFile(server, fay, 'json')) as BoardFile
  expect(file.rounds[0]).not.toHaveProperty('isImported')
  const copy = await server.ask('POST', '/api/imports', file)
  const gil = await joinBoard(server, copy.body as CreatedBoard, { role: Role.facilitator })
  expect(roundsOf(gil.client.doc)).toMatchObject([{ isImported: true, totals: { [first]: 1 } }])
  expect(await exportedFile(server, gil, 'markdown')).toContain('imported from a file')
  expect(JSON.parse(await exportedFile(server, gil, 'json'))).toMatchObject({
    rounds: [{ isImported: true }],
  })
  // A copy of this server’s own board has counted its votes.
  const kept = await keepCheckpoint(server, board, fay)
  const made = await askForCheckpoints(server, 'POST', board, fay, `/${kept.id}/restore`, { as: 'copy' })
  const ida = await joinBoard(server, made.body as CreatedBoard)
  expect(roundsOf(ida.client.doc)[0]).not.toHaveProperty('isImported')
})

test('a page that is withdrawn takes its previews along, and paper names no host that a request has invented', async () => {
  const server = await startServer()
  const { publish, ask } = await openPurposeBoard(server)
  const { address } = await publish()
  const paperOf = async (page: string) => {
    const pdf = await readPdf(new Uint8Array(await (await fetch(`${page}.pdf?lang=fr`)).arrayBuffer()))
    return pdf.pages.join('').replaceAll(/\s/g, '')
  }
  // Without PUBLIC_URL the host is what the request says.
  const { host, pathname } = new URL(address)
  expect(await paperOf(address)).not.toContain(host)
  expect(await paperOf(address)).toContain(pathname)
  const preview = (await ask('POST', '/preview', {})).body as PurposePreview
  const shown = `${server.url}${preview.address ?? ''}`
  expect((await read(shown)).status).toBe(200)
  expect((await ask('DELETE')).status).toBe(204)
  expect((await read(shown)).status).toBe(404)

  const known = await startServer({ config: { publicUrl: 'https://ours.example' } })
  const board = await openPurposeBoard(known)
  const published = new URL((await board.publish()).address)
  expect(await paperOf(known.url + published.pathname)).toContain('ours.example')

  // Messengers take the picture of a link from the address that the host has said, and from no other one.
  const pictureIn = (html: string) => /<meta property="og:image" content="([^"]+)">/u.exec(html)?.[1]
  const told = await read(`${known.url}${published.pathname}?lang=fr`, { host: 'evil.example' })
  const picture = new URL(pictureIn(told.text) ?? '')
  expect(picture.href).toBe(`https://ours.example${published.pathname}/v/1/fr-share.png`)
  const image = await fetch(known.url + picture.pathname)
  expect(Object.fromEntries(image.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'no-cache',
  })
  expect(await sharp(await image.arrayBuffer()).metadata()).toMatchObject({ width: 1_200, height: 630 })
  const unchanged = { 'if-none-match': image.headers.get('etag') ?? '' }
  expect((await fetch(known.url + picture.pathname, { headers: unchanged })).status).toBe(304)
  const draft = (await board.ask('POST', '/preview', {})).body as PurposePreview
  expect(pictureIn((await read(`${known.url}${draft.address ?? ''}`)).text)).toBeUndefined()
  const other = await openPurposeBoard(server)
  expect(pictureIn((await read((await other.publish()).address)).text)).toBeUndefined()
  await board.ask('DELETE')
  expect((await fetch(known.url + picture.pathname)).status).toBe(410)
})
