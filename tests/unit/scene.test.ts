import { array, assert, integer, nat, property, tuple } from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createScene, type SceneChange } from '#client/model/document/scene.ts'
import { placeAreas, readArea } from '#shared/board/area.ts'
import {
  addCluster,
  dissolveCluster,
  setCluster,
  setCollapsed,
  writeClusterTitle,
} from '#shared/board/change-cluster.ts'
import { byUser } from '#shared/board/document.ts'
import { addNote, moveNotes, placeNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { areaMargin } from '#shared/geometry/area.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { cardSize, fieldMargin } from '#shared/geometry/field.ts'

const measure = (text: string, fontSize: number) => text.length * fontSize * 0.5

function setup() {
  const doc = new Y.Doc()
  const pending: (() => void)[] = []
  const scene = createScene(doc, measure, (run) => pending.push(run))
  const changes: SceneChange[] = []
  scene.onChange((change) => changes.push(change))
  onTestFinished(scene.close)
  const nextFrame = () => {
    for (const run of pending.splice(0)) run()
    return changes.splice(0)
  }
  const note = (id: string, x = 0, y = 0, text = id) =>
    addNote(doc, { id, x, y, text, author: 'ann', created: 1 })
  return { doc, scene, nextFrame, note }
}

test('written text can be read at once; listeners hear of it once, in the next frame', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a')
  writeNote(doc, 'a', 'hello')
  note('b', 300)
  expect(scene.notes.get('a')?.text).toBe('hello')
  expect(nextFrame()).toEqual([
    { notes: new Set(['a', 'b']), clusters: new Set(), areas: new Set(), isAll: false, isOwn: true },
  ])
  expect(nextFrame()).toEqual([])
})

test('only changed notes are reported', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a')
  note('b', 300)
  nextFrame()
  const before = scene.notes.get('b')
  moveNotes(doc, [{ id: 'a', x: 50, y: 60 }])
  const [change] = nextFrame()
  expect(change?.notes).toEqual(new Set(['a']))
  expect(scene.notes.get('a')?.rect).toMatchObject({ x: 50, y: 60 })
  expect(scene.notes.get('b')).toBe(before)
})

test('a report tells this person’s changes, undo included, from other people’s', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a')
  const undo = new Y.UndoManager(doc.getMap('place'), { trackedOrigins: new Set([byUser]) })
  nextFrame()
  moveNotes(doc, [{ id: 'a', x: 50, y: 60 }])
  undo.undo()
  expect(nextFrame()[0]).toMatchObject({ notes: new Set(['a']), isOwn: true })
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  moveNotes(other, [{ id: 'a', x: 70, y: 80 }])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(nextFrame()[0]).toMatchObject({ notes: new Set(['a']), isOwn: false })
  expect(scene.notes.get('a')?.rect).toMatchObject({ x: 70, y: 80 })
})

test('a note moved and written in at once has both its new place and its new words', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a')
  note('b', 300)
  const id = addCluster(doc, ['a', 'b'])
  nextFrame()
  doc.transact(() => {
    moveNotes(doc, [{ id: 'a', x: 50, y: 60 }])
    setCluster(doc, ['a'], null)
    writeNote(doc, 'a', 'hello')
  })
  expect(scene.notes.get('a')).toMatchObject({ x: 50, y: 60, cluster: null, text: 'hello' })
  setCluster(doc, ['a'], id)
  expect(scene.notes.get('a')).toMatchObject({ x: 50, cluster: id, text: 'hello' })
})

test('notes come back in stacking order, the topmost is under the pointer', () => {
  const { doc, scene, note } = setup()
  note('a')
  note('b', 20, 20)
  note('far', 5_000)
  const view = { x: 0, y: 0, width: 400, height: 400 }
  expect(scene.notesIn(view).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(scene.at({ x: 100, y: 100 })).toEqual({ kind: 'note', id: 'b' })
  moveNotes(doc, [{ id: 'a', x: 0, y: 0 }])
  expect(scene.notesIn(view).map(({ id }) => id)).toEqual(['b', 'a'])
  expect(scene.at({ x: 100, y: 100 })).toEqual({ kind: 'note', id: 'a' })
})

test('a large view finds the same notes in the same order as a small one', () => {
  const { scene, note } = setup()
  for (let index = 0; index < 60; index += 1) note(`n${index}`, (index * 731) % 9_000, (index * 397) % 7_000)
  const all = scene.notesIn({ x: -100, y: -100, width: 10_000, height: 10_000 })
  expect(all.map(({ z }) => z)).toEqual(all.map(({ z }) => z).toSorted((a, b) => a - b))
  const half = { x: 0, y: 0, width: 4_000, height: 4_000 }
  const found = scene.notesIn(half).map(({ id }) => id)
  expect(found).toEqual(all.filter(({ x, y }) => x < 4_000 && y < 4_000).map(({ id }) => id))
})

test('a cluster is where its notes are, follows them, and goes with its last note', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a')
  note('b', 240)
  const id = addCluster(doc, ['a', 'b'], { title: 'Why' })
  expect(scene.clusters.get(id)).toMatchObject({
    title: 'Why',
    members: ['a', 'b'],
    rect: { x: -24, width: 488 },
  })
  nextFrame()
  moveNotes(doc, [{ id: 'b', x: 440, y: 0 }])
  expect(scene.clusters.get(id)?.rect.width).toBe(688)
  expect(nextFrame()[0]?.clusters).toEqual(new Set([id]))
  expect(scene.at({ x: 220, y: 100 })).toEqual({ kind: 'cluster', id })
  removeNotes(doc, ['a', 'b'])
  expect(scene.clusters.size).toBe(0)
  expect(scene.bounds()).toBeUndefined()
})

test('a collapsed cluster is a card that hides its notes', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a', 100, 100)
  note('b', 900, 100)
  const id = addCluster(doc, ['a', 'b'])
  nextFrame()
  setCollapsed(doc, id, true)
  expect(scene.clusters.get(id)?.rect).toEqual({ x: 100, y: 100, ...cardSize })
  expect(scene.notes.get('a')?.isHidden).toBe(true)
  expect(scene.notesIn({ x: 0, y: 0, width: 2_000, height: 900 })).toEqual([])
  expect(scene.at({ x: 150, y: 150 })).toEqual({ kind: 'cluster', id })
  expect(nextFrame()[0]?.notes).toEqual(new Set(['a', 'b']))
  setCollapsed(doc, id, false)
  expect(scene.notesIn({ x: 0, y: 0, width: 2_000, height: 900 })).toHaveLength(2)
})

test('a note whose cluster was dissolved or merged away is free', () => {
  const { doc, scene, note } = setup()
  note('a')
  const id = addCluster(doc, ['a'])
  expect(scene.notes.get('a')?.cluster).toBe(id)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  dissolveCluster(doc, id)
  setCluster(other, ['a'], id)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(scene.clusters.size).toBe(0)
  expect(scene.notes.get('a')?.isHidden).toBe(false)
})

test('a note that is in the document only in part is not on the board', () => {
  const { doc, scene, note } = setup()
  note('a')
  doc.getMap('text').delete('a')
  expect(scene.notes.has('a')).toBe(false)
  expect(scene.at({ x: 100, y: 100 })).toBeUndefined()
})

test('a cluster’s title can be changed letter by letter', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a')
  const id = addCluster(doc, ['a'])
  nextFrame()
  writeClusterTitle(doc, id, 'Care')
  expect(scene.clusters.get(id)?.title).toBe('Care')
  expect(nextFrame()[0]).toMatchObject({ clusters: new Set([id]), notes: new Set() })
})

test('words written in a note change a cluster without a name, which they name', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a')
  note('b')
  const id = addCluster(doc, ['a', 'b'])
  nextFrame()
  writeNote(doc, 'b', 'younger words')
  expect(nextFrame()[0]?.clusters).toEqual(new Set())
  writeNote(doc, 'a', 'older words')
  expect(nextFrame()[0]?.clusters).toEqual(new Set([id]))
  expect(scene.clusters.get(id)?.firstWords).toBe('older words')
})

test('words written in a note change nothing of a cluster with a name, and an equal write changes nothing', () => {
  const { doc, scene, nextFrame, note } = setup()
  note('a')
  const id = addCluster(doc, ['a'], { title: 'Why' })
  nextFrame()
  const cluster = scene.clusters.get(id)
  writeNote(doc, 'a', 'other words')
  expect(nextFrame()).toEqual([
    { notes: new Set(['a']), clusters: new Set(), areas: new Set(), isAll: false, isOwn: true },
  ])
  expect(scene.clusters.get(id)).toBe(cluster)
  scene.remeasure()
  nextFrame()
  expect(scene.clusters.get(id)).not.toBe(cluster)
})

test('a very long text makes its note taller, and the cluster with it', () => {
  const { doc, scene, note } = setup()
  note('a')
  const id = addCluster(doc, ['a'])
  const low = scene.clusters.get(id)?.rect.height ?? 0
  writeNote(doc, 'a', 'many words '.repeat(120))
  expect(scene.notes.get('a')?.rect.height).toBeGreaterThan(300)
  expect(scene.clusters.get(id)?.rect.height).toBeGreaterThan(low)
})

test('a document that was full before the scene opened reads the same as an incremental one', () => {
  const { doc, scene, note } = setup()
  for (let index = 0; index < 40; index += 1) note(`n${index}`, index * 100, (index % 5) * 150)
  addCluster(doc, ['n1', 'n2'], { id: 'c', title: 'One' })
  moveNotes(doc, [{ id: 'n3', x: 9, y: 9 }])
  removeNotes(doc, ['n4'])
  const fresh = createScene(doc, measure, () => undefined)
  onTestFinished(fresh.close)
  expect(new Map(scene.notes)).toEqual(new Map(fresh.notes))
  expect(new Map(scene.clusters)).toEqual(new Map(fresh.clusters))
  expect(scene.bounds()).toEqual(fresh.bounds())
})

test('letters do not make it measure the whole board again', () => {
  const doc = new Y.Doc()
  const ids = Array.from({ length: 50 }, (_, index) =>
    addNote(doc, { author: null, created: 1, x: 2_000 * index, y: 0, text: 'A note' }),
  )
  const scene = createScene(doc, measure, () => undefined)
  onTestFinished(scene.close)
  const bounds = scene.bounds()
  writeNote(doc, ids[20] ?? '', 'A note with more words')
  // The same object: nothing has been measured.
  expect(scene.bounds()).toBe(bounds)
  expect(scene.notes.get(ids[20] ?? '')?.text).toBe('A note with more words')
  moveNotes(doc, [{ id: ids[49] ?? '', x: 2_000 * 49 + 1, y: 0 }])
  expect(scene.bounds()).not.toEqual(bounds)
})

test('bounds and far notes are those of a new scene after every change, at the edges and within', () => {
  const { doc, scene, note } = setup()
  assert(
    property(
      array(tuple(nat(11), integer({ min: -40_000, max: 40_000 }), integer({ min: -400, max: 400 }), nat(4))),
      (steps) => {
        for (const [number, x, y, kind] of steps) {
          const id = `n${number}`
          const isThere = scene.notes.has(id)
          if (!isThere) note(id, x, y)
          else if (kind === 0) removeNotes(doc, [id])
          else if (kind === 1) writeNote(doc, id, 'many words '.repeat(number * 20))
          else if (kind === 2) setCluster(doc, [id], addCluster(doc, [id]))
          else moveNotes(doc, [{ id, x: kind === 3 ? x : 0, y }])
          const fresh = createScene(doc, measure, () => undefined)
          expect(scene.bounds()).toEqual(fresh.bounds())
          expect([...scene.farOut()].sort()).toEqual([...fresh.farOut()].sort())
          fresh.close()
        }
      },
    ),
  )
})

test('an area is as large as its place, and grows and shrinks with its notes and groups', () => {
  const { doc, scene, nextFrame, note } = setup()
  const [id = ''] = placeAreas(doc, 'ideas', { id: 'write', fields: [{ id: 'all', title: { en: 'Ideas' } }] })
  const area = readArea(doc, id)
  if (!area) throw new Error('the area is missing')
  const drawn = () => scene.areas.get(id)?.rect
  const bottom = () => (drawn()?.y ?? 0) + (drawn()?.height ?? 0)
  const stored = area.y + area.height
  const left = area.x + areaMargin
  expect(drawn()).toMatchObject({ x: area.x, y: area.y, height: area.height })
  expect(scene.bounds()).toMatchObject({ x: area.x, width: area.width })
  note('a', left, area.y + 200)
  placeNote(doc, 'a', { area: id })
  nextFrame()
  expect(bottom()).toBe(stored)
  placeNote(doc, 'a', { y: stored })
  expect(nextFrame()).toMatchObject([{ areas: new Set([id]) }])
  expect(bottom()).toBe(stored + noteSide + areaMargin)
  note('b', left + 300, stored + 250)
  placeNote(doc, 'b', { area: id })
  expect(bottom()).toBe(stored + 250 + noteSide + areaMargin)
  addCluster(doc, ['a', 'b'], { id: 'g' })
  expect(bottom()).toBe(stored + 250 + noteSide + fieldMargin + areaMargin)
  expect(scene.clusters.get('g')?.area).toBe(id)
  setCollapsed(doc, 'g', true)
  expect(bottom()).toBe(stored + cardSize.height + areaMargin)
  removeNotes(doc, ['a', 'b'])
  expect(bottom()).toBe(stored)
  expect(scene.areaAt({ x: area.x + 1, y: stored - 1 })?.id).toBe(id)
  expect(scene.areaAt({ x: area.x - 1, y: stored - 1 })).toBeUndefined()
  expect(scene.areasIn({ x: area.x - 500, y: area.y, width: 400, height: 100 })).toEqual([])
})

test('an area measured step by step is the area measured at once', () => {
  const move = tuple(nat(9), nat(1_500), nat(1_500), nat(2), nat(2))
  assert(
    property(array(move, { maxLength: 40 }), (moves) => {
      const { doc, scene, note } = setup()
      const ids = placeAreas(doc, 'ideas', {
        id: 'write',
        fields: ['a', 'b'].map((field) => ({ id: field, title: {} })),
      })
      for (let index = 0; index < 10; index += 1) note(`n${index}`)
      for (const cluster of ['g', 'h']) addCluster(doc, [], { id: cluster })
      for (const [index, x, y, area, cluster] of moves) {
        const group = ['g', 'h'][cluster] ?? null
        placeNote(doc, `n${index}`, { x, y, area: ids[area] ?? null, cluster: group })
        expect(scene.areas.size).toBe(2)
      }
      const fresh = createScene(doc, measure, () => undefined)
      expect([...scene.areas.values()]).toEqual([...fresh.areas.values()])
      fresh.close()
    }),
  )
})
