import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard } from '#client/bench/local-board.ts'
import { createOwnDone } from '#client/model/agenda/own-done.ts'
import { createRights } from '#client/model/document/own-rights.ts'
import { noClock, readyNow, type AgendaNow, type LogEntry } from '#shared/agenda/agenda.ts'
import { writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
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
    createRights({ ...model, role, ending: atom(null), rounds: model.voting.rounds })
  expect(rightsOf('participant').may(Operation.placeNote)).toBe(true)
  expect(rightsOf('participant').barrierTo(Operation.addNote)).toBe('step_closed')
  expect(rightsOf('facilitator').may(Operation.addNote)).toBe(true)
  writeMove(doc, { now: { ...running, state: 'ended', allows: null }, clock: noClock, before: null }, entry)
  expect(rightsOf('participant').may(Operation.addNote)).toBe(true)
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
