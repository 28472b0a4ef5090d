import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  beginsWhole,
  readPage,
  stepThatSaysAll,
  thinningOf,
  thinSteps,
  withoutRepetition,
  writePage,
  type PageFacts,
} from '#server/archive/replay-page.ts'
import { buildAndRecord } from '#server/archive/replay-maker.ts'
import {
  freshRecorder,
  recordSteps,
  restMs,
  type RecorderState,
  type TimedUpdate,
} from '#server/archive/replay-recorder.ts'
import {
  addCluster,
  clustersOf,
  dissolveCluster,
  setCollapsed,
  writeClusterTitle,
} from '#shared/board/cluster.ts'
import { writeMeta } from '#shared/board/document.ts'
import { addNote, notesOf, placeNote, removeNotes, setTint, tints, writeNote } from '#shared/board/note.ts'
import {
  emptyReplayBoard,
  mergeSteps,
  replayed,
  replayGrainMs,
  type ReplayBoard,
  type ReplayStep,
} from '#shared/board/replay.ts'
import { readRound, writeRound } from '#shared/board/round.ts'
import { readWriting, writeWriting } from '#shared/board/writing.ts'
import type { Round } from '#shared/workshop/round.ts'
import { seededRandom, testSeed, type Random } from '#tests/support/random.ts'

const start = 1_800_000_000_000
const plain = { x: 0, y: 0, author: 'ana', created: 1 }

/** Some minutes of random work. */
function workedSession(random: Random): ReturnType<typeof newSession> {
  const session = newSession()
  for (let count = 0; count < 120; count += 1) session.after(random.below(4), () => work(session.doc, random))
  return session
}

/** A board, and the log of what is done to it at which second. */
function newSession() {
  const doc = new Y.Doc()
  const log: TimedUpdate[] = []
  let at = start
  doc.on('update', (data: Uint8Array) => log.push({ at, data }))
  const after = <T>(seconds: number, work: () => T): T => {
    at += seconds * 1_000
    return doc.transact(work)
  }
  const stepsOf = (seconds = 60, state = freshRecorder) =>
    recordSteps(new Y.Doc(), log, state, at + seconds * 1_000).steps
  return { doc, log, after, stepsOf, now: () => at }
}

const wordsAt = (steps: readonly ReplayStep[]): readonly (readonly [number, unknown])[] => {
  let board = emptyReplayBoard
  return steps.map((step) => {
    board = replayed(board, [step])
    return [(step.at - start) / 1_000, [...board.notes.values()].map(({ text }) => text)] as const
  })
}

test('what people typed on the way, or wrote and took back, is not in a replay', () => {
  const { doc, after, stepsOf } = newSession()
  const note = after(0, () => addNote(doc, plain))
  const brief = after(0, () => addNote(doc, { ...plain, x: 300 }))
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

test('what is still being written is not there yet, and comes when it has rested', () => {
  const { doc, after, stepsOf } = newSession()
  const note = after(0, () => addNote(doc, plain))
  after(2, () => writeNote(doc, note, 'half a'))
  expect(wordsAt(stepsOf(4))).toEqual([[0, ['']]])
  expect(wordsAt(stepsOf(5)).at(-1)).toEqual([6, ['half a']])
})

test('what comes with its words is there at once, in one step and in no order but that of random ids', () => {
  const { doc, after, stepsOf } = newSession()
  after(0, () => writeMeta(doc, { title: 'Why' }))
  after(10, () => {
    for (const text of ['third', 'first', 'second']) addNote(doc, { ...plain, text })
    writeWriting(doc, { ...readWriting(doc), revealed: 'r1' })
  })
  const [, revealed] = stepsOf()
  expect(revealed?.notes?.map(({ text }) => text).toSorted()).toEqual(['first', 'second', 'third'])
  const ids = revealed?.notes?.map(({ id }) => id) ?? []
  expect(ids).toEqual(ids.toSorted())
  expect(revealed?.marks).toEqual([{ kind: 'revealed' }])
})

test('of a round, the replay has what was published, and nothing of its progress or its ballots', () => {
  const { doc, after, stepsOf } = newSession()
  const note = after(0, () => addNote(doc, { ...plain, text: 'An idea' }))
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
  expect(steps.map(({ at, marks }) => [(at - start) / 1_000, marks])).toEqual([
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

test('a replay that begins on a board with a past says first what stands on it, and never what is gone', () => {
  const { doc, log, after } = newSession()
  const gone = after(0, () => addNote(doc, { ...plain, text: 'gone' }))
  after(1, () => addNote(doc, { ...plain, text: 'stands' }))
  after(1, () => removeNotes(doc, [gone]))
  const board = new Y.Doc()
  for (const { data } of log.splice(0)) Y.applyUpdate(board, data)
  after(60, () => addNote(doc, { ...plain, text: 'new' }))
  const { steps } = recordSteps(board, log, freshRecorder, start)
  expect(steps).toHaveLength(1)
  expect(steps[0]?.isWhole).toBe(true)
  expect([...replayed(emptyReplayBoard, steps).notes.values()].map(({ text }) => text).toSorted()).toEqual([
    'new',
    'stands',
  ])
})

test('a board too large to be recorded is still folded, and recorded again once it is smaller', () => {
  const doc = new Y.Doc()
  const note = addNote(doc, plain)
  doc.getMap<Y.Text>('text').get(note)?.insert(0, 'x'.repeat(9_000_000))
  const folded = new Y.Doc()
  const recorder = { ...freshRecorder, isWhole: false }
  const source = { through: 4, recorder, page: undefined, former: [], now: start }
  const large = { seq: 5, at: start, data: Y.encodeStateAsUpdate(doc) }
  const made = buildAndRecord(folded, [large], source)
  expect(made).toMatchObject({ through: 5, page: undefined, recorder: { isWhole: true } })
  expect(notesOf(folded)).toHaveLength(1)
  removeNotes(doc, [note])
  const snapshot = { seq: 6, at: 0, data: Y.encodeStateAsUpdate(doc) }
  addNote(doc, { ...plain, text: 'small' })
  const small = { seq: 7, at: start, data: Y.encodeStateAsUpdate(doc) }
  const { page } = buildAndRecord(new Y.Doc(), [snapshot, small], {
    ...source,
    through: 5,
    recorder: made.recorder,
  })
  expect(readPage(page?.data ?? new Uint8Array())).toMatchObject([
    { isWhole: true, notes: [{ text: 'small' }] },
  ])
})

test('however the log is cut into pieces, the replay is the same and ends with the board as it is', () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  for (let round = 0; round < 20; round += 1) {
    const session = workedSession(random)
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
    expect(contentOf(replayed(emptyReplayBoard, whole))).toEqual(boardOf(session.doc))
    const times = whole.map(({ at }) => at)
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
    expect(times.every((at) => at % replayGrainMs === 0)).toBe(true)
  }
})

test('thinner steps show the board as the last of those they are made of, and every moment is still marked', () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  for (let round = 0; round < 20; round += 1) {
    const session = workedSession(random)
    const steps = session.stepsOf()
    const grain = replayGrainMs * 4 ** (1 + random.below(3))
    const thinned = thinSteps(steps, grain, 0)
    for (const { at } of thinned) {
      const until = steps.filter((step) => step.at < at + grain)
      const kept = thinned.filter((step) => step.at <= at)
      expect(contentOf(replayed(emptyReplayBoard, kept))).toEqual(
        contentOf(replayed(emptyReplayBoard, until)),
      )
    }
    expect(thinned.flatMap(({ marks = [] }) => marks)).toEqual(steps.flatMap(({ marks = [] }) => marks))

    const before = steps[random.below(steps.length)]?.at ?? 0
    const late = thinSteps(steps, 1, before)
    expect(contentOf(replayed(emptyReplayBoard, late))).toEqual(contentOf(replayed(emptyReplayBoard, steps)))
    expect(late[0]?.isWhole).toBe(true)
    expect(late.every(({ at }) => at >= before)).toBe(true)
  }
})

test('a page that says again what stands on the board shows it without those before it, and in one page with them says nothing twice', () => {
  const random = seededRandom(testSeed())
  console.info(`SEED=${random.seed}`)
  for (let round = 0; round < 20; round += 1) {
    const session = workedSession(random)
    const steps = session.stepsOf()
    const cut = 1 + random.below(steps.length - 1)
    const packed = (some: readonly ReplayStep[]): Uint8Array => writePage(some)?.data ?? new Uint8Array()
    const earlier = packed(steps.slice(0, cut))
    // As often as that whatever it says is little enough.
    const again = stepThatSaysAll(Array.from({ length: 9 }, () => earlier))
    if (!again) throw new Error('a ninth of them is little')
    expect([again.at, again.isWhole]).toEqual([steps[cut - 1]?.at, true])
    const later = [again, ...steps.slice(cut)]
    expect([beginsWhole(earlier), beginsWhole(packed(later)), beginsWhole(packed(steps.slice(cut)))]).toEqual(
      [true, true, false],
    )
    expect(contentOf(replayed(emptyReplayBoard, later))).toEqual(contentOf(replayed(emptyReplayBoard, steps)))
    expect(withoutRepetition([...steps.slice(0, cut), ...later])).toEqual(steps)
  }
})

test('a page begins with all that stands on the board only where that is a small part of those before it', () => {
  const { doc, after, stepsOf } = newSession()
  const notes = Array.from({ length: 40 }, (_, index) =>
    after(4, () => addNote(doc, { ...plain, text: `${index}` })),
  )
  const little = writePage(stepsOf())
  for (let turn = 0; turn < 400; turn += 1)
    after(4, () => placeNote(doc, notes[turn % 40] ?? '', { x: turn * 7 }))
  const much = writePage(stepsOf())
  expect(stepThatSaysAll([little?.data ?? new Uint8Array()])).toBeUndefined()
  expect(stepThatSaysAll([much?.data ?? new Uint8Array()])?.notes).toHaveLength(40)
})

test('what was gone before the time that is kept is nowhere in what is left', () => {
  const { doc, after, stepsOf } = newSession()
  const gone = after(0, () => addNote(doc, { ...plain, text: 'gone' }))
  const group = after(0, () => addCluster(doc, [gone], { title: 'dissolved' }))
  after(20, () => removeNotes(doc, [gone]))
  after(0, () => dissolveCluster(doc, group))
  after(20, () => addNote(doc, { ...plain, text: 'stays' }))
  const left = JSON.stringify(thinSteps(stepsOf(), 1, start + 30_000))
  expect(left).toContain('stays')
  for (const word of ['gone"', 'dissolved"', gone, group]) expect(left).not.toContain(word)
})

test('two steps in one do what they do one after the other, notes that come back included', () => {
  const { doc, after, stepsOf } = newSession()
  const note = { ...plain, id: 'note', text: 'before', photo: { id: 'A'.repeat(43), width: 1, height: 1 } }
  after(0, () => addNote(doc, note))
  after(10, () => removeNotes(doc, ['note']))
  after(10, () => addNote(doc, { ...plain, id: 'note', text: 'after' }))
  const steps = stepsOf()
  const [first, ...others] = steps
  if (!first) throw new Error('there are steps')
  expect(replayed(emptyReplayBoard, [others.reduce(mergeSteps, first)])).toEqual(
    replayed(emptyReplayBoard, steps),
  )
  const later = others.reduce(mergeSteps)
  expect(replayed(emptyReplayBoard, [first, later])).toEqual(replayed(emptyReplayBoard, steps))
})

test('too large a replay becomes coarser from its oldest page on, and only at the coarsest does the oldest go', () => {
  let pages: PageFacts[] = Array.from({ length: 40 }, (_, id) => {
    return { id, bytes: 60_000, grain: replayGrainMs, last: start + id }
  })
  const grains: string[] = []
  let rounds = 0
  for (let thin = thinningOf(pages, 1_000_000); thin; thin = thinningOf(pages, 1_000_000)) {
    const { ids, grain, before } = thin
    const run = pages.filter(({ id }) => ids.includes(id))
    const bytes = run.reduce((sum, page) => sum + page.bytes, 0)
    const at = pages.indexOf(run[0] ?? { id: -1, bytes: 0, grain: 0, last: 0 })
    pages.splice(at, run.length, {
      id: ids[0] ?? -1,
      bytes: before > 0 ? 40_000 : bytes * 0.9,
      grain,
      last: run.at(-1)?.last ?? 0,
    })
    grains.push(before > 0 ? 'drop' : String(grain / replayGrainMs))
    expect((rounds += 1)).toBeLessThan(200)
  }
  pages = pages.toSorted((a, b) => a.id - b.id)
  expect([...new Set(grains)]).toEqual(['4', '16', '64', '256', 'drop'])
  expect(pages.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(1_000_000)
  expect(
    thinningOf([{ id: 1, bytes: 2_000_000, grain: replayGrainMs * 256, last: start }], 1),
  ).toBeUndefined()
})

function work(doc: Y.Doc, random: Random): void {
  const notes = notesOf(doc)
  const clusters = clustersOf(doc)
  const note = notes.length > 0 ? random.pick(notes).id : undefined
  const cluster = clusters.length > 0 ? random.pick(clusters).id : undefined
  const kind = random.below(10)
  if (kind === 0 && note) removeNotes(doc, [note])
  else if (kind === 1 && note) addCluster(doc, [note], { title: `group ${random.below(99)}` })
  else if (kind === 2 && cluster) dissolveCluster(doc, cluster)
  else if (kind === 3 && cluster) writeClusterTitle(doc, cluster, `title ${random.below(999)}`)
  else if (kind === 4 && cluster) setCollapsed(doc, cluster, random.chance(0.5))
  else if (kind === 5 && note) setTint(doc, [note], random.pick(tints))
  else if (kind === 6 && note) placeNote(doc, note, { x: random.below(999), cluster: cluster ?? null })
  else if (kind <= 8 && note) writeNote(doc, note, `words ${random.below(9_999)}`)
  else if (random.chance(0.1)) writeMeta(doc, { title: `title ${random.below(99)}` })
  else {
    const id = random.chance(0.3) ? `again-${random.below(3)}` : undefined
    const text = random.chance(0.5) ? 'whole' : ''
    if (id === undefined || !notes.some((one) => one.id === id))
      addNote(doc, { ...plain, ...(id !== undefined && { id }), text, x: random.below(999) })
  }
}

function boardAt(steps: readonly ReplayStep[], at: number) {
  return contentOf(
    replayed(
      emptyReplayBoard,
      steps.filter((step) => step.at <= at),
    ),
  )
}

/** A board that several paths lead to, in one order. */
function contentOf({ title, notes, clusters, rounds }: ReplayBoard) {
  return {
    title,
    notes: sorted(notes.values()),
    clusters: sorted(clusters.values()),
    rounds: sorted(rounds.values()),
  }
}

function boardOf(doc: Y.Doc) {
  const notes = notesOf(doc).map(({ id, kind, tint, x, y, z, cluster, photo = null, text }) => {
    return { id, kind, tint, x, y, z, cluster, photo, text }
  })
  const title = doc.getMap('meta').get('title')
  return { title: title ?? '', notes: sorted(notes), clusters: sorted(clustersOf(doc)), rounds: [] }
}

function sorted<T extends { readonly id: string }>(things: Iterable<T>): readonly T[] {
  return [...things].sort((a, b) => (a.id < b.id ? -1 : 1))
}
