import { atom } from 'nanostores'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { blockOfSpots } from '#client/model/view/block-of-spots.ts'
import { clusterAround, findOnBoard, refound } from '#client/panels/find/find-on-board.ts'
import { groupsOfNotes, neighbourOf, rowsOf } from '#client/panels/phone/note-list.tsx'
import { readRoute } from '#client/routing/route.ts'
import { clockTime } from '#client/panels/ui/time-of-day.ts'
import { minutesOf, roundSources } from '#client/activities/vote/open-round-dialog.tsx'
import type { SceneArea } from '#client/model/document/scene-areas.ts'
import type { SceneCluster, SceneNote } from '#client/model/document/scene.ts'
import { createScene } from '#client/model/document/scene.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { intersects, type Rect } from '#shared/geometry/rect.ts'

test('the address decides the page, and nothing else does', () => {
  expect(['/', '/join', '/b/x_Y-9', '/embed/x_Y-9', '/b/', '/b/a/b', '/else'].map(readRoute)).toEqual([
    { page: 'home' },
    { page: 'code' },
    { page: 'board', board: 'x_Y-9' },
    { page: 'embed', board: 'x_Y-9' },
    { page: 'unknown' },
    { page: 'unknown' },
    { page: 'unknown' },
  ])
})

test('time left reads as minutes and seconds, with hours only when there are any', () => {
  expect([0, 59, 60, 754, 3600, -3].map(clockTime)).toEqual([
    '0:00',
    '0:59',
    '1:00',
    '12:34',
    '1:00:00',
    '0:00',
  ])
})

test('find ignores accents and capitals, and an empty query', () => {
  const notes = mapOf([note('low', { text: 'Une Épreuve', y: 900 }), note('high', { text: 'preuves' })])
  const clusters = mapOf([cluster('c', { title: 'EPREUVES', y: 400 })])
  expect(findOnBoard({ notes, clusters }, 'epreuve')).toEqual(['c', 'low'])
  expect(findOnBoard({ notes, clusters }, '  ')).toEqual([])
})

test('a note in a collapsed group is found at the group’s card, with the name of the group', () => {
  const notes = mapOf([
    note('hidden', { text: 'épreuve', isHidden: true, cluster: 'c', y: 5_000 }),
    note('below', { text: 'épreuve', y: 900 }),
  ])
  const clusters = mapOf([cluster('c', { title: 'Folded', y: 0 })])
  expect(findOnBoard({ notes, clusters }, 'epreuve')).toEqual(['hidden', 'below'])
  expect(['hidden', 'below'].map((id) => clusterAround({ notes, clusters }, id)?.id)).toEqual([
    'c',
    undefined,
  ])
})

test('a repeated search keeps its position, or moves to the next result when that one is gone', () => {
  const before = { ids: ['a', 'b', 'c', 'd'], current: 2 }
  expect(refound(before, ['new', 'a', 'b', 'c', 'd'])).toEqual({
    ids: ['new', 'a', 'b', 'c', 'd'],
    current: 3,
  })
  expect(refound(before, ['a', 'd'])).toEqual({ ids: ['a', 'd'], current: 1 })
  expect(refound(before, ['a', 'b'])).toEqual({ ids: ['a', 'b'], current: 1 })
  expect(refound(before, [])).toEqual({ ids: [], current: 0 })
})

test('the list shows clusters from the top, newest notes first, and loose notes last', () => {
  const notes = mapOf([
    note('loose', {}),
    note('old', { cluster: 'b', created: 1 }),
    note('new', { cluster: 'b', created: 2 }),
    note('orphan', { cluster: 'gone' }),
    note('top', { cluster: 'a' }),
  ])
  const clusters = mapOf([cluster('b', { y: 500 }), cluster('a', { y: 0 }), cluster('empty', {})])
  const shown = groupsOfNotes({ notes, clusters, areas: new Map() }).map((group) => [
    group.cluster?.id,
    group.notes.map(({ id }) => id),
  ])
  expect(shown).toEqual([
    ['a', ['top']],
    ['b', ['new', 'old']],
    [undefined, ['loose', 'orphan']],
  ])
})

test('the areas of the phase that runs come first in the list', () => {
  const rect = { x: 0, y: 0, width: 400, height: 400 }
  const places = ['meet/round/kept', 'why/write/ideas'].map((id, index): SceneArea => {
    const [phase = '', step = '', field = ''] = id.split('/')
    const title = { en: id }
    return {
      ...rect,
      id,
      phase,
      step,
      field,
      phaseTitle: title,
      title,
      blanks: [],
      x: index * 500,
      table: null,
      row: 0,
      rect,
    }
  })
  const notes = mapOf(places.map(({ id }) => note(`of ${id}`, { area: id })))
  const scene = { notes, clusters: new Map(), areas: mapOf(places) }
  const order = (phase?: string) => groupsOfNotes(scene, phase).map(({ area }) => area?.id)
  expect(order()).toEqual(['meet/round/kept', 'why/write/ideas'])
  expect(order('why')).toEqual(['why/write/ideas', 'meet/round/kept'])
})

test('notes from pasted rows cover neither each other nor existing notes', () => {
  const taken: Rect = { x: -300, y: -300, width: 600, height: 600 }
  const there = { ...note('there', {}), rect: taken }
  const notesIn = (rect: Rect) => (intersects(rect, taken) ? [there] : [])
  const spots = blockOfSpots(
    { notesIn, clustersIn: () => [] },
    { x: -500, y: -500, width: 1000, height: 1000 },
    7,
  )
  const rects = spots.map(({ x, y }) => ({
    x: x - noteSide / 2,
    y: y - noteSide / 2,
    width: noteSide,
    height: noteSide,
  }))
  expect(rects).toHaveLength(7)
  expect(rects.filter((rect) => intersects(rect, taken))).toEqual([])
  expect(rects.filter((a) => rects.some((b) => a !== b && intersects(a, b)))).toEqual([])
})

test('a large block finds its place by one look at the notes', () => {
  const all = Array.from({ length: 400 }, (_, index) => {
    const rect = { x: (index % 20) * 220, y: Math.floor(index / 20) * 220, width: noteSide, height: noteSide }
    return { ...note(`n${index}`, {}), rect }
  })
  let looks = 0
  const notesIn = (rect: Rect) => {
    looks += 1
    return all.filter((other) => intersects(other.rect, rect))
  }
  const spots = blockOfSpots(
    { notesIn, clustersIn: () => [] },
    { x: 2000, y: 2000, width: 400, height: 400 },
    300,
  )
  const half = noteSide / 2
  const rects = spots.map(({ x, y }) => ({ x: x - half, y: y - half, width: noteSide, height: noteSide }))
  expect(rects.filter((rect) => all.some((other) => intersects(other.rect, rect)))).toEqual([])
  expect(looks).toBe(1)
})

test('a phone lists rows pasted at one moment in their order, and later notes before them', () => {
  const notes = [
    note('d', { x: 0, y: 230, created: 1 }),
    note('b', { x: 300, y: -20, created: 1 }),
    note('later', { x: 900, y: 900, created: 2 }),
    note('a', { x: 0, y: 20, created: 1 }),
    note('c', { x: 600, y: 0, created: 1 }),
  ]
  const [loose] = groupsOfNotes({ notes: mapOf(notes), clusters: new Map(), areas: new Map() })
  expect(loose?.notes.map(({ id }) => id)).toEqual(['later', 'a', 'b', 'c', 'd'])
})

test('the rows of the list have headings where there are groups, and the note after a deleted one comes next', () => {
  const notes = [
    note('loose', {}),
    note('first', { cluster: 'a', created: 2 }),
    note('second', { cluster: 'a', created: 1 }),
  ]
  const grouped = rowsOf(
    groupsOfNotes({ notes: mapOf(notes), clusters: mapOf([cluster('a', {})]), areas: new Map() }),
  )
  const said = grouped.map((row) => (row.kind === 'note' ? [row.key, row.position] : ['group', row.count]))
  expect(said).toEqual([
    ['group', 2],
    ['first', 0],
    ['second', 1],
    ['group', 1],
    ['loose', 2],
  ])
  expect(['first', 'second', 'loose', 'gone'].map((id) => neighbourOf(grouped, id))).toEqual([
    'second',
    'loose',
    'second',
    undefined,
  ])
  const bare = rowsOf(
    groupsOfNotes({ notes: mapOf([note('only', {})]), clusters: new Map(), areas: new Map() }),
  )
  expect(bare.map(({ kind }) => kind)).toEqual(['note'])
  expect(neighbourOf(bare, 'only')).toBeUndefined()
})

test('phase, area and group are levels of the list on a phone, and a closed heading hides what is below it', () => {
  const area = (id: string, phase: string) =>
    ({ id, phase, rect: { x: 0, y: 0, width: 100, height: 100 }, row: 0, order: 0 }) as unknown as SceneArea
  const areas = mapOf([area('eco/who/a-near', 'eco'), area('eco/who/b-far', 'eco')])
  const notes = [
    note('grouped', { cluster: 'a', area: 'eco/who/a-near' }),
    note('alone', { area: 'eco/who/a-near' }),
    note('distant', { area: 'eco/who/b-far' }),
    note('outside', {}),
  ]
  const groups = groupsOfNotes({ notes: mapOf(notes), clusters: mapOf([cluster('a', {})]), areas })
  const said = (closed: readonly string[] = []) =>
    rowsOf(groups, new Set(closed)).map((row) =>
      row.kind === 'note' ? row.key : `${row.kind} ${row.level}: ${row.count}`,
    )
  expect(said()).toEqual([
    'phase 1: 3',
    'area 2: 2',
    'heading 3: 1',
    'grouped',
    'heading 3: 1',
    'alone',
    'area 2: 1',
    'distant',
    'area 1: 1',
    'outside',
  ])
  expect(said(['area eco/who/a-near'])).toEqual([
    'phase 1: 3',
    'area 2: 2',
    'area 2: 1',
    'distant',
    'area 1: 1',
    'outside',
  ])
  expect(said(['phase eco'])).toEqual(['phase 1: 3', 'area 1: 1', 'outside'])
})

function mapOf<Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]))
}

function note(id: string, facts: Partial<SceneNote>): SceneNote {
  const { x = 0, y = 0 } = facts
  return {
    id,
    kind: 'idea',
    author: null,
    tint: 'sun',
    created: 0,
    text: '',
    z: 1,
    cluster: null,
    area: null,
    isHidden: false,
    times: 1,
    ...facts,
    x,
    y,
    rect: { x, y, width: noteSide, height: noteSide },
  }
}

function cluster(id: string, { y = 0, title = '' }: { y?: number; title?: string }): SceneCluster {
  return {
    id,
    title,
    firstWords: '',
    tint: 'sand',
    isCollapsed: false,
    area: null,
    members: [],
    rect: { x: 0, y, width: 400, height: 400 },
  }
}

test('a vote is offered with a choice of target, unless only one has items', () => {
  const doc = new Y.Doc()
  const scene = createScene(doc, (text, size) => text.length * size * 0.5)
  onTestFinished(scene.close)
  const kinds = (selected: readonly string[] = []) =>
    roundSources({ scene, ui: { selection: atom(new Set(selected)) } }).map(({ kind }) => kind)
  const write = (text: string) => addNote(doc, { x: 0, y: 0, text, author: 'ada', created: 1 })
  expect(kinds()).toEqual([])
  const a = write('a')
  expect(kinds([a])).toEqual(['notes'])
  const b = write('b')
  write('  ')
  const one = addCluster(doc, [a])
  expect(kinds([one])).toEqual(['notes'])
  addCluster(doc, [b])
  expect(kinds([a, b])).toEqual(['selection', 'clusters', 'notes'])
  const photo = { id: 'p'.repeat(43), width: 4, height: 3 }
  const picture = addNote(doc, { x: 0, y: 0, author: 'ada', created: 1, photo })
  const [selected] = roundSources({ scene, ui: { selection: atom(new Set([picture, a])) } })
  expect(selected?.options.toSorted()).toEqual([a, picture].toSorted())
})

test('minutes of a vote are a number above nothing, with a point or a comma; without any there are none', () => {
  expect(['', ' ', '5', '2,5', '0.01', '99999', 'ten', '-5', '1h', '0'].map(minutesOf)).toEqual([
    null,
    null,
    5,
    2.5,
    0.1,
    1_440,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
