import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readPage, thinSteps } from '#server/archive/replay-page.ts'
import { buildAndRecord } from '#server/archive/replay-maker.ts'
import { freshRecorder, recordSteps, restMs, type RecorderState } from '#server/archive/replay-recorder.ts'
import { AgendaState, noClock } from '#shared/agenda/agenda.ts'
import { readAgenda, writeClock, writeMove, writeNewAgenda } from '#shared/board/agenda.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { writeMeta } from '#shared/board/document.ts'
import { addNote, notesOf, placeNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { emptyReplayBoard, replayed, replayGrainMs, type ReplayStep } from '#shared/board/replay.ts'
import { readRound, writeRound } from '#shared/board/round.ts'
import { readWriting, writeWriting } from '#shared/board/writing.ts'
import type { Round } from '#shared/workshop/round.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import {
  recordingStart,
  plainNote,
  randomSession,
  newRecordedSession,
  replayContent,
  sortedById,
} from '#tests/support/replay-boards.ts'

const wordsAt = (steps: readonly ReplayStep[]): readonly (readonly [number, unknown])[] => {
  let board = emptyReplayBoard
  return steps.map((step) => {
    board = replayed(board, [step])
    return [(step.at - recordingStart) / 1_000, [...board.notes.values()].map(({ text }) => text)] as const
  })
}

test('letters typed in between, and text taken back, are not in a replay', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  const note = after(0, () => addNote(doc, plainNote))
  const brief = after(0, () => addNote(doc, { ...plainNote, x: 300 }))
  after(4, () => writeNote(doc, note, 'Our boss'))
  after(1, () => writeNote(doc, brief, 'gone at once'))
  after(2, () => writeNote(doc, note, 'Our b'))
  after(1, () => removeNotes(doc, [brief]))
  after(1, () => writeNote(doc, note, 'Our team'))
  after(30, () => placeNote(doc, note, { x: 100 }))
  const steps = stepsOf()
  expect(wordsAt(steps)).toEqual([
    [0, ['', '']],
    [8, ['']],
    [14, ['Our team']],
    [38, ['Our team']],
  ])
  expect(JSON.stringify(steps)).not.toMatch(/boss|Our b"|gone at once|ana/)
})

test('text still being written is not recorded, and comes once it has rested', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  const note = after(0, () => addNote(doc, plainNote))
  after(2, () => writeNote(doc, note, 'half a'))
  expect(wordsAt(stepsOf(4))).toEqual([[0, ['']]])
  expect(wordsAt(stepsOf(5)).at(-1)).toEqual([6, ['half a']])
})

test('notes that come with their words are recorded at once, in one step and in the order of random ids', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  after(0, () => writeMeta(doc, { title: 'Why' }))
  after(10, () => {
    for (const text of ['third', 'first', 'second']) addNote(doc, { ...plainNote, text })
    writeWriting(doc, { ...readWriting(doc), revealed: 'r1' })
  })
  const [, revealed] = stepsOf()
  expect(revealed?.notes?.map(({ text }) => text).toSorted()).toEqual(['first', 'second', 'third'])
  const ids = revealed?.notes?.map(({ id }) => id) ?? []
  expect(ids).toEqual(ids.toSorted())
  expect(revealed?.marks).toEqual([{ kind: 'revealed' }])
})

test('a replay has the published results of a round, and neither its progress nor its ballots', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  const note = after(0, () => addNote(doc, { ...plainNote, text: 'An idea' }))
  const round: Round = {
    id: 'r1',
    number: 1,
    title: 'Which?',
    target: 'notes',
    options: [note],
    budget: 3,
    cap: 1,
    isSecret: false,
    deadline: null,
    state: 'open',
    openedAt: 1,
    closedAt: null,
    voted: 0,
    eligible: 4,
    totals: null,
    ballots: null,
    previous: null,
  }
  after(10, () => writeRound(doc, round))
  for (const voted of [1, 2, 3]) after(10, () => writeRound(doc, { ...round, voted }))
  const ballots = [{ participant: 'p-ana', name: 'Ana', dots: { [note]: 2 } }]
  const closed: Round = { ...round, state: 'closed', closedAt: 2, totals: { [note]: 2 }, voted: 3, ballots }
  after(10, () => writeRound(doc, closed))
  expect(readRound(doc, 'r1')).toEqual(closed)
  const steps = stepsOf()
  expect(steps.map(({ at, marks }) => [(at - recordingStart) / 1_000, marks])).toEqual([
    [0, undefined],
    [10, [{ kind: 'roundOpened', round: 'r1' }]],
    [50, [{ kind: 'roundClosed', round: 'r1' }]],
  ])
  const { rounds } = replayed(emptyReplayBoard, steps)
  expect([...rounds.values()]).toEqual([
    {
      id: 'r1',
      number: 1,
      title: 'Which?',
      target: 'notes',
      options: [note],
      state: 'closed',
      totals: { [note]: 2 },
    },
  ])
})

test('each step of the agenda is a mark with its words, once, and so is the end', () => {
  const { doc, after, stepsOf } = newRecordedSession()
  after(0, () => writeNewAgenda(doc, shortBrainstorm, { question: 'Why?' }))
  const lead = (to: string) => {
    const agenda = readAgenda(doc)
    if (!agenda) throw new Error('there is no agenda')
    const { now } = agenda
    const state = to === 'end' ? AgendaState.ended : AgendaState.running
    const next = { ...now, state, move: now.move + 1, step: to === 'end' ? now.step : to }
    const entry = { at: 1, by: 'fay', from: now.step, to, move: next.move }
    writeMove(doc, { now: next, clock: noClock, before: null }, { ...entry, kind: 'on' })
  }
  after(10, () => lead('write/ideas'))
  const time = { at: 2, by: 'fay', from: null, to: null, move: 1, seconds: 60 }
  after(10, () => writeClock(doc, noClock, { ...time, kind: 'time' }))
  after(10, () => lead('group/group'))
  after(10, () => lead('end'))
  const marks = stepsOf().flatMap((step) => step.marks ?? [])
  expect(marks).toEqual([
    { kind: 'stepBegan', phase: { en: 'write', fr: 'write' }, prompt: { en: 'Why?', fr: 'Why?' } },
    { kind: 'stepBegan', phase: { en: 'group', fr: 'group' }, prompt: { en: 'Do it', fr: 'Allez-y' } },
    { kind: 'agendaEnded' },
  ])
  expect(JSON.stringify(stepsOf())).not.toContain('fay')
})

test('a recording of an existing board begins with the board as it stands, without deleted notes', () => {
  const { doc, log, after } = newRecordedSession()
  const gone = after(0, () => addNote(doc, { ...plainNote, text: 'gone' }))
  after(1, () => addNote(doc, { ...plainNote, text: 'stands' }))
  after(1, () => removeNotes(doc, [gone]))
  const board = new Y.Doc()
  for (const { data } of log.splice(0)) Y.applyUpdate(board, data)
  after(60, () => addNote(doc, { ...plainNote, text: 'new' }))
  const { steps } = recordSteps(board, log, freshRecorder, recordingStart)
  expect(steps).toHaveLength(1)
  expect(steps[0]?.isWhole).toBe(true)
  expect([...replayed(emptyReplayBoard, steps).notes.values()].map(({ text }) => text).toSorted()).toEqual([
    'new',
    'stands',
  ])
})

test('a board too large to be recorded is still folded, and recorded again once it is smaller', () => {
  const doc = new Y.Doc()
  const note = addNote(doc, plainNote)
  doc.getMap<Y.Text>('text').get(note)?.insert(0, 'x'.repeat(9_000_000))
  const folded = new Y.Doc()
  const recorder = { ...freshRecorder, isWhole: false }
  const source = { through: 4, recorder, page: undefined, former: [], now: recordingStart }
  const large = { seq: 5, at: recordingStart, data: Y.encodeStateAsUpdate(doc) }
  const made = buildAndRecord(folded, [large], source)
  expect(made).toMatchObject({ through: 5, page: undefined, recorder: { isWhole: true } })
  expect(notesOf(folded)).toHaveLength(1)
  removeNotes(doc, [note])
  const snapshot = { seq: 6, at: 0, data: Y.encodeStateAsUpdate(doc) }
  addNote(doc, { ...plainNote, text: 'small' })
  const small = { seq: 7, at: recordingStart, data: Y.encodeStateAsUpdate(doc) }
  const { page } = buildAndRecord(new Y.Doc(), [snapshot, small], {
    ...source,
    through: 5,
    recorder: made.recorder,
  })
  expect(readPage(page?.data ?? new Uint8Array())).toMatchObject([
    { isWhole: true, notes: [{ text: 'small' }] },
  ])
})

test('the replay is the same for any division of the log, and ends with the board as it is', () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  for (let round = 0; round < 20; round += 1) {
    const session = randomSession(random)
    const end = session.now() + restMs
    const whole = recordSteps(new Y.Doc(), session.log, freshRecorder, end).steps

    const pieces: ReplayStep[] = []
    const doc = new Y.Doc()
    let state: RecorderState = freshRecorder
    for (let from = 0; from < session.log.length;) {
      const piece = session.log.slice(from, from + 1 + random.below(30))
      from += piece.length
      const isLast = from >= session.log.length
      const recorded = recordSteps(doc, piece, state, isLast ? end : (piece.at(-1)?.at ?? 0))
      pieces.push(...recorded.steps)
      // As it is kept between two pieces.
      state = JSON.parse(JSON.stringify(recorded.state)) as RecorderState
    }
    const joined = thinSteps(pieces, 1, 0)
    for (const { at } of joined) expect(boardAt(joined, at)).toEqual(boardAt(whole, at))
    expect(joined.flatMap(({ marks = [] }) => marks)).toEqual(whole.flatMap(({ marks = [] }) => marks))
    expect(replayContent(replayed(emptyReplayBoard, whole))).toEqual(boardOf(session.doc))
    const times = whole.map(({ at }) => at)
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
    expect(times.every((at) => at % replayGrainMs === 0)).toBe(true)
  }
})

function boardAt(steps: readonly ReplayStep[], at: number) {
  return replayContent(
    replayed(
      emptyReplayBoard,
      steps.filter((step) => step.at <= at),
    ),
  )
}

function boardOf(doc: Y.Doc) {
  const notes = notesOf(doc).map(({ id, kind, tint, x, y, z, cluster, area, photo = null, text }) => {
    return { id, kind, tint, x, y, z, cluster, area, photo, look: null, text }
  })
  const title = doc.getMap('meta').get('title')
  return { title: title ?? '', notes: sortedById(notes), clusters: sortedById(clustersOf(doc)), rounds: [] }
}
