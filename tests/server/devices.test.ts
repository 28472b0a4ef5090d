import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createAccess } from '#server/access/access.ts'
import { hashSecret } from '#server/access/secret.ts'
import { openStore } from '#server/open-store.ts'
import { notesOf, removeNotes } from '#shared/board/note.ts'
import {
  exportFormats,
  type CreatedBoard,
  type CreatedSession,
  type Device,
  type DeviceLink,
} from '#shared/wire/http.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { Role, roles } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { devicesPath, createDeviceLink, joinOnAnotherDevice } from '#tests/support/device-links.ts'
import { newDataDir, secretOf, startServer, type ServerClient } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
} from '#tests/support/socket-voters.ts'

function open(server: ServerClient, board: CreatedBoard, { link }: DeviceLink) {
  return server.ask('POST', '/api/sessions', { board: board.id, secret: secretOf(link) })
}

async function isIn(
  server: ServerClient,
  board: CreatedBoard,
  { session }: CreatedSession,
): Promise<boolean> {
  return (await server.ask('GET', `/api/boards/${board.id}`, undefined, session)).status === 200
}

const closedLink = { status: 403, body: { code: 'link_invalid' } }

test('a device link lets the same person in once, with a session of its own, in every role', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  for (const role of roles) {
    const laptop = await server.join(board, role, 'Zoé')
    const link = await createDeviceLink(server, board, laptop)
    expect(link.link).toMatch(new RegExp(`^${server.url}/b/${board.id}#device\\.[\\w-]{22}$`))
    const ticket = { board: board.id, secret: secretOf(link.link) }
    const { participant } = laptop
    const invitation = await server.ask('POST', '/api/invitations', ticket)
    expect(invitation).toMatchObject({ status: 200, body: { board: board.id, role, participant } })

    const phone = await server.ask('POST', '/api/sessions', { ...ticket, name: 'Somebody', colour: 5 })
    expect(phone).toMatchObject({ status: 201, body: { board: board.id, role, participant } })
    expect((phone.body as CreatedSession).session).not.toBe(laptop.session)
    expect(await isIn(server, board, laptop)).toBe(true)

    expect(await server.ask('POST', '/api/sessions', ticket)).toMatchObject(closedLink)
    expect(await server.ask('POST', '/api/invitations', ticket)).toMatchObject(closedLink)
    const { body } = await server.ask('GET', devicesPath(board), undefined, laptop.session)
    expect(body).toMatchObject([{ isThis: true }, { isThis: false }])
  }
  const metrics = String((await server.ask('GET', '/metrics')).body)
  expect(metrics).toContain('boussole_refusals_total{reason="link_invalid"} 6')
})

test('a device link used several times at once lets in one device', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const link = await createDeviceLink(server, board, await server.join(board))
  const answers = await Promise.all(Array.from({ length: 8 }, () => open(server, board, link)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(7)
})

test('a device link ends after ten minutes, and when a new one is made', async () => {
  const store = await openStore(await newDataDir())
  onTestFinished(() => store.close())
  let now = 1_000_000
  const access = createAccess({ store, joinsAtOnce: 100, now: () => now })
  const { board, secrets } = await access.createBoard({ title: '', language: 'en' })
  const nobody = { name: '', colour: null }
  const laptop = await access.exchange({ board: board.id, secret: secrets.participant }, nobody)
  if (!laptop) throw new Error('the link of a new board works')
  const offer = async () => {
    const deviceLink = await access.devices.createLink(laptop.session, laptop.secret)
    if (!deviceLink) throw new Error('one device is not too many')
    return { until: deviceLink.until, ticket: { board: board.id, secret: deviceLink.secret } }
  }

  const first = await offer()
  expect(first.until).toBe(now + 600_000)
  const second = await offer()
  expect(await access.exchange(first.ticket, nobody)).toBeUndefined()
  now += 599_999
  expect(await access.invitation(second.ticket)).toMatchObject({ participant: laptop.session.participant })
  now += 1
  expect(await access.invitation(second.ticket)).toBeUndefined()
  expect(await access.exchange(second.ticket, nobody)).toBeUndefined()
  const third = await offer()
  expect(await access.exchange(third.ticket, nobody)).toMatchObject({
    session: { participant: laptop.session.participant },
  })
})

test('a device link opens no other board, and only people on the board can make one', async () => {
  const server = await startServer()
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  const session = await server.join(board)
  const link = await createDeviceLink(server, board, session)
  expect(await open(server, other, link)).toMatchObject(closedLink)
  expect(await server.ask('POST', devicesPath(other), undefined, session.session)).toMatchObject({
    status: 403,
  })
  expect(await server.ask('POST', devicesPath(board))).toMatchObject({ status: 401 })
  expect(await open(server, board, link)).toMatchObject({ status: 201 })
})

test('a link that is replaced or turned off signs out all devices and ends open device links', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const lead = await server.join(board, Role.facilitator)
  const leadPhone = await joinOnAnotherDevice(server, board, lead)
  const laptop = await joinBoard(server, board)
  const phone = await joinBoard(server, board, {
    session: await joinOnAnotherDevice(server, board, laptop.session),
  })
  const desk = await joinDesk(server, board, phone.session)
  const links = `/api/boards/${board.id}/links`
  const tablet = await joinOnAnotherDevice(server, board, phone.session)
  const pending = await createDeviceLink(server, board, laptop.session)

  await server.ask('POST', `${links}/participant`, undefined, lead.session)
  for (const { closed } of [laptop.client, phone.client, desk]) {
    expect((await closed).code).toBe(CloseCode.unauthorised)
  }
  expect(await isIn(server, board, tablet)).toBe(false)
  expect(await open(server, board, pending)).toMatchObject(closedLink)

  // The calling device stays signed in, and no other: this also signs out a lost phone.
  const here = await joinBoard(server, board, { session: lead })
  await server.ask('DELETE', `${links}/facilitator`, undefined, lead.session)
  expect(await isIn(server, board, leadPhone)).toBe(false)
  expect(outcomeOf(await here.client.command({ kind: 'board.rename', title: 'Still here' }))).toBe('ok')
})

test('a person signs their other devices out, and nobody else', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const bob = await joinBoard(server, board)
  const laptop = await joinBoard(server, board)
  const phone = await joinBoard(server, board, {
    session: await joinOnAnotherDevice(server, board, laptop.session),
  })
  const pending = await createDeviceLink(server, board, phone.session)

  expect(await server.ask('DELETE', devicesPath(board), undefined, laptop.session.session)).toMatchObject({
    status: 204,
  })
  expect((await phone.client.closed).code).toBe(CloseCode.unauthorised)
  expect(await isIn(server, board, phone.session)).toBe(false)
  expect(await open(server, board, pending)).toMatchObject(closedLink)
  for (const { client } of [bob, laptop]) {
    expect(outcomeOf(await client.command({ kind: 'participant.change', name: 'Here', colour: 1 }))).toBe(
      'ok',
    )
  }
  const { body } = await server.ask('GET', devicesPath(board), undefined, laptop.session.session)
  expect(body).toMatchObject([{ isThis: true }])
})

test('a person signs one of their devices out, and the others stay', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const bob = await joinBoard(server, board)
  const laptop = await joinBoard(server, board)
  const phone = await joinBoard(server, board, {
    session: await joinOnAnotherDevice(server, board, laptop.session),
  })
  const tablet = await joinOnAnotherDevice(server, board, laptop.session)
  const listed = async (asking: string) =>
    (await server.ask('GET', devicesPath(board), undefined, asking)).body as readonly Device[]
  const signOut = async (device: Device | undefined, asking: string) =>
    (await server.ask('DELETE', `${devicesPath(board)}/${device?.id}`, undefined, asking)).status
  const at = laptop.session.session
  const known = await listed(at)
  expect(known).toMatchObject([{ isThis: true }, { isThis: false }, { isThis: false }])
  expect(JSON.stringify(known)).not.toContain(hashSecret(phone.session.session))

  const ofPhone = (await listed(phone.session.session)).find(({ isThis }) => isThis)
  expect(await signOut(ofPhone, bob.session.session)).toBe(404)
  expect(await signOut(known[0], at)).toBe(404)
  expect(await signOut(ofPhone, at)).toBe(204)
  expect((await phone.client.closed).code).toBe(CloseCode.unauthorised)
  expect(await signOut(ofPhone, at)).toBe(404)
  expect(await isIn(server, board, phone.session)).toBe(false)
  expect(await isIn(server, board, tablet)).toBe(true)
  expect(await isIn(server, board, bob.session)).toBe(true)
  expect(await listed(at)).toHaveLength(2)
})

test('devices and links for more of them are limited, by person', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = await server.join(board)
  for (let device = 2; device <= 10; device += 1) await joinOnAnotherDevice(server, board, ada)
  const eleventh = await server.ask('POST', devicesPath(board), undefined, ada.session)
  expect(eleventh).toMatchObject({ status: 409, body: { code: 'too_many_devices' } })

  const bob = await server.join(board)
  for (let link = 1; link <= 20; link += 1) await createDeviceLink(server, board, bob)
  const next = await server.ask('POST', devicesPath(board), undefined, bob.session)
  expect(next).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  await createDeviceLink(server, board, await server.join(board))
})

test('on two devices one is one person: counted once, with one ballot, one desk and one’s own notes', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const laptop = await joinBoard(server, board, { name: 'Zoé' })
  const options = await addProposals(laptop, 3)
  const phone = await joinBoard(server, board, {
    session: await joinOnAnotherDevice(server, board, laptop.session),
  })
  const { client } = phone
  expect(client.hello()?.me).toEqual(laptop.client.hello()?.me)
  await client.until(() => client.people() === 2)
  const metrics = String((await server.ask('GET', '/metrics')).body)
  expect(metrics).toMatch(/^boussole_people 2$/m)
  expect(metrics).toMatch(/^boussole_connections 3$/m)

  const round = await openRoundOrThrow(lead, options, { budget: 2, cap: 1 })
  await client.until(() => client.doc.getMap('rounds').has(round))
  expect(outcomeOf(await placeDot(laptop, round, options[0] ?? ''))).toBe('ok')
  await client.until(() => client.ballots.some(({ dots }) => dots[options[0] ?? ''] === 1))
  expect(outcomeOf(await placeDot(phone, round, options[1] ?? ''))).toBe('ok')
  expect(outcomeOf(await placeDot(phone, round, options[2] ?? ''))).toBe('over_budget')
  expect(await closeRound(lead, round)).toMatchObject({ voted: 1, eligible: 1 })

  await setWriting(lead, WritingMode.private)
  const atLaptop = await joinDesk(server, board, laptop.session)
  const atPhone = await joinDesk(server, board, phone.session)
  await writeDrafts(atLaptop, ['begun on the laptop'])
  await atPhone.until(() => notesOf(atPhone.doc).some(({ text }) => text === 'begun on the laptop'))
  await writeDrafts(atPhone, ['added on the phone'])
  await atLaptop.until(() => notesOf(atLaptop.doc).length === 2)
  expect(await reveal(lead)).toBe(2)

  await client.command({ kind: 'participant.change', name: 'Zoé B.', colour: 4 })
  removeNotes(client.doc, [options[0] ?? ''])
  await client.allSaved()
  await laptop.client.until(() => !notesOf(laptop.client.doc).some(({ id }) => id === options[0]))
})

test('the secret of a device link is in no log, file, export or metric', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const lead = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const laptop = await joinBoard(server, board)
  const used = await createDeviceLink(server, board, laptop.session)
  const phone = (await open(server, board, used)).body as CreatedSession
  await open(server, board, used)
  const pending = await createDeviceLink(server, board, laptop.session)
  const secrets = [used.link, pending.link].map((link) => secretOf(link).slice('device.'.length))
  const planted = [...secrets, phone.session]

  const path = `/api/boards/${board.id}/exports`
  const places: Record<string, string> = { logs: server.logs() }
  for (const format of exportFormats.filter((each) => each === 'json' || each === 'csv')) {
    const ordered = await server.ask('POST', path, { format }, lead.session.session)
    const { id } = ordered.body as { id: string }
    const read = () => server.ask('GET', `${path}/${id}/file`, undefined, lead.session.session)
    await expect.poll(read).toMatchObject({ status: 200 })
    places[format] = JSON.stringify((await read()).body)
  }
  places['metrics'] = String((await server.ask('GET', '/metrics')).body)
  places['frames'] = Buffer.concat(lead.client.frames).toString('latin1')
  for (const entry of await readdir(server.dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    places[join(entry.parentPath, entry.name)] = await readFile(join(entry.parentPath, entry.name), 'latin1')
  }
  for (const [where, text] of Object.entries(places)) {
    expect([where, planted.filter((secret) => text.includes(secret))]).toEqual([where, []])
  }
})
