import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { FormBoard } from '#server/activities/form/form-board.ts'
import { ReadBoard } from '#server/activities/read/read-board.ts'
import { WriteBoard } from '#server/activities/write/write-board.ts'
import { figuresPace, SteadyBeat, type BeatTools } from '#server/basics/steady-beat.ts'
import type { ActivityTools, RunningStep } from '#server/contracts/activity.ts'
import type { LiveBoard, Session } from '#server/contracts/live-board.ts'
import type { StoredPoll } from '#server/contracts/polls.ts'
import { OpenPoll } from '#server/polls/open-poll.ts'
import { preparationsIn } from '#shared/activities/form/preparation.ts'
import { pairsIn } from '#shared/activities/read/pairs.ts'
import { noClock } from '#shared/agenda/agenda.ts'
import type { Step } from '#shared/agenda/template.ts'
import { readActivity } from '#shared/board/activities.ts'
import { writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
import { addNote } from '#shared/board/note.ts'
import { readWritten } from '#shared/board/progress.ts'
import { readRound } from '#shared/board/round.ts'
import { readWriting } from '#shared/board/writing.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { preparedWorkshop } from '#tests/support/preparations.ts'
import { seededRandom } from '#tests/support/random.ts'

/** A whole number of beats after 1970. */
const start = 1_000_000 * figuresPace.everyMs

beforeEach(() => void vi.useFakeTimers({ now: start }))
afterEach(() => void vi.useRealTimers())

/** Random bytes that are the same in every run. */
function seededTools(seed: number): BeatTools {
  const random = seededRandom(seed)
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => random.below(256))
  return { pace: figuresPace, now: Date.now, randomBytes }
}

test('the time of a run says nothing about when it was asked for, apart from the beat', () => {
  const runsAt = [0, 1, 700, 1_900, 2_499].map((askedAt) => {
    vi.setSystemTime(start + askedAt)
    let ranAt = 0
    const beat = new SteadyBeat(() => (ranAt = Date.now() - start), seededTools(7))
    beat.ask()
    vi.advanceTimersByTime(10_000)
    return Math.round(ranAt)
  })
  expect(new Set(runsAt).size).toBe(1)
  expect(runsAt[0]).toBeGreaterThanOrEqual(figuresPace.everyMs)
})

test('beats are spread over a second, so that people cannot count on them', () => {
  const tools = seededTools(3)
  const late: number[] = []
  const beat = new SteadyBeat(() => late.push(Date.now() % figuresPace.everyMs), tools)
  for (let count = 0; count < 200; count += 1) {
    beat.ask()
    vi.advanceTimersByTime(4_000)
  }
  expect(late).toHaveLength(200)
  expect(Math.min(...late)).toBeLessThan(50)
  expect(Math.max(...late)).toBeGreaterThan(950)
  expect(Math.max(...late)).toBeLessThanOrEqual(figuresPace.jitterMs)
})

test('many changes are one run, and a beat that has been stopped runs no more', () => {
  let runs = 0
  const beat = new SteadyBeat(() => (runs += 1), seededTools(1))
  for (let count = 0; count < 20; count += 1) beat.ask()
  vi.advanceTimersByTime(10_000)
  expect(runs).toBe(1)
  beat.ask()
  beat.stop()
  beat.ask()
  vi.advanceTimersByTime(10_000)
  expect(runs).toBe(1)
})

test('a first dot and the last one taken back are counted at the beat of the server, not at their moment', async () => {
  const { board, doc } = liveBoard([fay, ada])
  let voters = 0
  const polls = {
    votersOf: async () => voters,
    closePoll: () => Promise.reject(new Error('not closed here')),
  }
  const poll = new OpenPoll(board, storedPoll, 0, () => {}, { ...seededTools(5), polls, log })
  await poll.publish()
  for (const now of [1, 0]) {
    await vi.advanceTimersByTimeAsync(5_000 - (Date.now() % 5_000) + 2_490)
    voters = now
    poll.voted(ada)
    // The end of this beat is 10 ms away. A beat runs after its end.
    await vi.advanceTimersByTimeAsync(9)
    expect(readRound(doc, 'r')?.voted).toBe(1 - now)
    expect(readRound(doc, 'r')?.isUntold).toBe(now === 1 ? true : undefined)
    await vi.advanceTimersByTimeAsync(figuresPace.jitterMs + 1)
    expect(readRound(doc, 'r')?.voted).toBe(now)
  }
  // The facilitator has not said that they take part.
  expect(readRound(doc, 'r')?.eligible).toBe(1)
  poll.voted(fay)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(readRound(doc, 'r')?.eligible).toBe(2)
  poll.stop()
})

test('the first letter of a draft and the last one deleted are counted at the beat of the server', async () => {
  const { board, doc } = liveBoard([fay, ada])
  const draftRows = { draftOwnersOf: async () => [], revealDrafts: () => Promise.resolve() }
  const tools = { ...seededTools(9), draftRows, log } as unknown as ActivityTools
  const writing = new WriteBoard(board, tools)
  await writing.set(WritingMode.private)
  for (const wrote of [1, 0]) {
    await vi.advanceTimersByTimeAsync(5_000 - (Date.now() % 5_000) + 2_490)
    writing.draftsChanged(ada.participant.id, { hasDrafts: wrote === 1, heldSince: null }, [], new Map())
    await vi.advanceTimersByTimeAsync(9)
    expect(readWriting(doc)).toMatchObject({ wrote: wrote === 1 ? null : 1, of: 1 })
    await vi.advanceTimersByTimeAsync(figuresPace.jitterMs + 1)
    expect(readWriting(doc)).toMatchObject({ wrote: wrote === 1 ? 1 : null, of: 1 })
  }
  writing.closed()
})

test('a yes to “same idea?” is counted at the beat of the server, and none once the workshop is over', async () => {
  const { board, doc } = liveBoard([fay, ada])
  for (const id of ['one', 'other']) addNote(doc, { id, x: 0, y: 0, author: null, created: 1 })
  const pair = { one: 'one', other: 'other' }
  let yes = 0
  const pairs: Pick<ActivityTools, 'pairs'>['pairs'] = {
    pairCountsOf: async () => [],
    ownPairs: async () => [],
    pairKeyOf: async () => 'key',
    setPairYes: async ({ isYes }) => (yes += isYes ? 1 : -1),
    forgetPairs: async () => void (yes = 0),
  }
  const read = await ReadBoard.of(board, { ...seededTools(9), pairs, log })
  const shown = () => pairsIn(readActivity(doc, 'read'))[0]?.yes ?? 0
  for (const now of [1, 0]) {
    await vi.advanceTimersByTimeAsync(5_000 - (Date.now() % 5_000) + 2_490)
    expect(await read.agree(pair, ada, now === 1)).toBeUndefined()
    await vi.advanceTimersByTimeAsync(9)
    expect(shown()).toBe(1 - now)
    await vi.advanceTimersByTimeAsync(figuresPace.jitterMs + 1)
    expect(shown()).toBe(now)
  }
  // The end destroys who has agreed: a yes that came later would be the only one.
  for (const person of [ada, sessionOf('bo', Role.participant)]) await read.agree(pair, person, true)
  await read.stepsAreOver()
  writeMove(
    doc,
    {
      now: { state: 'ended', step: 'why/read', allows: null, opened: [], since: 1, move: 2, command: 'c' },
      clock: noClock,
      before: null,
    },
    { kind: 'end', by: 'fay', at: 1, from: 'why/read', to: null, move: 2 },
  )
  expect(await read.agree(pair, sessionOf('cy', Role.participant), true)).toBe('step_closed')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shown()).toBe(2)
  read.closed()

  // Yeses that a crash left unshown.
  const again = await ReadBoard.of(board, {
    ...seededTools(9),
    pairs: { ...pairs, pairCountsOf: async () => [{ pair: 'one other', yes: 3 }] },
    log,
  })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shown()).toBe(3)
  again.closed()
})

test('the notes that 30 people write in a step are counted exactly, at the beat, and by no more than their number', async () => {
  const people = Array.from({ length: 30 }, (_, index) => sessionOf(`p${index}`, Role.participant))
  const { board, doc } = liveBoard(people)
  const draftRows = { draftOwnersOf: async () => [], revealDrafts: () => Promise.resolve() }
  const tools = { ...seededTools(9), draftRows, log } as unknown as ActivityTools
  const writing = new WriteBoard(board, tools)
  const write = (person: number, notes: number): void =>
    writing.draftsChanged(
      `p${person}`,
      { hasDrafts: notes > 0, heldSince: null },
      [],
      new Map([
        ['why/write', notes],
        ['why/other', 5],
      ]),
    )
  await writing.stepBegan(writingStep('write', []))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(readWritten(doc)).toEqual({ 'why/write': 0 })
  await vi.advanceTimersByTimeAsync(5_000 - (Date.now() % 5_000) + 2_490)
  for (const round of [1, 2, 3]) for (let person = 0; person < 30; person += 1) write(person, round)
  write(0, 1)
  await vi.advanceTimersByTimeAsync(9)
  expect(readWritten(doc)).toEqual({ 'why/write': 0 })
  await vi.advanceTimersByTimeAsync(figuresPace.jitterMs + 1)
  expect(readWritten(doc)).toEqual({ 'why/write': 88 })
  // A pass goes on with the notes of the step that it takes; a step of another kind counts none.
  await writing.stepBegan(writingStep('pass-1', ['why/write']))
  write(1, 4)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(readWritten(doc)).toEqual({ 'why/write': 89 })
  await writing.stepBegan({ ...writingStep('talk', []), step: { ...talk, writing: 'none' } })
  expect(readWritten(doc)).toEqual({})
  writing.closed()
})

test('a person who leaves a private time stays in its figures, so that nobody learns whether they had written', async () => {
  const here = [fay, ada, sessionOf('bo', Role.participant)]
  const { board, doc } = liveBoard(here)
  const draftRows = { draftOwnersOf: async () => [], revealDrafts: () => Promise.resolve() }
  const tools = { ...seededTools(9), draftRows, log } as unknown as ActivityTools
  const shows = async (wrote: number | null, of: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(10_000)
    expect(readWriting(doc)).toMatchObject({ wrote, of })
  }
  const writing = new WriteBoard(board, tools)
  await writing.set(WritingMode.private)
  writing.draftsChanged(ada.participant.id, { hasDrafts: true, heldSince: null }, [], new Map())
  await shows(null, 2)
  here.splice(1)
  writing.draftsChanged('bo', { hasDrafts: false, heldSince: null }, [], new Map())
  await shows(null, 2)
  const cy = sessionOf('cy', Role.participant)
  here.push(cy)
  writing.joined(cy)
  await shows(null, 3)
  writing.closed()
  // The server has started again: the number of people does not fall.
  const again = new WriteBoard(board, tools)
  again.joined(cy)
  await shows(null, 3)
  await again.set(WritingMode.shared)
  await again.set(WritingMode.private)
  await shows(null, 1)
  again.closed()
})

test('a person who prepares late changes no count of a group: it would tell theirs', async () => {
  const { board, doc } = liveBoard([])
  const tools = {
    ...seededTools(9),
    draftRows: { draftOwnersOf: async () => [], revealDrafts: () => Promise.resolve() },
    people: {
      namesOf: async () => new Map(),
      countParticipants: async () => 40,
      leadingAlone: async () => [],
    },
    log,
  } as unknown as ActivityTools
  const form = new FormBoard(board, tools)
  const path = 'prepare/answers'
  const prepare = async (...groups: readonly string[]): Promise<void> => {
    for (const [index, group] of groups.entries())
      form.draftsChanged(`${group}${index}`, {}, [{ step: path, count: 1, isDone: true, group }])
    await vi.advanceTimersByTimeAsync(10_000)
  }
  const people = (group: string, count: number) => Array.from({ length: count }, () => group)
  const shown = () => preparationsIn(readActivity(doc, 'form')).get(path)
  writeNewAgenda(doc, preparedWorkshop(), {})
  await prepare(...people('nurses', 8), ...people('doctors', 6))
  expect(shown()).toMatchObject({ begun: 14, groups: [] })
  const now = { state: 'running', step: 'open/talk', allows: null, opened: [], since: 1, move: 1 } as const
  writeMove(
    doc,
    { now: { ...now, command: 'c' }, clock: noClock, before: null },
    { kind: 'start', by: 'fay', at: 1, from: null, to: 'open/talk', move: 1 },
  )
  await form.stepBegan()
  await vi.advanceTimersByTimeAsync(10_000)
  const groups = [
    { id: 'nurses', count: 8 },
    { id: 'doctors', count: 6 },
  ]
  expect(shown()).toMatchObject({ begun: 14, groups })
  await prepare(...people('nurses', 12))
  expect(shown()).toMatchObject({ begun: 18, groups })
  await prepare(...people('nurses', 13))
  expect(shown()).toMatchObject({ begun: 19, groups: [{ id: 'nurses', count: 13 }, groups[1]] })
  form.closed()
})

const talk = { id: 'talk', activity: 'talk', prompt: [{ en: '' }], seconds: null } as const

/** A private step; one that takes from others is no writing step. */
function writingStep(id: string, from: readonly string[]): RunningStep {
  const common = { id, prompt: [{ en: '' }], seconds: null, writing: 'private' } as const
  const input = from.map((path) => ({ from: path, take: 'notes', show: 'pour' }) as const)
  const step: Step =
    from.length === 0 ? { ...common, activity: 'write', fields: [] } : { ...common, activity: 'pass', input }
  const phase = { id: 'why', title: { en: '' }, purpose: { en: '' }, minutes: 1, steps: [step] }
  const template = { ...shortBrainstorm, phases: [phase] }
  return { move: 1, since: 0, path: `why/${id}`, phase, step, template, answers: {}, tables: 0 }
}

const log = { info: () => {}, warn: () => {}, error: () => {} }
const fay = sessionOf('fay', Role.facilitator)
const ada = sessionOf('ada', Role.participant)

function sessionOf(id: string, role: Role): Session {
  return { hash: id, board: 'b', role, link: role, participant: { id, name: id, colour: 0 } }
}

const storedPoll: StoredPoll = {
  method: PollMethod.dots,
  id: 'r',
  board: 'b',
  number: 1,
  title: '',
  target: 'notes',
  options: ['a'],
  budget: 1,
  cap: 1,
  isSecret: true,
  deadline: null,
  openedAt: start,
  previous: null,
  key: 'key',
  hands: null,
  outcome: null,
}

function liveBoard(sessions: readonly Session[]): { readonly board: LiveBoard; readonly doc: Y.Doc } {
  const doc = new Y.Doc()
  const board: Pick<LiveBoard, 'id' | 'read' | 'write' | 'mayAdjust' | 'sessions'> = {
    id: 'b',
    read: (look) => look(doc),
    write: async (change) => change(doc),
    mayAdjust: () => true,
    sessions: () => sessions,
  }
  return { board: board as LiveBoard, doc }
}
