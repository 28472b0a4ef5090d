import { expect, test } from 'vitest'
import { notesOf } from '#shared/board/note.ts'
import { formerLimit } from '#shared/wire/secrets.ts'
import type { CreatedBoard, CreatedSession, RenewedLink } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { joinDesk, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinOnAnotherDevice } from '#tests/support/device-links.ts'
import { secretOf, startServer, type ServerClient } from '#tests/support/server.ts'
import {
  addProposals,
  closeRound,
  joinBoard,
  openRoundOrThrow,
  outcomeOf,
  placeDot,
} from '#tests/support/socket-voters.ts'

test('a person whose link was turned off returns as the same person, with one ballot and their drafts', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const lead = await joinBoard(server, board, { role: Role.facilitator })
  const zoe = await joinBoard(server, board, { name: 'Zoé' })
  const options = await addProposals(zoe, 3)
  await setWriting(lead, WritingMode.private)
  await writeDrafts(await joinDesk(server, board, zoe.session), ['half a thought'])
  const round = await openRoundOrThrow(lead, options, { budget: 2, cap: 1 })
  await zoe.client.until(() => zoe.client.doc.getMap('rounds').has(round))
  expect(outcomeOf(await placeDot(zoe, round, options[0] ?? ''))).toBe('ok')

  const renewed = await switchOff(server, board, lead.session)
  await zoe.client.closed
  const again = await comeBack(server, board, renewed.link, { name: ' Zoé ', formerly: [zoe.session] })
  expect(again.participant).toEqual(zoe.session.participant)
  const back = await joinBoard(server, board, { session: again })
  expect(back.client.hello()?.ballots).toEqual([{ round, dots: { [options[0] ?? '']: 1 }, remaining: 1 }])
  expect(outcomeOf(await placeDot(back, round, options[1] ?? ''))).toBe('ok')
  expect(outcomeOf(await placeDot(back, round, options[2] ?? ''))).toBe('over_budget')
  const desk = await joinDesk(server, board, again)
  expect(notesOf(desk.doc).map(({ text }) => text)).toEqual(['half a thought'])
  expect(await closeRound(lead, round)).toMatchObject({ voted: 1, eligible: 1 })
  const { body } = await server.ask('GET', `/api/boards/${board.id}`, undefined, again.session)
  expect(body).toMatchObject({ participants: 2 })
})

test('returning works after a link was replaced and by the join code too, and finds the person among other boards of this browser', async () => {
  const server = await startServer()
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  const lead = await server.join(board, Role.facilitator)
  const former = await server.join(board, Role.participant, 'Zoé')
  const elsewhere = await server.join(other, Role.participant, 'Zoé')
  const { joinCode } = await replace(server, board, lead)
  const { body } = await server.ask('POST', '/api/sessions', {
    code: joinCode,
    name: 'Zoé',
    formerly: [elsewhere.session, former.session],
  })
  expect(body).toMatchObject({ board: board.id, participant: former.participant })
})

test('nobody becomes another person by a name, a role, a board, or a session in use or signed out', async () => {
  const server = await startServer()
  const [board, other] = [await server.createBoard(), await server.createBoard()]
  const lead = await server.join(board, Role.facilitator, 'Zoé')
  const zoe = await server.join(board, Role.participant, 'Zoé')
  const lost = await joinOnAnotherDevice(server, board, zoe)
  await server.ask('DELETE', `/api/boards/${board.id}/devices`, undefined, zoe.session)
  const looker = await server.join(board, Role.viewer, 'Zoé')
  const { link } = await switchOff(server, board, lead)
  const late = await comeBack(server, board, link, { name: 'Zoé', formerly: [] })

  const strangers = [
    await comeBack(server, board, link, { name: 'Zo', formerly: [zoe] }),
    await comeBack(server, board, link, { name: 'Zoé', formerly: [lost, looker, lead, late] }),
    await comeBack(server, board, board.links.viewer, { name: 'Zoé', formerly: [zoe] }),
    await comeBack(server, other, other.links.participant, { name: 'Zoé', formerly: [zoe] }),
  ]
  const known = [lead, zoe, lost, looker, late].map(({ participant }) => participant.id)
  for (const { participant } of strangers) expect(known).not.toContain(participant.id)

  // A phone that was lost, and shown out with everybody, stays out once its owner signs the others out.
  const phone = await joinOnAnotherDevice(server, board, late)
  const next = await switchOff(server, board, lead)
  const owner = await comeBack(server, board, next.link, { name: 'Zoé', formerly: [late] })
  expect(owner.participant).toEqual(late.participant)
  await server.ask('DELETE', `/api/boards/${board.id}/devices`, undefined, owner.session)
  const thief = await comeBack(server, board, next.link, { name: 'Zoé', formerly: [phone] })
  expect(thief.participant.id).not.toBe(owner.participant.id)
})

test('other devices of the person who switches a link off stay out, and the limit of devices holds', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const lead = await server.join(board, Role.facilitator)
  const lost = await joinOnAnotherDevice(server, board, lead)
  const second = await server.join(board, Role.facilitator)
  const { link } = await switchOff(server, board, lead, Role.facilitator)
  const thief = await comeBack(server, board, link, { formerly: [lost] })
  expect(thief.participant.id).not.toBe(lead.participant.id)
  const people = new Set<string>()
  for (let device = 1; device <= 11; device += 1) {
    people.add((await comeBack(server, board, link, { formerly: [second] })).participant.id)
  }
  expect([...people].slice(0, 1)).toEqual([second.participant.id])
  expect(people.size).toBe(2)
})

test('too many former sessions in one request are refused in words', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const formerly = Array.from({ length: formerLimit + 1 }, () => 'x')
  const ticket = { board: board.id, secret: secretOf(board.links.participant) }
  const answer = await server.ask('POST', '/api/sessions', { ...ticket, formerly })
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request' } })
  expect(await server.ask('POST', '/api/sessions', { ...ticket, formerly: formerly.slice(1) })).toMatchObject(
    {
      status: 201,
    },
  )
})

async function replace(
  server: ServerClient,
  board: CreatedBoard,
  { session }: CreatedSession,
): Promise<RenewedLink> {
  const path = `/api/boards/${board.id}/links/participant`
  return (await server.ask('POST', path, undefined, session)).body as RenewedLink
}

/** Switches a link off and makes a new one. */
async function switchOff(
  server: ServerClient,
  board: CreatedBoard,
  { session }: CreatedSession,
  role: Role = Role.participant,
): Promise<RenewedLink> {
  const path = `/api/boards/${board.id}/links/${role}`
  expect((await server.ask('DELETE', path, undefined, session)).status).toBe(204)
  return (await server.ask('POST', path, undefined, session)).body as RenewedLink
}

async function comeBack(
  server: ServerClient,
  board: CreatedBoard,
  link: string,
  { name = '', formerly }: { readonly name?: string; readonly formerly: readonly CreatedSession[] },
): Promise<CreatedSession> {
  const { status, body } = await server.ask('POST', '/api/sessions', {
    board: board.id,
    secret: secretOf(link),
    name,
    formerly: formerly.map(({ session }) => session),
  })
  expect(status).toBe(201)
  return body as CreatedSession
}
