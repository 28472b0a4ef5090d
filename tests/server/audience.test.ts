import { expect, test } from 'vitest'
import type { Template } from '#shared/agenda/template.ts'
import { bringWithNext, draftsOf, holdDrafts } from '#shared/board/draft.ts'
import { notesRoot } from '#shared/board/document.ts'
import { notesOf } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import type { Command } from '#shared/wire/command.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo, takeAgenda, twoWaves } from '#tests/support/agendas.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinBoard, openRound, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'

interface Room {
  readonly server: TestServer
  readonly board: CreatedBoard
  readonly fay: Voter
  readonly ada: Voter
}

async function openRoom(template: Template = twoWaves): Promise<Room> {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, keepsFrames: true })
  const ada = await joinBoard(server, board, { name: 'Adalbert' })
  await takeAgenda(fay, template)
  return { server, board, fay, ada }
}

const secret = 'a-secret-of-the-author-0'
const action = {
  kind: 'note.add',
  step: 'next/next',
  field: 'actions',
  audience: 'open',
  secret,
  text: 'Ask the night shift',
} as const satisfies Command

const say = async ({ client }: Voter, command: Command) => outcomeOf(await client.command(command))

const textsOn = ({ client }: Voter) => notesOf(client.doc).map(({ text }) => text)

test('an unsigned note of a shared step has no id of a person in anything that others receive', async () => {
  const { server, board, fay, ada } = await openRoom()
  const eve = await joinBoard(server, board, { role: Role.viewer, keepsFrames: true })
  await moveTo(fay, 'next/next')
  const before = [fay, eve].map(({ client }) => client.frames.length)
  const reply = await ada.client.command(action)
  const note = reply.ok ? (reply.note ?? '') : ''
  for (const { client } of [fay, eve, ada]) await client.until(() => notesRoot(client.doc).has(note))
  const [found] = notesOf(fay.client.doc)
  expect(found).toMatchObject({ author: null, text: action.text, step: action.step, field: action.field })
  expect(found).not.toHaveProperty('signature')
  const { id } = ada.session.participant
  for (const [index, { client }] of [fay, eve].entries())
    for (const frame of client.frames.slice(before[index]))
      expect(Buffer.from(frame).includes(id) && Buffer.from(frame).includes(action.text)).toBe(false)
  expect(JSON.stringify(notesRoot(fay.client.doc).toJSON())).not.toContain(id)
  // A command that is sent again adds nothing.
  expect(await ada.client.command(action)).toMatchObject({ ok: true, note })
  expect(textsOn(ada)).toEqual([action.text])
})

test('a note is changed and taken back by its secret alone, while its step runs, and after a restart', async () => {
  const { server, board, fay, ada } = await openRoom()
  const bo = await joinBoard(server, board)
  await moveTo(fay, 'next/next')
  expect(await say(ada, action)).toBe('ok')
  const guessed = 'another-secret-of-nobody'
  expect(await say(bo, { kind: 'note.change', secret: guessed, text: 'Ask nobody' })).toBe('unknown_item')
  expect(await say(bo, { kind: 'note.take-back', secret: guessed })).toBe('unknown_item')
  expect(await say(ada, { kind: 'note.change', secret, text: ' ' })).toBe('bad_request')
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const [back, lead] = [
    await joinBoard(again, board, { session: ada.session }),
    await joinBoard(again, board, { session: fay.session }),
  ]
  const blanks = { when: 'Monday' }
  expect(await say(back, { kind: 'note.change', secret, text: 'Ask the day shift', blanks })).toBe('ok')
  await back.client.until(() => textsOn(back)[0] === 'Ask the day shift')
  expect(notesOf(back.client.doc)[0]).toMatchObject({ author: null, blanks })
  expect(await say(back, { kind: 'note.take-back', secret })).toBe('ok')
  expect(await say(back, action)).toBe('ok')
  await moveTo(lead, 'write/ideas')
  expect(await say(back, { kind: 'note.change', secret, text: 'Too late' })).toBe('agenda_moved')
  expect(await say(back, { kind: 'note.take-back', secret })).toBe('agenda_moved')
  await back.client.until(() => textsOn(back)[0] === action.text)
})

test('words with another audience than that of their step are shown to nobody', async () => {
  const { fay, ada } = await openRoom()
  await moveTo(fay, 'write/ideas')
  const inPrivate = { ...action, step: 'write/ideas', field: 'all' } as const
  expect(await say(ada, inPrivate)).toBe('wrong_audience')
  expect(await say(ada, { ...inPrivate, isLate: true })).toBe('agenda_moved')
  expect(await say(ada, action)).toBe('agenda_moved')
  expect(await say(ada, { ...action, field: 'nowhere' })).toBe('unknown_item')
  expect(textsOn(fay)).toEqual([])
})

test('a signed note of a shared step has the name of its author', async () => {
  const { fay, ada } = await openRoom()
  await moveTo(fay, 'next/next')
  expect(await say(ada, { ...action, audience: 'open-signed' })).toBe('ok')
  await fay.client.until(() => textsOn(fay).length === 1)
  expect(notesOf(fay.client.doc)).toMatchObject([
    { author: ada.session.participant.id, signature: 'Adalbert', text: action.text },
  ])
})

test('notes that many people add at once to one field lie side by side', async () => {
  const { server, board, fay } = await openRoom()
  const people = await Promise.all(
    Array.from({ length: 12 }, async () => joinBoard(server, board, { isLight: true })),
  )
  await moveTo(fay, 'next/next')
  const said = await Promise.all(
    people.map(async (person, index) => say(person, { ...action, secret: `${secret}${index}` })),
  )
  expect(new Set(said)).toEqual(new Set(['ok']))
  await fay.client.until(() => textsOn(fay).length === people.length)
  const places = notesOf(fay.client.doc).map(({ x, y, area }) => `${area} ${x} ${y}`)
  expect(new Set(places).size).toBe(people.length)
  expect(notesOf(fay.client.doc).every(({ area }) => area === 'next/next/actions')).toBe(true)
})

test('a reveal takes the drafts of its own step: one that came late stays with its author', async () => {
  const { server, board, fay, ada } = await openRoom()
  const desk = await joinDesk(server, board, ada.session)
  await moveTo(fay, 'write/ideas')
  await writeDrafts(desk, ['In time'], { step: 'write/ideas', field: 'all' })
  await moveTo(fay, 'write/reveal')
  await fay.client.until(() => textsOn(fay).length === 1)
  // Written without a connection: it reaches the server after the reveal.
  await writeDrafts(desk, ['Too late'], { step: 'write/ideas', field: 'all' })
  await moveTo(fay, 'more/ideas')
  await writeDrafts(desk, ['Second wave'], { step: 'more/ideas', field: 'all' })
  await moveTo(fay, 'more/reveal')
  await fay.client.until(() => textsOn(fay).length === 2)
  expect(textsOn(fay).toSorted()).toEqual(['In time', 'Second wave'])
  await desk.until(() => draftsOf(desk.doc).length === 1)
  expect(draftsOf(desk.doc)).toMatchObject([{ text: 'Too late' }])
})

test('a late draft comes with the next notes of its kind, if its author says so', async () => {
  const { server, board, fay, ada } = await openRoom()
  const desk = await joinDesk(server, board, ada.session)
  await moveTo(fay, 'write/reveal')
  const ids = await writeDrafts(desk, ['Too late', 'For me'], { step: 'write/ideas', field: 'all' })
  bringWithNext(desk.doc, ids.slice(0, 1))
  holdDrafts(desk.doc, ids.slice(1), true)
  await desk.allSaved()
  await moveTo(fay, 'more/ideas')
  await moveTo(fay, 'more/reveal')
  await fay.client.until(() => textsOn(fay).length === 1)
  expect(notesOf(fay.client.doc)).toMatchObject([{ text: 'Too late', step: 'more/ideas', author: null }])
  await desk.until(() => draftsOf(desk.doc).length === 1)
})

test('a late draft is shown by its author alone, with a name only if they say so, and never during private writing', async () => {
  const { server, board, fay, ada } = await openRoom()
  const bo = await joinBoard(server, board)
  const desk = await joinDesk(server, board, ada.session)
  await moveTo(fay, 'write/ideas')
  const [one = '', two = ''] = await writeDrafts(desk, ['One', 'Two'], { step: 'write/ideas', field: 'all' })
  holdDrafts(desk.doc, [one, two], true)
  await desk.allSaved()
  const show = async (by: Voter, draft: string, audience: 'open' | 'open-signed') =>
    say(by, { kind: 'desk.show', draft, audience })
  expect(await show(ada, one, 'open')).toBe('writing_private')
  await moveTo(fay, 'write/reveal')
  expect(await show(bo, one, 'open')).toBe('unknown_item')
  expect(await show(ada, one, 'open')).toBe('ok')
  expect(await show(ada, one, 'open')).toBe('unknown_item')
  expect(await show(ada, two, 'open-signed')).toBe('ok')
  await fay.client.until(() => textsOn(fay).length === 2)
  const byText = new Map(notesOf(fay.client.doc).map((note) => [note.text, note]))
  expect(byText.get('One')).toMatchObject({ author: null, step: 'write/ideas' })
  expect(byText.get('Two')).toMatchObject({ author: ada.session.participant.id, signature: 'Adalbert' })
  await desk.until(() => draftsOf(desk.doc).length === 0)
})

test('words that were begun in a step that is over are shown by a press that says so', async () => {
  const { fay, ada } = await openRoom()
  await moveTo(fay, 'next/next')
  await moveTo(fay, 'write/reveal')
  expect(await say(ada, action)).toBe('agenda_moved')
  expect(await say(ada, { ...action, isLate: true })).toBe('ok')
  await fay.client.until(() => textsOn(fay).length === 1)
  expect(notesOf(fay.client.doc)).toMatchObject([{ author: null, area: 'next/next/actions', isLate: true }])
})

test('a result keeps the words of a note that its author changes or takes back afterwards', async () => {
  const { fay, ada } = await openRoom()
  await moveTo(fay, 'next/next')
  const other = 'a-secret-of-the-author-1'
  for (const command of [action, { ...action, secret: other, text: 'Say it to nobody' }])
    expect(await say(ada, command)).toBe('ok')
  await fay.client.until(() => textsOn(fay).length === 2)
  const ids = notesOf(fay.client.doc).map(({ id }) => id)
  const opened = await openRound(fay, ids)
  expect(outcomeOf(opened)).toBe('ok')
  expect(await say(ada, { kind: 'note.change', secret, text: 'Fire everybody' })).toBe('ok')
  expect(await say(ada, { kind: 'note.take-back', secret: other })).toBe('ok')
  await fay.client.until(() => textsOn(fay)[0] === 'Fire everybody')
  const [round] = roundsOf(fay.client.doc)
  expect(new Set(Object.values(round?.texts ?? {}))).toEqual(new Set([action.text, 'Say it to nobody']))
})
