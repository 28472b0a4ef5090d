import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { reportActivities } from '#server/activities/report-sections.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { areasOf } from '#shared/board/area.ts'
import { notesRoot } from '#shared/board/document.ts'
import { addNote, notesOf, removeNotes, setPhoto, type NewNote } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { keepCheckpoint, restoreCheckpoint } from '#tests/support/checkpoint-requests.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { plainPhoto, uploadPhoto } from '#tests/support/photo-uploads.ts'
import { round90, turnsPath } from '#tests/support/round-of-turns.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { joinDesk, reveal, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'

/** A round of turns: Vera has shown her object with a photo, and Max wants it in the report. */
async function openRound(): Promise<{
  readonly server: TestServer
  readonly board: CreatedBoard
  readonly fay: Voter
  readonly vera: Voter
  readonly max: Voter
  readonly photo: Photo
  readonly card: string
}> {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const vera = await joinBoard(server, board, { name: 'Vera' })
  const max = await joinBoard(server, board, { name: 'Max' })
  await takeAgenda(fay, round90)
  await moveTo(fay, turnsPath)
  await vera.client.until(() => areasOf(vera.client.doc).length === 3)
  const photo = await sent(server, board, vera, '#c33')
  const card = noteOf(vera, { text: 'A key', photo, ...asCard })
  await seen([fay, max], card)
  return { server, board, fay, vera, max, photo, card }
}

const asCard = { step: turnsPath, field: 'cards', area: `${turnsPath}/cards` } as const

const sent = async (server: TestServer, board: CreatedBoard, by: Voter, colour: string): Promise<Photo> =>
  uploadPhoto(server, board.id, by.session.session, await plainPhoto('jpeg', colour))

function noteOf({ client, session }: Voter, note: Partial<NewNote>): string {
  return addNote(client.doc, { x: 0, y: 0, author: session.participant.id, created: 1, ...note })
}

async function seen(people: readonly Voter[], note: string): Promise<void> {
  for (const { client } of people) await client.until(() => notesRoot(client.doc).has(note))
}

const tick = async ({ client }: Voter, note: string, isInReport = true) =>
  outcomeOf(await client.command({ kind: 'turns.photo', note, isInReport }))

/** The notes whose photo a report shows. */
function printed({ client }: Voter): readonly string[] {
  return reportActivities
    .printable(snapshotOf(client.doc))
    .notes.flatMap(({ id, photo }) => (photo ? [id] : []))
}

/** As a forger writes a note's facts; the guard decides. */
function takeStepOff(doc: Y.Doc, note: string): void {
  const facts = notesRoot(doc).get(note) as Readonly<Record<string, unknown>>
  const others = Object.entries(facts).filter(([name]) => name !== 'step')
  notesRoot(doc).set(note, Object.fromEntries(others))
}

test('a photo that stays in the room stays there, whatever others copy, tick, mark, move or delete', async () => {
  const { server, board, fay, vera, max, photo, card } = await openRound()
  // A card of one's own with it, and a tick.
  const copy = noteOf(max, { text: 'Mine', photo, ...asCard })
  expect(await tick(max, copy)).toBe('photo_of_another_card')
  expect(await tick(max, card)).toBe('not_your_note')
  // Other notes with it, with and without a mark.
  noteOf(max, { text: 'A copy', photo })
  noteOf(max, { text: 'Not private', photo: { ...photo, alt: 'A key' } })
  await max.client.allSaved()
  await seen([fay], copy)
  expect(printed(fay)).toEqual([])
  // Take the photo off the card, or the step, which once said that it is one.
  setPhoto(max.client.doc, card, null)
  await max.client.until(() => max.client.refusals.length > 0)
  expect(max.client.refusals.at(-1)?.code).toBe('not_yours_to_write')
  const { client: mo } = await joinBoard(server, board, { name: 'Mo' })
  takeStepOff(mo.doc, card)
  await mo.until(() => mo.saved() === mo.sent() || mo.refusals.length > 0)
  expect(printed(fay)).toEqual([])
  // Its owner deletes the card: the copies still keep what was promised.
  removeNotes(vera.client.doc, [card])
  await vera.client.allSaved()
  await fay.client.until(() => !notesRoot(fay.client.doc).has(card))
  expect(printed(fay)).toEqual([])
})

test('its owner alone lets a photo into the report, with every copy of it', async () => {
  const { fay, vera, max, photo, card } = await openRound()
  const copy = noteOf(max, { text: 'A copy', photo })
  await max.client.allSaved()
  expect(await tick(vera, card)).toBe('ok')
  await fay.client.until(() => printed(fay).length === 2)
  expect(printed(fay).toSorted()).toEqual([card, copy].toSorted())
  expect(await tick(vera, card, false)).toBe('ok')
  await fay.client.until(() => printed(fay).length === 0)
})

test('nobody hides another’s photo from the report: neither by a mark, nor by a card of their own, nor at a reveal', async () => {
  const { server, board, fay, vera, max } = await openRound()
  const shown = await sent(server, board, vera, '#3c3')
  const note = noteOf(vera, { text: 'For everybody', photo: shown })
  await seen([fay, max], note)
  expect(printed(fay)).toEqual([note])
  const forged = [
    noteOf(max, { text: '', photo: { ...shown, isPrivate: true } }),
    noteOf(max, { text: 'Mine', photo: shown, ...asCard }),
  ]
  await max.client.allSaved()
  await seen([fay], forged[1] ?? '')
  expect(printed(fay).toSorted()).toEqual([note, ...forged].toSorted())
  // On a desk of one's own every mark can be written.
  await setWriting(fay, 'private')
  const desk = await joinDesk(server, board, max.session)
  await writeDrafts(desk, ['And at a reveal'], { photo: { ...shown, isPrivate: true } })
  expect(await reveal(fay)).toBe(1)
  await fay.client.until(() => notesOf(fay.client.doc).some(({ text }) => text === 'And at a reveal'))
  expect(printed(fay)).toContain(note)
})

test('restored, copied, exported and imported, a photo stays in the room', async () => {
  const { server, board, fay, vera, max, photo, card } = await openRound()
  const copy = noteOf(max, { text: 'A copy', photo })
  await max.client.allSaved()
  await seen([fay], copy)
  const kept = await keepCheckpoint(server, board, fay)
  removeNotes(vera.client.doc, [card])
  await vera.client.allSaved()
  await restoreCheckpoint(server, board, fay, kept.id)
  await fay.client.until(() => notesRoot(fay.client.doc).has(card))
  expect(printed(fay)).toEqual([])

  const file = JSON.parse(await exportedFile(server, fay, 'json')) as object
  const answer = await server.ask('POST', '/api/imports', file)
  expect(answer.status).toBe(201)
  const imported = answer.body as CreatedBoard
  const guest = await joinBoard(server, imported, { role: Role.facilitator })
  expect(notesOf(guest.client.doc)).toHaveLength(2)
  expect(printed(guest)).toEqual([])
  // A file of an earlier version, in which only the step of a card keeps its photo.
  const { notes, ...rest } = file as { readonly notes: readonly { readonly photo?: object }[] }
  const older = notes.map((note) => ({
    ...note,
    ...(note.photo && { photo: { ...note.photo, isPrivate: undefined } }),
  }))
  const old = (await server.ask('POST', '/api/imports', { ...rest, notes: older })).body as CreatedBoard
  expect(printed(await joinBoard(server, old, { role: Role.facilitator }))).toEqual([])
})
