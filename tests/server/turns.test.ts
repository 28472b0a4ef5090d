import { expect, test } from 'vitest'
import { roundIn, roundsIn, spokenIn, type TurnRound } from '#shared/activities/turns/turn-round.ts'
import { reportActivities } from '#server/activities/report-sections.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { Template } from '#shared/agenda/template.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { readActivity, readActivityItem } from '#shared/board/activities.ts'
import { areasOf } from '#shared/board/area.ts'
import { addNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { readTables } from '#shared/board/tables.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { agendaOf, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { plainPhoto, uploadPhoto } from '#tests/support/photo-uploads.ts'
import { round90, turnsPath as path } from '#tests/support/round-of-turns.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import { joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'

type Press = 'turns.next' | 'turns.skip' | 'turns.more'

const roundOf = ({ client }: Voter, table: number | null = null): TurnRound =>
  roundIn(readActivity(client.doc, 'turns'), path, table)

async function press(by: Voter, kind: Press, change = roundOf(by).change) {
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
  expect(await press(ana, 'turns.more')).toBe('step_closed')
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
  // One who is not ready says so without anybody's help. Ana is not here: Bo comes next again.
  expect(await press(boAgain, 'turns.skip')).toBe('ok')
  await fay.client.until(() => roundOf(fay).now === null)
  expect(roundOf(fay)).toMatchObject({ next: idOf(bo), spoken: [] })
  expect(await press(boAgain, 'turns.skip', roundOf(fay).change)).toBe('not_your_turn')
  expect(await press(fay, 'turns.next')).toBe('ok')
  await fay.client.until(() => roundOf(fay).now?.person === idOf(bo))
  // Nobody waits when Bo has finished.
  expect(await press(boAgain, 'turns.next', roundOf(fay).change)).toBe('ok')
  await fay.client.until(() => roundOf(fay).now === null)
  expect(roundOf(fay)).toMatchObject({ next: null, spoken: [idOf(bo)] })
  await joinBoard(server, board, { session: ana.session })
  await fay.client.until(() => roundOf(fay).next === idOf(ana))
  expect(await press(fay, 'turns.next')).toBe('ok')
  await fay.client.until(() => roundOf(fay).now?.person === idOf(ana))
})

const [opening] = round90.phases
const atTables: Template = {
  ...round90,
  phases: (opening ? [opening] : []).map((phase) => ({
    ...phase,
    steps: phase.steps.map((step) => ({ ...step, who: 'tables', tables: { size: 3, above: 5 } })),
  })),
}

test('with many people each table has a round of its own, which its people lead, and a restart keeps', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  let fay = await joinBoard(server, board, { role: Role.facilitator })
  let people = await Promise.all(Array.from({ length: 5 }, () => joinBoard(server, board)))
  const idOf = ({ session }: Voter) => session.participant.id
  await takeAgenda(fay, atTables)
  await moveTo(fay, path)
  await fay.client.until(() => roundOf(fay).next !== null)
  const seats = () => readTables(fay.client.doc, 'opening')
  expect(seats()).toEqual([])
  const at = (by: Voter) => tableOf(seats(), idOf(by)) ?? 0
  const of = (person: string | undefined) => {
    const found = people.find((one) => idOf(one) === person)
    if (!found) throw new Error('nobody of the room')
    return found
  }
  const atTable = async (by: Voter, kind: Press, table = at(by), change = roundOf(fay, table).change) =>
    outcomeOf(await by.client.command({ kind, change, ...(by === fay && { table }) }))

  // Five people are one round. The sixth comes, and the facilitator draws tables: the speaker keeps the floor.
  expect(await press(fay, 'turns.next')).toBe('ok')
  await fay.client.until(() => roundOf(fay).now !== null)
  const speaking = roundOf(fay).now
  people = [...people, await joinBoard(server, board)]
  expect(seats()).toEqual([])
  expect(await lead(fay, { kind: 'tables.draw', from: 1 })).toBe('ok')
  await fay.client.until(() => seats().length === 2 && roundOf(fay, at(of(speaking?.person))).now !== null)
  const first = at(of(speaking?.person))
  const second = 3 - first
  expect(roundOf(fay, first).now).toEqual(speaking)
  await fay.client.until(() => roundOf(fay, second).next !== null)
  expect(roundOf(fay)).toMatchObject({ now: null, next: null })

  // One press begins the other tables. Each has its own clock, and a stranger's press changes nothing.
  expect(outcomeOf(await of(speaking?.person).client.command({ kind: 'turns.begin' }))).toBe('forbidden')
  expect(outcomeOf(await fay.client.command({ kind: 'turns.begin' }))).toBe('ok')
  await fay.client.until(() => roundOf(fay, second).now !== null)
  expect(roundOf(fay, first).now).toEqual(speaking)
  const [one, other] = people.filter((person) => at(person) === second)
  const guest = people.find((person) => at(person) === first)
  if (!one || !other || !guest) throw new Error('both tables have people')
  const { endsAt = 0 } = roundOf(fay, second).now ?? {}
  expect(await atTable(one, 'turns.more')).toBe('ok')
  await fay.client.until(() => roundOf(fay, second).now?.endsAt === endsAt + 30_000)
  expect(await atTable(guest, 'turns.skip', second, 77)).toBe('turn_passed')
  expect(outcomeOf(await fay.client.command({ kind: 'turns.next', change: 1 }))).toBe('no_table')

  // Two of a table press at once; a person who is not ready comes after the others.
  const before = roundOf(fay, second)
  const both = await Promise.all([one, other].map((by) => atTable(by, 'turns.skip', second, before.change)))
  expect(both.toSorted()).toEqual(['ok', 'turn_passed'])
  await fay.client.until(() => roundOf(fay, second).change > before.change)
  expect(roundOf(fay, second).later).toEqual([before.now?.person])

  // An absent person is not called until they are back.
  const absent = of(roundOf(fay, second).next ?? undefined)
  absent.client.socket.terminate()
  const next = async (by: Voter) => {
    const table = at(by)
    const { change } = roundOf(fay, table)
    expect(await atTable(by, 'turns.next', table, change)).toBe('ok')
    await fay.client.until(() => roundOf(fay, table).change > change)
  }
  const staying = people.find((person) => at(person) === second && person !== absent)
  if (!staying) throw new Error('somebody stays')
  await server.end('SIGKILL')
  const kept = [1, 2].map((table) => roundOf(fay, table))
  server = await spawnServer({ dataDir })
  fay = await joinBoard(server, board, { session: fay.session })
  const present = people.filter((person) => person !== absent)
  const again = await Promise.all(present.map(({ session }) => joinBoard(server, board, { session })))
  people = [...again, absent]
  expect([1, 2].map((table) => roundOf(fay, table).now)).toEqual(kept.map(({ now }) => now))
  const left = of(idOf(staying))
  await next(left)
  await next(left)
  expect(roundOf(fay, second)).toMatchObject({ now: null, next: null })
  const back = await joinBoard(server, board, { session: absent.session })
  people = [...again, back]
  await fay.client.until(() => roundOf(fay, second).next === idOf(back))
  // The facilitator leads any table.
  await fay.client.until(() => at(left) === second)
  expect(await atTable(fay, 'turns.next', second)).toBe('ok')
  await fay.client.until(() => roundOf(fay, second).now?.person === idOf(back))

  // A late-comer sits down, and comes next. Tables that are drawn again go on where people are.
  await next(of(roundOf(fay, first).now?.person))
  await next(of(roundOf(fay, first).now?.person))
  await next(of(roundOf(fay, first).now?.person))
  expect(roundOf(fay, first)).toMatchObject({ now: null, next: null })
  const late = await joinBoard(server, board)
  people = [...people, late]
  await fay.client.until(() => at(late) > 0 && roundOf(fay, at(late)).next === idOf(late))
  const spoken = () => spokenIn(roundsIn(readActivity(fay.client.doc, 'turns'), path))
  expect(spoken().size).toBe(5)
  expect(await lead(fay, { kind: 'tables.draw', from: agendaOf(fay).now.move })).toBe('ok')
  await fay.client.until(() =>
    [1, 2].every(
      (table) =>
        roundOf(fay, table).now !== null ||
        roundOf(fay, table).next === null ||
        roundOf(fay, table).next === idOf(late),
    ),
  )
  expect(spoken().size).toBe(5)
  const waiting = [1, 2].flatMap((table) => roundOf(fay, table).now?.person ?? roundOf(fay, table).next ?? [])
  expect(waiting.every((person) => !spoken().has(person))).toBe(true)
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
  // Each card has an entry of its own, and a note without a photo has none.
  const entry = (note: string) => readActivityItem(fay.client.doc, 'turns', `photo:${note}`)
  const plain = addNote(ana.client.doc, { x: 0, y: 0, author, created: 1, text: 'No photo', ...origin })
  const ticked = { kind: 'turns.photo', note: plain, isInReport: true } as const
  expect(outcomeOf(await ana.client.command(ticked))).toBe('ok')
  expect([entry(card), entry(plain)]).toEqual([true, undefined])
  expect(await tick(fay, false)).toBe('not_your_note')
  expect(await tick(ana, false)).toBe('ok')
  await fay.client.until(() => !printed().includes(photo.id))
  expect(await lead(fay, { kind: 'agenda.leave' })).toBe('ok')
  await fay.client.until(() => readAgenda(fay.client.doc) === undefined)
  expect(printed()).not.toContain(photo.id)
  // Off is the rule, and all other files show the board as it is.
  expect(snapshotOf(fay.client.doc).notes[0]?.photo?.id).toBe(photo.id)
})
