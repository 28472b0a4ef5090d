import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { createOwnDone } from '#client/model/agenda/own-done.ts'
import { createRights } from '#client/model/document/own-rights.ts'
import { noClock, readyNow, type AgendaNow, type LogEntry } from '#shared/agenda/agenda.ts'
import { writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
import { placeAreas } from '#shared/board/area.ts'
import { addNote } from '#shared/board/note.ts'
import { writeTables, writeTablesNow } from '#shared/board/tables.ts'
import { writeProgress } from '#shared/board/progress.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { atom } from 'nanostores'
import { shortBrainstorm } from '#tests/support/agendas.ts'

const running: AgendaNow = {
  ...readyNow,
  state: 'running',
  move: 1,
  step: 'group/group',
  allows: [Operation.placeNote],
}
const entry: LogEntry = { kind: 'start', at: 0, by: null, from: null, to: 'group/group', move: 0 }

function open() {
  const doc = new Y.Doc()
  writeNewAgenda(doc, shortBrainstorm, { question: 'Why?' })
  const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(model.close)
  return { doc, model }
}

test('the model shows the agenda, and how many are done with the step that runs', () => {
  const { doc, model } = open()
  expect(model.agenda.get()?.now.state).toBe('ready')
  writeProgress(doc, 'done:1', { done: 2, of: 5 })
  expect(model.stepProgress.get()).toBeNull()
  writeMove(doc, { now: running, clock: noClock, before: null }, entry)
  expect(model.agenda.get()?.now).toEqual(running)
  expect(model.stepProgress.get()).toEqual({ done: 2, of: 5 })
  writeMove(doc, { now: { ...running, move: 2 }, clock: noClock, before: null }, entry)
  expect(model.stepProgress.get()).toBeNull()
})

test('a step closes what it does not allow to participants, and nothing to facilitators', () => {
  const { doc, model } = open()
  writeMove(doc, { now: running, clock: noClock, before: null }, entry)
  const rightsOf = (role: 'facilitator' | 'participant') =>
    createRights({ ...model, role, ending: atom(null), hasSecretVote: atom(false), time: Date.now })
  expect(rightsOf('participant').may(Operation.placeNote)).toBe(true)
  expect(rightsOf('participant').barrierTo(Operation.addNote)).toBe('step_closed')
  expect(rightsOf('facilitator').may(Operation.addNote)).toBe(true)
  writeMove(doc, { now: { ...running, state: 'ended', allows: null }, clock: noClock, before: null }, entry)
  expect(rightsOf('participant').barrierTo(Operation.addNote)).toBe('workshop_over')
  expect(rightsOf('facilitator').may(Operation.addNote)).toBe(true)
})

test('at tables participants work in the areas of their own table, facilitators everywhere', () => {
  const { doc, model } = open()
  const allows = [Operation.placeNote, Operation.addNote]
  const move = (opened: readonly string[]) =>
    writeMove(doc, { now: { ...running, allows, opened }, clock: noClock, before: null }, entry)
  move([])
  const me = model.me.get()
  writeTables(doc, 'group', [['somebody'], [me.id]])
  expect(model.tables.get()).toBeNull()
  writeTablesNow(doc, { step: 'group/group', move: 1 })
  expect(model.tables.get()?.tables.map(({ people }) => people)).toEqual([['somebody'], [me.id]])
  expect(model.ownTable()).toBe(2)
  const areas = placeAreas(doc, 'group', { id: 'group', fields: [{ id: 'all', title: { en: 'All' } }] }, 2)
  const [theirs, ours] = areas.map((area) =>
    addNote(doc, { x: 0, y: 0, area, author: me.id, created: 1, text: 'one' }),
  )
  const rightsOf = (role: 'facilitator' | 'participant') =>
    createRights({ ...model, role, ending: atom(null), hasSecretVote: atom(false), time: Date.now })
  expect(rightsOf('participant').barrierTo(Operation.placeNote, ours)).toBeUndefined()
  expect(rightsOf('participant').barrierTo(Operation.placeNote, theirs)).toBe('other_table')
  expect(rightsOf('participant').isForeign('before/group/all/2')).toBe(true)
  expect(rightsOf('facilitator').barrierTo(Operation.placeNote, theirs)).toBeUndefined()
  // To open one thing lifts the borders for that alone.
  move([Operation.markNote])
  expect(rightsOf('participant').barrierTo(Operation.markNote, theirs)).toBeUndefined()
  expect(rightsOf('participant').barrierTo(Operation.placeNote, theirs)).toBe('other_table')
  move([Operation.placeNote])
  expect(rightsOf('participant').barrierTo(Operation.placeNote, theirs)).toBeUndefined()
  expect(rightsOf('participant').isForeign('before/group/all/2')).toBe(false)
  // The next step is everybody's, also before the server says so.
  writeMove(doc, { now: { ...running, move: 2 }, clock: noClock, before: null }, entry)
  expect(model.tables.get()).toBeNull()
})

test('“I am done” shows at once, goes with the step, and is taken back when it is refused', async () => {
  const { doc, model } = open()
  writeMove(doc, { now: running, clock: noClock, before: null }, entry)
  const outcomes = [{ ok: true }, { ok: false, code: 'agenda_moved', message: '' }] as const
  let calls = 0
  const done = createOwnDone(model.agenda, { run: async () => outcomes[calls++] ?? outcomes[1] })
  const said = done.say(true)
  expect(done.isDone.get()).toBe(true)
  await said
  expect(done.isDone.get()).toBe(true)
  writeMove(doc, { now: { ...running, move: 2 }, clock: noClock, before: null }, entry)
  expect(done.isDone.get()).toBe(false)
  await done.say(true)
  expect(done.isDone.get()).toBe(false)
  done.heard(2)
  expect(done.isDone.get()).toBe(true)
})
