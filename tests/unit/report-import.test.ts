import { readFileSync } from 'node:fs'
import { applyUpdate, Doc } from 'yjs'
import { expect, test } from 'vitest'
import { adoptionsOf, repliesOf, writeReply } from '#shared/board/adoptions.ts'
import { questionsIn } from '#shared/activities/read/questions.ts'
import { activityStates, readActivity } from '#shared/board/activities.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { readMeta } from '#shared/board/document.ts'
import { addNote, notesOf, topOf } from '#shared/board/note.ts'
import { coordinateLimit, noteTextLimit } from '#shared/board/limits.ts'
import { lockedOf } from '#shared/board/rights.ts'
import { roundsOf, writeRound } from '#shared/board/round.ts'
import { replyKey } from '#shared/workshop/adoption.ts'
import { roundLimits } from '#shared/workshop/round.ts'
import { tablesLimit } from '#shared/workshop/tables.ts'
import { openRights } from '#shared/workshop/rights.ts'
import { isPlayable } from '#server/activities/template-check.ts'
import { reportActivities, readKeptStates } from '#server/activities/report-sections.ts'
import { boardFileVersion, writeBoardFile } from '#server/board-file/board-file.ts'
import { readBoardFile } from '#server/report/board-import.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { dayLeader, dayVoter, livedDay } from '#tests/support/lived-day.ts'
import { liveAgenda } from '#tests/support/lived-agenda.ts'
import { fullBoard, hostileTexts, round, sampleBoard, secrets } from '#tests/support/sample-board.ts'

type Json = Record<string, unknown> & { notes: Record<string, unknown>[]; rounds: Record<string, unknown>[] }

function exported(): Json {
  return JSON.parse(writeBoardFile(snapshotOf(sampleBoard(hostileTexts)))) as Json
}

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
}

function imported(value: unknown): Doc {
  const board = readBoardFile(bytes(value), isPlayable)
  if (!board.ok) throw new Error(board.problem)
  const doc = new Doc()
  applyUpdate(doc, board.update)
  return doc
}

function problem(value: unknown): string {
  const board = readBoardFile(bytes(value))
  return board.ok ? '' : board.problem
}

test('exporting, importing and exporting again gives the same file', () => {
  // The table of roots leaves the states of activities out of files.
  const before = { ...snapshotOf(fullBoard(hostileTexts)), activities: {} }
  const after = snapshotOf(imported(writeBoardFile(before)))
  expect(after.agenda?.log).toHaveLength(8)
  expect(after).toEqual(before)
  expect(after.clusters.map(({ isCollapsed }) => isCollapsed)).toEqual([false, true])
  expect(after.rounds.map(({ totals }) => totals)).toHaveLength(2)
  expect(after.rights).toEqual({ ...openRights, participantsMove: 'own', participantsCluster: false })
  expect(after.locked).toHaveLength(3)
})

test('a field that Yjs refuses to write is left out, wherever a file has it', () => {
  const board = snapshotOf(livedDay())
  const before = writeBoardFile({ ...board, activities: {} })
  const hostile = before.replaceAll(/\{$/gmu, '$& "constructor": 1, "__proto__": { "kind": "x" },')
  expect(hostile.split('"constructor"').length).toBeGreaterThan(400)
  expect(writeBoardFile(snapshotOf(imported(hostile)))).toBe(before)
})

test('all that tables hand up in a long agenda comes back', () => {
  const items = [snapshotOf(sampleBoard(hostileTexts)).notes[0]?.id ?? '']
  const handedUp = ['work/one', 'work/two', 'work/three', 'work/four'].flatMap((step) =>
    Array.from({ length: tablesLimit }, (_, index) => ({ step, table: index + 1, items })),
  )
  expect(problem({ ...exported(), handedUp })).toBe('')
})

test('an answer to an objection goes with its reason, and an adopted sentence with its digest', () => {
  const doc = fullBoard()
  const reasons = [
    { option: 'v2', text: 'Any team could sign it.', name: null, answer: 0 },
    { option: 'v2', text: 'For whom?', name: 'Ana', answer: 2 },
  ]
  const totals = { v2: 14 }
  writeRound(doc, round({ id: 'r9', number: 9, target: 'texts', options: ['v2'], totals, reasons }))
  writeReply(doc, replyKey('r9', 0), { text: 'We name the schools now.', at: 1_700_000_600_000 })
  const file = JSON.parse(writeBoardFile(snapshotOf(doc))) as Json & { adoptions: Record<string, unknown>[] }
  const after = imported(file)
  expect(repliesOf(after)).toEqual({
    'r9/0': { text: 'We name the schools now.', at: 1_700_000_600_000 },
  })
  expect(adoptionsOf(after)).toEqual(adoptionsOf(doc))
  expect(JSON.stringify(file)).not.toContain(secrets.leader)
  const forged = file.adoptions.map((adoption) => ({ ...adoption, text: `${String(adoption['text'])} ` }))
  expect(problem({ ...file, adoptions: forged })).toContain('the adopted sentence a1 is not')
})

test('a lived day comes back from its file with its account, and its second file is the same', () => {
  const fileOf = (doc: Doc): string => {
    const board = snapshotOf(doc)
    const account = reportActivities.accountOf(board, { participants: 30, now: 0 })
    return writeBoardFile(board, { account, activities: reportActivities.keptStates(board) })
  }
  const file = fileOf(livedDay())
  const board = readBoardFile(bytes(file), isPlayable, false, readKeptStates)
  if (!board.ok) throw new Error(board.problem)
  const doc = new Doc()
  applyUpdate(doc, board.update)
  expect(fileOf(doc)).toBe(file)
  expect(questionsIn(readActivity(doc, 'read'))).toHaveLength(3)
  for (const secret of [dayLeader, dayVoter]) expect(file).not.toContain(secret)
})

test('a file brings no state of an activity that would not keep it', () => {
  const activities = {
    turns: { 'opening/round': { now: { person: 'ada', endsAt: 1 } } },
    read: { q1: { number: 1, text: 'Why?', by: 'ada' }, q2: 'no question' },
    unknown: { by: 'ada' },
  }
  const board = readBoardFile(bytes({ ...exported(), activities }), isPlayable, false, readKeptStates)
  if (!board.ok) throw new Error(board.problem)
  const doc = new Doc()
  applyUpdate(doc, board.update)
  expect(activityStates(doc)).toEqual({
    // Their photos stay out of reports, also without the agenda.
    turns: { inReport: [], steps: ['opening/round'] },
    read: { q1: { number: 1, note: null, text: 'Why?', answers: [], isSettled: false } },
  })
})

test('an agenda goes into the file without those who led it', () => {
  const file = writeBoardFile(snapshotOf(fullBoard()))
  expect(file).toContain('"wrote"')
  expect(file).not.toContain(secrets.leader)
  expect(new Set(readAgenda(imported(file))?.log.map(({ by }) => by))).toEqual(new Set([null]))
})

test('a step that ran waits with its whole time on the board that the file becomes', () => {
  const doc = sampleBoard()
  liveAgenda(doc, { template: shortBrainstorm, answers: {}, by: 'fay' }, [
    [0, { to: 'write/ideas' }],
    [30, 60],
  ])
  const agenda = readAgenda(imported(writeBoardFile(snapshotOf(doc))))
  expect(agenda?.now).toMatchObject({ state: 'running', step: 'write/ideas', move: 1 })
  expect(agenda?.clock).toEqual({ endsAt: null, left: 120_000, full: 120_000 })
})

test('a file of the first version is read whole, and comes out as the present one', () => {
  const first = readFileSync(new URL('../fixtures/version-1-board-file.json', import.meta.url), 'utf8')
  const { version, notes, agenda, versions } = JSON.parse(first) as Json
  const board = snapshotOf(imported(first))
  expect([version, boardFileVersion]).toEqual([1, 3])
  expect(board.notes.map(({ id, text }) => [id, text])).toEqual(notes.map(({ id, text }) => [id, text]))
  expect(board.agenda?.log).toHaveLength((agenda as { readonly log: unknown[] }).log.length)
  expect(board.versions.map(({ text }) => text)).toEqual(
    (versions as { readonly text: string }[]).map(({ text }) => text),
  )
  expect(board.adoptions).toHaveLength(1)
  expect(JSON.parse(writeBoardFile(board))).toMatchObject({ version: boardFileVersion })
})

test('an agenda that this server cannot play is left out, and a damaged one is named', () => {
  const file = JSON.parse(writeBoardFile(snapshotOf(fullBoard()))) as Json & { agenda: Json }
  const withAgenda = (change: object) => ({ ...file, agenda: { ...file.agenda, ...change } })
  expect(snapshotOf(imported(withAgenda({ template: { format: 'other' } }))).agenda).toBeNull()
  const now = { ...(file.agenda['now'] as object), state: 'running', step: 'no/step' }
  expect(snapshotOf(imported(withAgenda({ now }))).agenda).toBeNull()
  expect(problem(withAgenda({ log: [{ kind: 'other' }] }))).toMatch(/damaged at agenda, log, number 1/)
})

test('every board that the server accepts survives export and import, with texts at the limit and wrong clocks', () => {
  const doc = new Doc()
  const plain = { x: 0, y: 0, author: null }
  const long = 'x'.repeat(noteTextLimit)
  for (const created of [-1, Infinity, NaN, 1e300]) addNote(doc, { ...plain, created, text: long + long })
  const again = notesOf(imported(writeBoardFile(snapshotOf(doc))))
  expect(again.map(({ created }) => created).sort((a, b) => a - b)).toEqual([0, 0, 0, 8.64e15])
  expect(again.map(({ text }) => text.length)).toEqual([10_000, 10_000, 10_000, 10_000])
})

test('imported notes are unsigned, and imported rounds are over and without ballots', () => {
  const doc = imported(exported())
  expect(new Set(notesOf(doc).map(({ author }) => author))).toEqual(new Set([null]))
  expect(roundsOf(doc).map(({ state, ballots }) => ({ state, ballots }))).toEqual([
    { state: 'closed', ballots: null },
    { state: 'closed', ballots: null },
  ])
  expect(readMeta(doc)).toEqual({ schema: 1, title: 'Notre raison d’être 🎯', language: 'fr' })
})

test('fields that this version does not know are ignored, everywhere', () => {
  const file = exported()
  const extended = {
    ...file,
    future: { a: 1 },
    notes: file.notes.map((note) => ({ ...note, author: 'somebody', future: 1 })),
    rounds: file.rounds.map((round) => ({ ...round, ballots: [{ participant: 'p', name: 'P', dots: {} }] })),
  }
  expect(snapshotOf(imported(extended))).toEqual(snapshotOf(imported(file)))
  expect(notesOf(imported(extended))[0]?.author).toBeNull()
})

test('a file without limits and locks imports with none, and a lock of a missing note is dropped', () => {
  const { rights, locked, ...former } = exported()
  expect(snapshotOf(imported(former))).toMatchObject({ rights: openRights, locked: [] })
  const gone = imported({ ...former, rights, locked: ['gone', ...(locked as string[])] })
  expect(lockedOf(gone)).toEqual(new Set(locked as string[]))
  expect(problem({ ...former, rights: { isLocked: 'yes' } })).toMatch(/damaged at rights/)
})

test('a note in a cluster that the file does not have lies on its own', () => {
  const file = exported()
  const [first] = notesOf(imported({ ...file, clusters: [] }))
  expect(first?.cluster).toBeNull()
})

test('notes that an earlier version put far outside are imported on the board, and can be covered', () => {
  const file = exported()
  const far = file.notes.map((note, index) => (index === 0 ? { ...note, x: 1e9, y: -1e9, z: 2 ** 50 } : note))
  const doc = imported({ ...file, notes: far })
  const [first] = far
  expect(notesOf(doc).find(({ id }) => id === first?.['id'])).toMatchObject({
    x: coordinateLimit,
    y: -coordinateLimit,
    z: far.length,
  })
  expect(topOf(doc)).toBe(far.length)
})

test('a file that is not a board is refused with a sentence that names the fault', () => {
  const file = exported()
  const withNote = (change: object) => ({ ...file, notes: [{ ...file.notes[0], ...change }] })
  expect(problem('not json')).toMatch(/is not JSON/)
  expect(problem(new TextDecoder().decode(new Uint8Array([0xff, 0xfe])))).toMatch(/is not JSON/)
  for (const value of [null, 1, [], 'x', {}, { format: 'other' }]) {
    expect(problem(JSON.stringify(value))).toMatch(/is not a board/)
  }
  expect(problem({ ...file, version: boardFileVersion + 1 })).toMatch(/newer version/)
  expect(problem({ ...file, notes: undefined })).toMatch(/damaged at its beginning/)
  expect(problem(withNote({ tint: 'puce' }))).toMatch(/damaged at notes, number 1, tint/)
  expect(problem(withNote({ x: 1.5 }))).toMatch(/damaged at notes, number 1, x/)
  expect(problem(withNote({ x: 1e300 }))).toMatch(/damaged/)
  expect(problem(withNote({ id: '__proto__/..' }))).toMatch(/damaged at notes, number 1, id/)
  expect(problem(withNote({ text: 'x'.repeat(20_001) }))).toMatch(/damaged at notes, number 1, text/)
  expect(problem({ ...file, notes: [file.notes[0], file.notes[0]] })).toMatch(/two notes have the same id/)
})

test('a file cannot reach into every object', () => {
  const text = JSON.stringify(exported()).replace('"totals":{', '"totals":{"__proto__":{"polluted":1},')
  const [round] = roundsOf(imported(text))
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(round?.totals?.['polluted']).toBeUndefined()
})

test('ids in a file must pass the guard, so that imported notes can be edited', () => {
  const file = exported()
  const [note] = file.notes
  for (const id of ['__proto__', 'constructor', 'toString']) {
    expect(problem({ ...file, notes: [{ ...note, id }] })).toMatch(/damaged at notes, number 1, id/)
    expect(problem({ ...file, locked: [id] })).toMatch(/damaged at locked, number 1/)
  }
})

test('a file has no more rounds, and these no more options, than a board may have', () => {
  const roundsOfFile = (count: number, options: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...round({ id: `round${index}`, number: index + 1, closedAt: 1 }),
      options: Array.from({ length: options }, (__, option) => `option${option}`),
      totals: null,
    }))
  const file = (count: number, options: number) => ({ ...exported(), rounds: roundsOfFile(count, options) })
  expect(problem(file(roundLimits.rounds, 2))).toBe('')
  expect(problem(file(roundLimits.rounds + 1, 2))).toContain('rounds')
  expect(problem(file(51, roundLimits.options))).toContain('102000 options')
})
