import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { inputsOf } from '#shared/board/step-inputs.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { areasOf } from '#shared/board/area.ts'
import { tablesRoot } from '#shared/board/document.ts'
import {
  addNote,
  notesOf,
  placeNote,
  readNote,
  setTint,
  writeNote,
  type NewNote,
} from '#shared/board/note.ts'
import { readTables, readTablesNow, readTableState } from '#shared/board/tables.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { agendaOf, atTables, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { outcomeOfChange } from '#tests/support/hostile-change.ts'
import { preparedWorkshop, sayAboutMe } from '#tests/support/preparations.ts'
import { newDataDir, spawnServer, startServer } from '#tests/support/server.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

const tablesIn = ({ client }: Voter) => readTables(client.doc, 'work')
/** Without the parking lot. */
const areasOfTables = ({ client }: Voter) => areasOf(client.doc).filter(({ table }) => table !== null)
const tableNumber = (fay: Voter, { participant }: CreatedSession): number =>
  tableOf(tablesIn(fay), participant.id) ?? 0

const noteAt = (table: number, facts: Partial<NewNote> = {}): NewNote => ({
  x: 0,
  y: 0,
  author: null,
  created: 1,
  step: 'work/write',
  field: 'all',
  area: `work/write/all/${table}`,
  text: 'an idea',
  ...facts,
})

test('people work at tables that the server draws, with a clock, help and notes of their own to hand up', async () => {
  const dataDir = await newDataDir()
  let server = await spawnServer({ dataDir })
  const board = await server.createBoard()
  let fay = await joinBoard(server, board, { role: Role.facilitator })
  const people = await Promise.all(Array.from({ length: 6 }, () => joinBoard(server, board)))
  await takeAgenda(fay, atTables)
  await moveTo(fay, 'work/write')
  await fay.client.until(() => areasOfTables(fay).length === 2)
  expect(tablesIn(fay).map(({ length }) => length)).toEqual([3, 3])
  expect(tablesIn(fay).flat().toSorted()).toEqual(
    people.map(({ session }) => session.participant.id).toSorted(),
  )
  expect(areasOfTables(fay).map(({ id, title }) => [id, title.en])).toEqual([
    ['work/write/all/1', 'Table 1 · Ideas'],
    ['work/write/all/2', 'Table 2 · Ideas'],
  ])

  // Drawn again, once: a page that was cut off sends the command again.
  const draw = { kind: 'tables.draw', from: 1 } as const
  expect(await lead(fay, draw, 'the-same-draw')).toBe('ok')
  await fay.client.until(() => readTablesNow(fay.client.doc)?.drawn !== undefined)
  const drawn = tablesIn(fay)
  const tab = await joinBoard(server, board, { session: fay.session })
  expect(await lead(tab, draw, 'the-same-draw')).toBe('ok')
  expect(tablesIn(tab)).toEqual(drawn)

  // Everybody writes at their own table alone.
  const [ada, bo] = [1, 2].map((table) => people.find(({ session }) => tableNumber(fay, session) === table))
  if (!ada || !bo) throw new Error('two tables have people')
  await ada.client.until(() => tablesIn(ada).length === 2)
  for (const id of ['a', 'b', 'c']) addNote(ada.client.doc, noteAt(1, { id }))
  await ada.client.allSaved()
  const groundOf = (table: number) => {
    const { x = 0, y = 0 } = areasOfTables(fay)[table - 1] ?? {}
    return { x: x + 40, y: y + 60 }
  }
  addNote(bo.client.doc, noteAt(2, { id: 'd', ...groundOf(2) }))
  await bo.client.allSaved()
  await bo.client.until(() => notesOf(bo.client.doc).length === 4)
  const foreign = [
    (doc: Y.Doc) => void addNote(doc, noteAt(1)),
    (doc: Y.Doc) => writeNote(doc, 'a', 'other words'),
    (doc: Y.Doc) => setTint(doc, ['a'], 'mint'),
    (doc: Y.Doc) => placeNote(doc, 'a', { area: 'work/write/all/2' }),
    (doc: Y.Doc) => placeNote(doc, 'd', { area: 'work/write/all/1' }),
    // By its place alone, whatever area it names.
    (doc: Y.Doc) => placeNote(doc, 'd', groundOf(1)),
    (doc: Y.Doc) => void addNote(doc, noteAt(2, groundOf(1))),
    (doc: Y.Doc) => void addNote(doc, noteAt(2, { area: null, ...groundOf(1) })),
  ]
  for (const change of foreign) expect(await outcomeOfChange(bo, change)).toBe('other_table')
  expect(await outcomeOfChange(bo, (doc) => writeNote(doc, 'd', 'our words'))).toBe('ok')
  expect(await outcomeOfChange(bo, (doc) => tablesRoot(doc).set('work/2', []))).toBe('unknown_place')
  writeNote(fay.client.doc, 'a', 'led')
  await fay.client.allSaved()
  expect(fay.client.refusals).toEqual([])

  // To open one thing lifts the borders for that alone.
  const open = async (operations: string[]) => lead(fay, { kind: 'agenda.open', from: 1, operations })
  const lay = (doc: Y.Doc) => placeNote(doc, 'd', groundOf(1))
  for (const operations of [['anything'], ['ballot.cast', 'note.write']]) {
    expect(await open(operations)).toBe('ok')
    expect(await outcomeOfChange(bo, lay)).toBe('other_table')
  }
  expect(await outcomeOfChange(bo, (doc) => writeNote(doc, 'a', 'opened'))).toBe('ok')
  expect(await open([])).toBe('ok')

  // At most two of a table, on the board and of its own.
  const hand = async (by: Voter, id: string, isHanded = true) =>
    lead(by, { kind: 'table.hand', from: 1, id, isHanded })
  expect(await hand(ada, 'a')).toBe('ok')
  expect(await hand(ada, 'b')).toBe('ok')
  expect(await hand(ada, 'c')).toBe('enough_handed')
  expect(await hand(ada, 'b', false)).toBe('ok')
  expect(await hand(ada, 'c')).toBe('ok')
  expect(await hand(ada, 'gone')).toBe('unknown_item')
  expect(await hand(bo, 'a')).toBe('other_table')
  expect(await hand(fay, 'a')).toBe('no_table')

  // Help and the clock of one table; the facilitator's clock is for all.
  expect(await lead(ada, { kind: 'table.help', from: 1, asks: true })).toBe('ok')
  const stateOf = (table: number) => readTableState(fay.client.doc, 'work/write', table)
  await fay.client.until(() => stateOf(1).asks !== undefined)
  expect(stateOf(2).asks).toBeUndefined()
  expect(await lead(bo, { kind: 'table.help', from: 0, asks: true })).toBe('agenda_moved')
  expect(await lead(ada, { kind: 'table.time', from: 1, seconds: 60 })).toBe('ok')
  expect(await lead(fay, { kind: 'agenda.time', from: 1, seconds: 30 })).toBe('ok')
  const ends = () => [agendaOf(fay).clock.endsAt ?? 0, stateOf(1).clock?.endsAt ?? 0]
  await fay.client.until(() => agendaOf(fay).clock.full === 630_000)
  expect((ends()[1] ?? 0) - (ends()[0] ?? 0)).toBe(60_000)
  expect(await lead(fay, { kind: 'table.help', from: 1, asks: false, table: 1 })).toBe('ok')
  await fay.client.until(() => stateOf(1).asks === undefined)

  // A move that was made by mistake and undone leaves the clock of a table as it was, but for the time in between.
  await moveTo(fay, 'work/alone')
  expect(await lead(fay, { kind: 'agenda.undo', from: 2 })).toBe('ok')
  await fay.client.until(() => readTablesNow(fay.client.doc)?.move === 3)
  expect((ends()[1] ?? 0) - (ends()[0] ?? 0)).toBe(60_000)
  expect(stateOf(1).handed).toEqual(['a', 'c'])

  // All that is on disk; people who come again sit where they sat, and late-comers at the smallest table.
  const before = tablesIn(fay)
  await server.end('SIGKILL')
  server = await spawnServer({ dataDir })
  fay = await joinBoard(server, board, { session: fay.session })
  const again = await joinBoard(server, board, { session: ada.session })
  expect(tablesIn(again)).toEqual(before)
  expect(stateOf(1).handed).toEqual(['a', 'c'])
  const late = await joinBoard(server, board)
  await fay.client.until(() => tablesIn(fay).flat().length === 7)
  expect(tableNumber(fay, late.session)).toBe(1)

  // A later step of the phase keeps the tables. A table's drafts come into its own area.
  await moveTo(fay, 'work/alone')
  await fay.client.until(() => areasOfTables(fay).length === 4)
  expect(tablesIn(fay).flat().slice(0, 2)).toEqual(before[0]?.slice(0, 2))
  const origin = { step: 'work/alone', field: 'all' }
  await writeDrafts(await joinDesk(server, board, bo.session), ['alone'], origin)
  await moveTo(fay, 'work/reveal')
  await fay.client.until(() => notesOf(fay.client.doc).some(({ text }) => text === 'alone'))
  expect(notesOf(fay.client.doc).find(({ text }) => text === 'alone')?.area).toBe('work/alone/all/2')
  expect(readTablesNow(fay.client.doc)).toBeUndefined()

  // Later steps take what was handed up alone.
  const { template } = agendaOf(fay)
  const vote = findStep(template, 'work/vote')?.step ?? {}
  expect(inputsOf(fay.client.doc, template, vote).notes).toEqual(['a', 'c'])

  // Drawn again: of the people who are here. Back in the step, what was handed up is there.
  await moveTo(fay, 'work/write')
  const { move } = agendaOf(fay).now
  expect(await lead(again, { kind: 'tables.draw', from: move })).toBe('forbidden')
  expect(await lead(fay, { kind: 'tables.draw', from: move })).toBe('ok')
  const here = [again.session, late.session].map(({ participant }) => participant.id).toSorted()
  await fay.client.until(() => tablesIn(fay).length === 1)
  expect(tablesIn(fay)[0]?.toSorted()).toEqual(here)
  expect(stateOf(1)).toEqual({ handed: ['a', 'c'] })
  expect(readNote(fay.client.doc, 'd')?.area).toBe('work/write/all/2')
})

test('a server that fails right after the move to tables has drawn them of the people who were there', async () => {
  let isAway = false
  let isMoving = false
  const server = await startServer({
    around: (store) => ({
      ...store,
      append: async (...facts) => {
        if (isAway) throw new Error('the disk is away')
        isAway = isMoving
        return store.append(...facts)
      },
    }),
  })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const people = await Promise.all(Array.from({ length: 6 }, () => joinBoard(server, board)))
  await takeAgenda(fay, atTables)
  isMoving = true
  await lead(fay, { kind: 'agenda.move', from: 0, to: 'work/write' }).catch(() => 'cut off')
  await server.close()
  const again = await startServer({ dataDir: server.dataDir })
  const back = await joinBoard(again, board, { session: fay.session })
  expect(agendaOf(back).now.step).toBe('work/write')
  await back.client.until(() => readTablesNow(back.client.doc) !== undefined)
  expect(tablesIn(back).map(({ length }) => length)).toEqual([3, 3])
  const ids = people.map(({ session }) => session.participant.id)
  expect(tablesIn(back).flat().toSorted()).toEqual(ids.toSorted())
})

test('tables are mixed of the groups that people named for themselves while they prepared', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const [prepare] = preparedWorkshop().phases
  await takeAgenda(fay, { ...atTables, phases: [...(prepare ? [prepare] : []), ...atTables.phases] })
  const groups = ['nurses', 'nurses', 'doctors', 'doctors', null, null]
  const people = await Promise.all(
    groups.map(async (group) => {
      const { client, session } = await joinBoard(server, board)
      if (group !== null) {
        const desk = await joinDesk(server, board, session)
        sayAboutMe(desk, group)
        await desk.allSaved()
      }
      return { client, id: session.participant.id, group }
    }),
  )
  await moveTo(fay, 'work/write')
  await fay.client.until(() => tablesIn(fay).length === 2)
  for (let draw = 0; draw < 6; draw += 1) {
    const seen = tablesIn(fay).map((table) =>
      table.map((id) => people.find((person) => person.id === id)?.group ?? 'none').toSorted(),
    )
    expect(seen).toEqual([
      ['doctors', 'none', 'nurses'],
      ['doctors', 'none', 'nurses'],
    ])
    expect(await lead(fay, { kind: 'tables.draw', from: 1 })).toBe('ok')
  }
})
