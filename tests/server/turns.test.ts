import { expect, test } from 'vitest'
import { roundIn, type TurnRound } from '#shared/activities/turns/turn-round.ts'
import { reportActivities } from '#server/activities/report-sections.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { Template } from '#shared/agenda/template.ts'
import { readActivity } from '#shared/board/activities.ts'
import { areasOf } from '#shared/board/area.ts'
import { addNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { plainPhoto, uploadPhoto } from '#tests/support/photo-uploads.ts'
import { startServer } from '#tests/support/server.ts'
import { joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'

const path = 'opening/round'
const round90: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'round',
  title: { en: 'Round' },
  ask: [],
  phases: [
    {
      id: 'opening',
      title: { en: 'Meet' },
      steps: [
        {
          id: 'round',
          activity: 'turns',
          prompt: [{ en: 'This is my object' }],
          seconds: 600,
          writing: 'shared',
          each: 90,
          fields: [
            { id: 'cards', title: { en: 'Our objects' } },
            { id: 'kept', title: { en: 'Words to keep' } },
          ],
        },
      ],
    },
  ],
}

const roundOf = ({ client }: Voter): TurnRound => roundIn(readActivity(client.doc, 'turns'), path)

async function press(
  by: Voter,
  kind: 'turns.next' | 'turns.skip' | 'turns.more',
  change = roundOf(by).change,
) {
  return outcomeOf(await by.client.command({ kind, change }))
}

test('one person after the other has the floor, in a round that outlives a restart', async () => {
  let server = await startServer()
  const board = await server.createBoard()
  let fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const ana = await joinBoard(server, board, { name: 'Ana' })
  await takeAgenda(fay, round90)
  await moveTo(fay, path)
  await fay.client.until(() => areasOf(fay.client.doc).length === 3)
  const idOf = ({ session }: Voter) => session.participant.id
  await fay.client.until(() => roundOf(fay).next === idOf(ana))
  const bo = await joinBoard(server, board, { name: 'Bo' })

  expect(await press(ana, 'turns.next')).toBe('not_your_turn')
  expect(await press(ana, 'turns.more')).toBe('forbidden')
  const before = Date.now()
  // Two facilitators at once begin one turn.
  expect((await Promise.all([press(fay, 'turns.next', 0), press(fay, 'turns.next', 0)])).toSorted()).toEqual([
    'ok',
    'turn_passed',
  ])
  await fay.client.until(() => roundOf(fay).now?.person === idOf(ana))
  const turn = roundOf(fay)
  expect(turn.next).toBe(idOf(bo))
  expect(turn.now?.endsAt).toBeGreaterThanOrEqual(before + 90_000)
  expect(await press(fay, 'turns.more')).toBe('ok')
  await fay.client.until(() => roundOf(fay).now?.endsAt === (turn.now?.endsAt ?? 0) + 30_000)
  expect(await press(fay, 'turns.skip')).toBe('ok')
  await fay.client.until(() => roundOf(fay).now?.person === idOf(bo))

  await server.close()
  server = await startServer({ dataDir: server.dataDir })
  fay = await joinBoard(server, board, { session: fay.session })
  const boAgain = await joinBoard(server, board, { session: bo.session })
  expect(roundOf(fay)).toMatchObject({ now: { person: idOf(bo) }, later: [idOf(ana)], spoken: [] })
  // Ana is not here, so nobody waits when Bo has finished.
  expect(await press(boAgain, 'turns.next')).toBe('ok')
  await fay.client.until(() => roundOf(fay).now === null)
  expect(roundOf(fay)).toMatchObject({ next: null, spoken: [idOf(bo)] })
  await joinBoard(server, board, { session: ana.session })
  await fay.client.until(() => roundOf(fay).next === idOf(ana))
  expect(await press(fay, 'turns.next')).toBe('ok')
  await fay.client.until(() => roundOf(fay).now?.person === idOf(ana))
})

test('the owner of a card, and nobody else, has its photo in the report', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator, name: 'Fay' })
  const ana = await joinBoard(server, board, { name: 'Ana' })
  await takeAgenda(fay, round90)
  await moveTo(fay, path)
  await ana.client.until(() => areasOf(ana.client.doc).length === 3)
  const author = ana.session.participant.id
  const photo = await uploadPhoto(server, board.id, ana.session.session, await plainPhoto())
  const origin = { step: path, field: 'cards', area: `${path}/cards` }
  const card = addNote(ana.client.doc, { x: 0, y: 0, author, created: 1, text: 'A key', photo, ...origin })
  // In the same breath: the note waits in the queue before the command.
  const tick = (by: Voter, isInReport: boolean) =>
    by.client.command({ kind: 'turns.photo', note: card, isInReport }).then(outcomeOf)
  const printed = () => {
    const snapshot = snapshotOf(fay.client.doc)
    return reportActivities.printable(snapshot).notes.map((note) => note.photo?.id)
  }
  expect(await tick(ana, true)).toBe('ok')
  await fay.client.until(() => printed().includes(photo.id))
  expect(await tick(fay, false)).toBe('not_your_note')
  expect(await tick(ana, false)).toBe('ok')
  await fay.client.until(() => !printed().includes(photo.id))
  // Off is the rule, and all other files show the board as it is.
  expect(snapshotOf(fay.client.doc).notes[0]?.photo?.id).toBe(photo.id)
})
