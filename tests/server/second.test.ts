import { encodeStateAsUpdate } from 'yjs'
import { expect, test } from 'vitest'
import { hashOfText } from '#server/basics/hashes.ts'
import { writeBoardFile, type BoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { openBoard } from '#server/routes/boards.ts'
import { readActivity } from '#shared/board/activities.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { areasOf } from '#shared/board/area.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { originIn, originName, successorsIn } from '#shared/board/origin.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { publishedPageOf } from '#shared/board/published-page.ts'
import { lockedOf } from '#shared/board/rights.ts'
import { writeSignature } from '#shared/board/signatures.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { PublishedPage, PurposePageState } from '#shared/wire/purpose-page.ts'
import type { CarriedFacts } from '#shared/wire/second.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo } from '#tests/support/agendas.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { livedDay, dayLeader, dayVoter } from '#tests/support/lived-day.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard, outcomeOf } from '#tests/support/socket-voters.ts'

const secondPath = ({ id }: Pick<CreatedBoard, 'id'>) => `/api/boards/${id}/second`
const pagePath = ({ id }: Pick<CreatedBoard, 'id'>) => `/api/boards/${id}/purpose-page`

/** The board of a purpose day that thirty people have lived. */
async function openDay(server: TestServer) {
  const doc = livedDay('fr')
  // Words of people that must stay behind.
  addNote(doc, { x: 0, y: -5_000, author: dayVoter, created: 1, text: 'planted-idea' })
  const own = addNote(doc, {
    x: 0,
    y: -6_000,
    author: null,
    created: 1,
    kind: 'commitment',
    text: 'Appeler la ville',
    step: 'close/commit',
    field: 'commitments',
    blanks: { who: 'planted-owner', when: '2027-01-11' },
  })
  writeSignature(doc, own, 'planted-name')
  const facts = { title: 'Notre jour', language: 'fr', update: encodeStateAsUpdate(doc) } as const
  const board = await openBoard(server.access, server.url, facts)
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  return { board, fay, own, snapshot: snapshotOf(doc) }
}

test('a second board has exactly what comes along, and both boards name each other', async () => {
  const server = await startServer()
  const { board, fay, own, snapshot } = await openDay(server)
  const asked = await server.ask('GET', secondPath(board), undefined, fay.session.session)
  const facts = asked.body as CarriedFacts
  const adopted = snapshot.adoptions.at(-1)
  expect(facts).toMatchObject({ sentence: adopted?.text, hashes: { sentence: adopted?.hash } })
  expect(facts.principles.length).toBeGreaterThan(3)
  expect(facts.needs).toBeGreaterThan(0)
  const [parked] = facts.parked
  const wish = { title: 'Au quotidien', open: [own], parked: parked ? [parked.id] : [] }
  const made = await server.ask('POST', secondPath(board), wish, fay.session.session)
  expect(made.status).toBe(201)
  const second = made.body as CreatedBoard
  expect(second).toMatchObject({ title: 'Au quotidien', language: 'fr' })

  const eve = await joinBoard(server, second, { role: Role.facilitator })
  const { doc } = eve.client
  const copy = snapshotOf(doc)
  expect(copy.adoptions).toEqual([{ ...adopted, round: null }])
  const version = snapshot.versions.find(({ id }) => id === adopted?.version)
  expect(copy.versions).toMatchObject([
    { id: version?.id, text: version?.text, hash: hashOfText(version?.text ?? '') },
  ])
  expect(copy.rounds).toEqual([])

  const notes = notesOf(doc)
  const textIn = new Map(snapshot.notes.map(({ id, text }) => [id, text]))
  const ofKind = (kind: string) => notes.filter((note) => note.kind === kind)
  for (const { id, text, author } of notes) expect([text, author]).toEqual([textIn.get(id), null])
  expect(ofKind('principle')).toHaveLength(facts.principles.length)
  expect(ofKind('principle').every(({ id }) => lockedOf(doc).has(id))).toBe(true)
  expect(ofKind('stakeholder')).toHaveLength(facts.people)
  expect(ofKind('need')).toHaveLength(facts.needs)
  expect(ofKind('need').every(({ from = [] }) => from.every((id) => textIn.has(id)))).toBe(true)
  expect(ofKind('commitment').map(({ text, blanks }) => [text, blanks])).toEqual([
    ['Appeler la ville', { when: '2027-01-11' }],
  ])
  expect(notes.filter(({ area }) => area === parkingLot).map(({ id }) => id)).toEqual(wish.parked)
  const ground = new Set(areasOf(doc).map(({ id }) => id))
  expect(notes.every(({ area }) => area !== null && ground.has(area))).toBe(true)

  // No byte of a person, of a word that was not chosen, or of a way to the first board.
  const bytes = Buffer.from(encodeStateAsUpdate(doc)).toString('utf8')
  const kept = new Set(notes.map(({ id }) => id))
  const others = snapshot.notes.filter(({ id, text }) => !kept.has(id) && text.length > 12)
  const planted = [
    'planted-idea',
    'planted-owner',
    'planted-name',
    dayLeader,
    dayVoter,
    board.id,
    fay.session.participant.id,
    ...others.map(({ text }) => text),
    ...snapshot.rounds.flatMap(({ reasons = [] }) => reasons.map(({ text }) => text)),
  ]
  expect(planted.length).toBeGreaterThan(60)
  const said = [...notes.map(({ text }) => text), ...copy.versions.map(({ text }) => text)].join('\n')
  expect(planted.filter((words) => bytes.includes(words) && !said.includes(words))).toEqual([])

  const origin = originIn(readActivity(doc, originName))
  expect(origin).toMatchObject({ title: snapshot.title, adoptedAt: adopted?.at, isForeign: false })
  expect(origin?.hashes).toMatchObject({
    sentence: adopted?.hash,
    principles: facts.hashes.principles,
    map: facts.hashes.map,
  })
  expect(origin?.answers?.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2)
  const swap = snapshot.rounds.find(({ about, method }) => about === adopted?.version && method === 'choice')
  const noes = Object.values(swap?.scores ?? {}).map(([no = 0]) => no)
  expect(origin?.swap?.[0]).toBe(noes.reduce((sum, count) => sum + count, 0))
  await fay.client.until(() => successorsIn(readActivity(fay.client.doc, originName)).length === 1)
  expect(successorsIn(readActivity(fay.client.doc, originName))).toMatchObject([{ title: 'Au quotidien' }])

  // It begins with the remarks, and its file says where it comes from.
  expect(readAgenda(doc)?.template.begins).toBe('cold/remarks')
  await moveTo(eve, 'cold/remarks')
  const file = JSON.parse(await exportedFile(server, eve, 'json')) as BoardFile
  expect(file.activities?.[originName]).toMatchObject({ from: { title: snapshot.title } })
  expect(file.account?.principles).toHaveLength(facts.principles.length)
})

test('both boards have one page with later versions, and it outlives the first board', async () => {
  const server = await startServer()
  const { board, fay } = await openDay(server)
  const publish = async (on: CreatedBoard, session: string) =>
    (await server.ask('POST', `${pagePath(on)}/versions`, {}, session)).body as PublishedPage
  const first = await publish(board, fay.session.session)
  const wish = { title: '', open: null, parked: [] }
  const second = (await server.ask('POST', secondPath(board), wish, fay.session.session)).body as CreatedBoard
  expect(second.title).toBe('De la raison d’être au quotidien')
  const eve = await server.join(second, Role.facilitator)
  expect((await server.ask('GET', pagePath(second), undefined, eve.session)).body).toMatchObject({
    address: first.address,
  })
  const next = await publish(second, eve.session)
  expect([first.number, next.number, next.address]).toEqual([1, 2, first.address])
  // The room of both boards knows where the page is.
  const told = first.address.split('/').at(-1)
  await fay.client.until(() => publishedPageOf(fay.client.doc) === told)
  const gil = await joinBoard(server, second, { role: Role.viewer })
  expect(publishedPageOf(gil.client.doc)).toBe(told)
  expect(await exportedFile(server, fay, 'json')).not.toContain(told)
  const page = await fetch(first.address)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('/v/1')])
  // A third board goes on from the second one, with the same needs and the same page.
  const third = (await server.ask('POST', secondPath(second), wish, eve.session)).body as CreatedBoard
  const ann = await server.join(third, Role.facilitator)
  const [here, there] = await Promise.all(
    [
      [second, eve.session],
      [third, ann.session],
    ].map(async ([on, session]) => {
      const state = await server.ask('GET', secondPath(on as CreatedBoard), undefined, session as string)
      return state.body as CarriedFacts
    }),
  )
  expect(there?.needs).toBe(here?.needs)
  expect(there?.hashes).toEqual(here?.hashes)
  expect((await server.ask('DELETE', `/api/boards/${board.id}`, undefined, fay.session.session)).status).toBe(
    204,
  )
  expect((await fetch(first.address)).status).toBe(200)
  const state = (await server.ask('GET', pagePath(third), undefined, ann.session)).body as PurposePageState
  expect(state).toMatchObject({ address: first.address, versions: [{ number: 1 }, { number: 2 }] })
})

test('a file of the first board becomes a second board elsewhere: its page is new, and waits for a claim', async () => {
  const [here, there] = [await startServer(), await startServer()]
  const { fay, snapshot } = await openDay(here)
  const text = await exportedFile(here, fay, 'json')
  const file = JSON.parse(text) as BoardFile
  const bring = (content: unknown) => there.ask('POST', '/api/imports?second=Ailleurs', content)
  const made = await bring(file)
  expect(made.status).toBe(201)
  const second = made.body as CreatedBoard
  const eve = await joinBoard(there, second, { role: Role.facilitator })
  const adopted = snapshot.adoptions.at(-1)
  const origin = originIn(readActivity(eve.client.doc, originName))
  expect(origin).toMatchObject({
    title: snapshot.title,
    isForeign: true,
    hashes: { sentence: adopted?.hash },
  })
  expect(snapshotOf(eve.client.doc).adoptions).toMatchObject([{ hash: adopted?.hash, isImported: true }])
  const publish = () => there.ask('POST', `${pagePath(second)}/versions`, {}, eve.session.session)
  expect(await publish()).toMatchObject({ status: 409, body: { code: 'adoption_imported' } })
  const claim = { kind: 'adoption.claim', adoption: adopted?.id ?? '' } as const
  expect(outcomeOf(await eve.client.command(claim))).toBe('ok')
  const published = await publish()
  expect(published.status).toBe(201)
  const { address } = published.body as PublishedPage
  expect(await (await fetch(`${address}?lang=fr`)).text()).toContain(snapshot.title)

  const [sentence] = (file.adoptions ?? []).slice(-1)
  const forged: readonly (readonly [object, number, string])[] = [
    [{ ...file, adoptions: [{ ...sentence, text: 'Other words' }] }, 400, 'import_damaged'],
    // Its own hash is right, and no version has these words.
    [
      { ...file, adoptions: [{ ...sentence, text: 'Other words', hash: hashOfText('Other words') }] },
      400,
      'import_damaged',
    ],
    [{ ...file, versions: [] }, 400, 'import_damaged'],
    [{ ...file, adoptions: [] }, 400, 'purpose_missing'],
    [{ format: 'other' }, 400, 'import_invalid'],
  ]
  for (const [content, status, code] of forged)
    expect(await bring(content)).toMatchObject({ status, body: { code } })
})

test('markup and huge texts of a carried-over file are words on its page, or are refused', async () => {
  const there = await startServer()
  const file = JSON.parse(writeBoardFile(snapshotOf(livedDay('fr')))) as BoardFile
  const bring = (content: unknown) => there.ask('POST', '/api/imports?second=', content)
  const markup = '</title><script>alert(1)</script><img src=x onerror=alert(1)>'
  const withTexts = (text: string) => ({
    ...file,
    title: text.slice(0, 100),
    notes: file.notes.map((note) => ({ ...note, text })),
  })
  const [first, ...others] = file.notes
  for (const letter of ['x', '\u0301']) {
    const huge = { ...file, notes: [{ ...first, text: letter.repeat(100_000) }, ...others] }
    expect(await bring(huge)).toMatchObject({ status: 400, body: { code: 'import_damaged' } })
  }

  const made = await bring(withTexts(markup))
  expect(made.status).toBe(201)
  const eve = await joinBoard(there, made.body as CreatedBoard, { role: Role.facilitator })
  const adoption = file.adoptions?.at(-1)?.id ?? ''
  expect(outcomeOf(await eve.client.command({ kind: 'adoption.claim', adoption }))).toBe('ok')
  const path = `${pagePath(made.body as CreatedBoard)}/versions`
  const { address } = (await there.ask('POST', path, {}, eve.session.session)).body as PublishedPage
  for (const where of [address, `${address}/welcome`, `${address}?lang=en`]) {
    const page = await (await fetch(where)).text()
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<img src=x')
  }
})

test('only facilitators go on with a second workshop, not from a rehearsal, and the audit log has it', async () => {
  const server = await startServer()
  const { board, fay } = await openDay(server)
  const wish = { title: 'X', open: null, parked: [] }
  const max = await server.join(board, Role.participant)
  for (const method of ['GET', 'POST'])
    expect(
      await server.ask(method, secondPath(board), method === 'GET' ? undefined : wish, max.session),
    ).toMatchObject({ status: 403 })
  const empty = await server.createBoard()
  const leader = await server.join(empty, Role.facilitator)
  expect(await server.ask('POST', secondPath(empty), wish, leader.session)).toMatchObject({
    status: 400,
    body: { code: 'purpose_missing' },
  })
  const rehearsal = await server.createBoard({ isRehearsal: true })
  const other = await server.join(rehearsal, Role.facilitator)
  expect(await server.ask('POST', secondPath(rehearsal), wish, other.session)).toMatchObject({ status: 403 })
  for (const body of [{}, { ...wish, title: 'x'.repeat(10_000) }, { ...wish, parked: ['x'.repeat(99)] }])
    expect(await server.ask('POST', secondPath(board), body, fay.session.session)).toMatchObject({
      status: 400,
    })
  const made = await server.ask('POST', secondPath(board), wish, fay.session.session)
  expect(made.status).toBe(201)

  // Somebody who was expelled from the first board still leads the second one: the host makes a link, and its new facilitator
  // renews that. Then everybody who came by a former one is out.
  const second = made.body as CreatedBoard
  const expelled = await server.join(second, Role.facilitator)
  const secret = await server.access.renewLinkForHost(second.id, Role.facilitator)
  const facilitator = second.links.facilitator.replace(/#.*/u, `#${secret}`)
  const heir = await server.join({ ...second, links: { ...second.links, facilitator } }, Role.facilitator)
  const renew = async (session: string) =>
    server.ask('POST', `/api/boards/${second.id}/links/facilitator`, undefined, session)
  expect((await renew(heir.session)).status).toBe(201)
  expect((await renew(expelled.session)).status).toBe(401)
  expect((await server.ask('GET', pagePath(second), undefined, expelled.session)).status).toBe(401)
  const { readAudit } = await import('#server/ops/audit-log.ts')
  await expect.poll(async () => (await readAudit(server.dataDir)).join('\n')).toContain('board.carried-over')
})
