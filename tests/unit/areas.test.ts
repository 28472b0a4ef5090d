import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf, readBeside, restoreSteps } from '#server/archive/checkpoint-content.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { writeBoardFile, type BoardFile } from '#server/board-file/board-file.ts'
import { createGuard } from '#server/guard/guard.ts'
import { readBoardFile } from '#server/report/board-import.ts'
import { areasOf, placeAreas, readArea, titleIn, widenAreas } from '#shared/board/area.ts'
import { setCluster } from '#shared/board/change-cluster.ts'
import { areasRoot, notesRoot, placeRoot } from '#shared/board/document.ts'
import { coordinateLimit } from '#shared/board/limits.ts'
import {
  addNote,
  moveNotes,
  placeNote,
  readNote,
  readPlace,
  setTint,
  writeBlank,
} from '#shared/board/note.ts'
import { emptyReplayBoard, replayed, wholeStep, type ReplayArea } from '#shared/board/replay.ts'
import { showReplayBoard } from '#shared/board/replay-document.ts'
import { writeRights } from '#shared/board/rights.ts'
import { areaAround, areaMargin, areasBeside, columnsIn, contentByArea } from '#shared/geometry/area.ts'
import { slotsIn } from '#shared/geometry/area-slots.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { boundsOf, encloses, intersects, type Rect } from '#shared/geometry/rect.ts'
import { Scope } from '#shared/workshop/rights.ts'

const note = { x: 0, y: 0, created: 1, author: null, text: 'a thought' }
const square = { width: noteSide, height: noteSide }
const stop = {
  id: 'write',
  fields: [
    { id: 'start', title: { en: 'Start', fr: 'Commencer' } },
    { id: 'stop', title: { en: 'Stop' } },
    { id: 'go-on', title: { fr: 'Continuer' } },
  ],
}

function boardWithAreas(): Y.Doc {
  const doc = new Y.Doc()
  addNote(doc, { ...note, id: 'first' })
  placeAreas(doc, 'look-back', stop)
  return doc
}

test('the fields of a step stand side by side, once, and keep their places; later ones stand in a row of their own', () => {
  const doc = boardWithAreas()
  const areas = areasOf(doc)
  expect(areas.map(({ id }) => id)).toEqual([
    'look-back/write/start',
    'look-back/write/stop',
    'look-back/write/go-on',
  ])
  expect(Math.min(...areas.map(({ x }) => x))).toBeGreaterThan(noteSide)
  expect(new Set(areas.map(({ y }) => y)).size).toBe(1)
  expect(areas.some((one, index) => areas.slice(index + 1).some((other) => intersects(one, other)))).toBe(
    false,
  )
  const title = { en: 'Begin' }
  placeAreas(doc, 'look-back', { ...stop, fields: [{ id: 'start', title }, ...stop.fields.slice(1)] })
  expect(areasOf(doc)).toEqual([{ ...areas[0], title }, ...areas.slice(1)])
  placeAreas(doc, 'next', { id: 'write', fields: [{ id: 'what', title: { en: 'What' } }] })
  const next = readArea(doc, 'next/write/what')
  // The first row is as wide as four screens already.
  expect(next?.x).toBe(areas[0]?.x)
  expect(next?.y).toBeGreaterThan(Math.max(...areas.map(({ y, height }) => y + height)))
  expect(next?.row).toBe(1)
})

test('the steps of a workshop make a poster in rows, which keeps the order of the steps in files and replays', () => {
  const doc = new Y.Doc()
  const steps = [2, 2, 3, 1, 1, 1, 3, 1, 1, 2, 1, 1].map((count, index) => ({
    id: `step-${index}`,
    fields: ['a', 'b', 'c'].slice(0, count).map((id) => ({ id, title: { en: id } })),
  }))
  const shapes = steps.map((step) => {
    placeAreas(doc, 'day', step)
    const all = boundsOf(areasOf(doc))
    return (all?.width ?? 0) / (all?.height ?? 1)
  })
  for (const shape of shapes.slice(3)) {
    expect(shape).toBeGreaterThan(1.1)
    expect(shape).toBeLessThan(2.6)
  }
  const areas = areasOf(doc)
  expect(areas.map(({ step }) => step)).toEqual(steps.flatMap(({ id, fields }) => fields.map(() => id)))
  expect(new Set(areas.map(({ row }) => row)).size).toBeGreaterThan(2)
  expect(areas.some((one, index) => areas.slice(index + 1).some((other) => intersects(one, other)))).toBe(
    false,
  )
  const { areas: kept } = snapshotOf(doc)
  expect(kept.map(({ row = 0 }) => row)).toEqual(areas.map(({ row }) => row))
})

test('one to six areas of a step have the shape of a screen together', () => {
  for (const fields of [1, 2, 3, 4, 5, 6]) {
    const all = boundsOf(areasBeside(fields, { x: 0, y: 0 }))
    const aspect = (all?.width ?? 0) / (all?.height ?? 1)
    expect(aspect, `${fields} fields`).toBeGreaterThan(1.5)
    expect(aspect, `${fields} fields`).toBeLessThan(2.4)
  }
})

test('an area of principles, which are long, has fewer columns, also when they come', () => {
  const doc = new Y.Doc()
  const fields = [{ id: 'all', title: { en: 'All' } }]
  const [ideas = ''] = placeAreas(doc, 'ideas', { id: 'write', fields })
  const [principles = ''] = placeAreas(doc, 'how', { id: 'write', makes: { kind: 'principle' }, fields })
  widenAreas(doc, new Map([[principles, 12]]))
  const columns = [ideas, principles].map((id) => columnsIn(readArea(doc, id) ?? { width: 0, height: 0 }))
  expect(columns).toEqual([8, 5])
})

test('each area of a step has columns for the notes that come into it, in rows that end together', () => {
  const doc = boardWithAreas()
  widenAreas(
    doc,
    new Map([
      ['look-back/write/start', 17],
      ['look-back/write/stop', 8],
    ]),
  )
  const areas = areasOf(doc).filter(({ step }) => step === 'write')
  expect(areas.map(columnsIn)).toEqual([4, 2, 2])
  const all = boundsOf(areas)
  expect((all?.width ?? 0) / (all?.height ?? 1)).toBeGreaterThan(1.5)
})

test('each table has the areas of a step, apart from all others, and areas of tables that are no more go', () => {
  const doc = boardWithAreas()
  const words = {
    id: 'tables',
    fields: [
      { id: 'a', title: { en: 'A' } },
      { id: 'b', title: { fr: 'B' } },
    ],
  }
  const ofTables = () => areasOf(doc).filter(({ table }) => table !== null)
  for (const count of [3, 11, 12]) placeAreas(doc, 'look-back', words, count)
  const areas = ofTables()
  expect(areas).toHaveLength(24)
  expect(readArea(doc, 'look-back/tables/a/12')?.title).toEqual({ en: 'Table 12 · A' })
  expect(areas.some((one, index) => areas.slice(index + 1).some((other) => intersects(one, other)))).toBe(
    false,
  )
  addNote(doc, { ...note, area: 'look-back/tables/b/12' })
  placeAreas(doc, 'look-back', words, 2)
  expect(
    ofTables()
      .map(({ id }) => id.slice('look-back/tables/'.length))
      .toSorted(),
  ).toEqual(['a/1', 'a/2', 'b/1', 'b/12', 'b/2'])
  placeAreas(doc, 'look-back', words, 12)
  expect(ofTables()).toHaveLength(24)
})

test('areas become wider before many notes come, unless something lies in them or to their right', () => {
  const shapes = (doc: Y.Doc) => areasOf(doc).map(({ x, width, height }) => [x, width, height])
  const doc = boardWithAreas()
  const [start] = areasOf(doc)
  const before = shapes(doc)
  widenAreas(doc, new Map([['look-back/write/start', 8]]))
  expect(shapes(doc)).toEqual(before)
  widenAreas(doc, new Map([['look-back/write/start', 300]]))
  const all = boundsOf(areasOf(doc))
  expect((all?.width ?? 0) / (all?.height ?? 1)).toBeGreaterThan(1.4)
  expect(areasOf(doc)[0]).toMatchObject({ x: start?.x, y: start?.y })
  const wide = shapes(doc)
  addNote(doc, { ...note, x: (all?.x ?? 0) + 10, area: 'look-back/write/start' })
  widenAreas(doc, new Map([['look-back/write/start', 900]]))
  expect(shapes(doc)).toEqual(wide)
})

test('an area has its title in the language of the board, or in the other', () => {
  const [start, , goOn] = areasOf(boardWithAreas())
  if (!start || !goOn) throw new Error('the areas are missing')
  expect([titleIn(start, 'fr'), titleIn(start, 'en'), titleIn(goOn, 'en')]).toEqual([
    'Commencer',
    'Start',
    'Continuer',
  ])
})

test('notes fill the free places of an area row by row, and the area grows downwards with them', () => {
  const area: Rect = { x: 1_000, y: 500, width: 3 * 224 + 40, height: 600 }
  const there = { x: 1_000 + areaMargin + 224, y: 500 + areaMargin + 40, ...square }
  const sizes = Array.from({ length: 20 }, (_, index) => ({
    width: noteSide,
    height: index === 4 ? 500 : noteSide,
  }))
  const slots = slotsIn(area, sizes, [there])
  const rects = slots.map((slot, index) => ({ ...slot, ...(sizes[index] ?? square) }))
  const all = [there, ...rects]
  expect(all.some((one, index) => all.slice(index + 1).some((other) => intersects(one, other)))).toBe(false)
  expect(new Set(slots.map(({ x }) => x)).size).toBe(3)
  const drawn = areaAround(area, all)
  expect({ ...drawn, height: 0 }).toEqual({ ...area, height: 0 })
  expect(all.every((rect) => encloses(drawn, rect))).toBe(true)
  expect(areaAround(area, [there])).toEqual(area)
})

test('rows of tall notes stand one below the other, as far apart as other notes', () => {
  const area = { x: 0, y: 0, width: 2 * 224 - 24 + 2 * areaMargin, height: 700 }
  const tall = [230, 212, 228, 200, 200].map((height) => ({ width: noteSide, height }))
  const tops = (content: readonly Rect[]) => slotsIn(area, tall, content).map(({ y }) => y)
  const [first = 0, , second = 0, , third = 0] = tops([])
  expect([second - first, third - second]).toEqual([230 + 24, 228 + 24])
  // Below notes that are there already, too.
  const there = tall.slice(0, 2).map((size, column) => ({ x: areaMargin + column * 224, y: first, ...size }))
  expect(tops(there)[0]).toBe(second)
})

test('a group counts as a whole in its area', () => {
  const content = contentByArea([
    { rect: { x: 0, y: 0, ...square }, area: 'a', cluster: 'g' },
    { rect: { x: 224, y: 0, ...square }, area: 'a', cluster: 'g' },
    { rect: { x: 500, y: 0, ...square }, area: 'a', cluster: null },
    { rect: { x: 900, y: 0, ...square }, area: null, cluster: null },
  ])
  expect([...content.keys()]).toEqual(['a'])
  expect(content.get('a')?.map(({ width }) => width)).toEqual([noteSide, 2 * 224 - 24 + 48])
})

test('a note keeps its area when it is moved, marked or gathered, and one outside areas is stored as before', () => {
  const doc = boardWithAreas()
  expect(placeRoot(doc).get('first')).toEqual([0, 0, 1, 0])
  placeNote(doc, 'first', { x: 700, area: 'look-back/write/stop' })
  moveNotes(doc, [{ id: 'first', x: 710, y: 20 }])
  setTint(doc, ['first'], 'mint')
  setCluster(doc, ['first'], 'group')
  expect(readPlace(doc, 'first')).toMatchObject({ x: 710, cluster: 'group', area: 'look-back/write/stop' })
  placeNote(doc, 'first', { area: null })
  expect(placeRoot(doc).get('first')).toHaveLength(4)
})

test('damaged areas and origins are read as far as they can be', () => {
  const doc = new Y.Doc()
  areasRoot(doc).set('not an area', { x: 0 })
  areasRoot(doc).set('a/b/c', { x: 1e9, y: 'high', width: -5, title: { en: 7, fr: 'Titre' } })
  expect(areasOf(doc)).toEqual([
    {
      id: 'a/b/c',
      phase: 'a',
      step: 'b',
      field: 'c',
      table: null,
      row: 0,
      phaseTitle: {},
      title: { fr: 'Titre' },
      blanks: [],
      x: coordinateLimit,
      y: 0,
      width: noteSide,
      height: noteSide,
    },
  ])
  addNote(doc, { ...note, id: 'n' })
  notesRoot(doc).set('n', { ...note, step: 'x', field: '', blanks: { 'A!': 'x', owner: 3 }, from: ['n', 4] })
  const { text: _, ...read } = readNote(doc, 'n') ?? note
  expect(read).toEqual({
    id: 'n',
    x: 0,
    y: 0,
    z: 1,
    cluster: null,
    area: null,
    kind: 'idea',
    tint: 'sand',
    author: null,
    created: 1,
    from: ['n'],
  })
})

test('the guard takes areas and origins in their bounds, and words in blanks from those who may write', () => {
  const guard = createGuard()
  const doc = boardWithAreas()
  doc.clientID = 1
  writeRights(doc, { participantsWrite: Scope.own })
  addNote(doc, { ...note, id: 'pias', author: 'pia', step: 'look-back/write', field: 'start' })
  addNote(doc, { ...note, id: 'pauls', author: 'paul', blanks: { owner: 'Paul' } })
  const owners = new Map<number, string>([[1, '']])
  const verdictOn = (change: (copy: Y.Doc) => void): string => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    change(copy)
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
    const verdict = guard.check(doc, update, { role: 'participant', participant: 'pia' }, owners)
    return verdict.ok ? 'ok' : verdict.code
  }
  const place = (entry: readonly unknown[]) => verdictOn((copy) => placeRoot(copy).set('pias', entry))
  const facts = (more: object) =>
    verdictOn((copy) =>
      notesRoot(copy).set('pias', { ...(doc.getMap('notes').get('pias') as object), ...more }),
    )
  expect(place([1, 1, 1, 0, 'look-back/write/stop'])).toBe('ok')
  expect(place([1, 1, 1, 0])).toBe('ok')
  expect(place([1, 1, 1, 0, 0])).toBe('ok')
  for (const bad of [
    [1, 1, 1, 0, 'here'],
    [1, 1, 1, 0, 7],
    [1, 1, 1, 0, 'a/b/c', 1],
    [1, 1, 1, 0, null],
  ]) {
    expect([bad, place(bad)]).toEqual([bad, 'unknown_place'])
  }
  expect(facts({ blanks: { owner: 'Ana', date: '2026-12-01' }, from: ['first'] })).toBe('ok')
  for (const bad of [
    { step: 'nowhere' },
    { field: 'a/b' },
    { blanks: { owner: 'x'.repeat(201) } },
    { blanks: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`b${index}`, 'x'])) },
    { blanks: ['x'] },
    { from: Array.from({ length: 41 }, () => 'first') },
  ]) {
    expect([bad, facts(bad)]).toEqual([bad, 'unknown_place'])
  }
  expect(verdictOn((copy) => writeBlank(copy, 'pias', 'owner', 'Ana'))).toBe('ok')
  expect(verdictOn((copy) => writeBlank(copy, 'pauls', 'owner', 'Pia'))).not.toBe('ok')
  expect(verdictOn((copy) => areasRoot(copy).set('a/b/c', { x: 0 }))).toBe('unknown_place')
})

test('areas, places in them and blanks come back from a file and from a checkpoint', () => {
  const doc = boardWithAreas()
  const origin = { step: 'look-back/write', field: 'stop', blanks: { owner: 'Ana' }, from: ['first'] }
  addNote(doc, { ...note, id: 'in', x: 900, area: 'look-back/write/stop', ...origin })
  addNote(doc, { ...note, id: 'lost', area: 'a/b/unknown' })
  const read = readBoardFile(new TextEncoder().encode(writeBoardFile(snapshotOf(doc))))
  if (!read.ok) throw new Error(read.problem)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, read.update)
  expect(areasOf(copy)).toEqual(areasOf(doc))
  expect(readNote(copy, 'in')).toEqual(readNote(doc, 'in'))
  expect(readNote(copy, 'lost')?.area).toBeNull()

  const kept = contentOf(doc)
  writeBlank(doc, 'in', 'date', '2026-12-01')
  writeBlank(doc, 'first', 'date', '2026-12-01')
  placeNote(doc, 'in', { area: null })
  placeAreas(doc, 'later', { id: 'write', fields: [{ id: 'a', title: { en: 'Later' } }] })
  const beside = readBeside(JSON.stringify(kept.beside))
  for (const step of restoreSteps(doc, JSON.parse(kept.file) as BoardFile, beside)) step()
  expect(readNote(doc, 'in')).toMatchObject({ area: 'look-back/write/stop', blanks: { owner: 'Ana' } })
  expect(readNote(doc, 'first')?.blanks).toBeUndefined()
  expect(areasOf(doc)).toHaveLength(4)
})

test('a replay shows areas and which notes lie in them', () => {
  const area: ReplayArea = { id: 'a/b/c', title: { en: 'Ideas' }, x: 0, y: 0, width: 800, height: 600 }
  const shown = { ...note, kind: 'idea', tint: 'sun', z: 1, cluster: null, photo: null } as const
  const before = replayed(emptyReplayBoard, [
    { at: 0, areas: [area], notes: [{ ...shown, id: 'n', area: 'a/b/c' }] },
  ])
  const doc = new Y.Doc()
  showReplayBoard(doc, emptyReplayBoard, before)
  expect(areasOf(doc)).toMatchObject([area])
  expect(readPlace(doc, 'n')?.area).toBe('a/b/c')
  const after = replayed(before, [{ at: 2_000, notes: [{ id: 'n', area: null }] }])
  showReplayBoard(doc, before, after)
  expect(readPlace(doc, 'n')?.area).toBeNull()
  expect(replayed(emptyReplayBoard, [wholeStep(2_000, after)]).areas).toEqual(after.areas)
  showReplayBoard(doc, after, emptyReplayBoard)
  expect(areasOf(doc)).toEqual([])
})
