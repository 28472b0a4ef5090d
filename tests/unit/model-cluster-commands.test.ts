import { expect, test } from 'vitest'
import { tidyBoard } from '#client/model/view/tidy.ts'
import { fieldMargin } from '#shared/geometry/field.ts'
import { inset, intersects } from '#shared/geometry/rect.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

function overlaps(model: BoardModel, ids: Iterable<string>): boolean {
  const rects = [...ids].flatMap((id) => model.scene.notes.get(id)?.rect ?? [])
  return rects.some((rect, index) => rects.slice(index + 1).some((other) => intersects(rect, other)))
}

test('a note taken out of its cluster stands beside it, at one undo back inside', () => {
  const model = openModelAlone()
  const [a = '', b = '', c = ''] = model.commands.addNotes(
    ['a', 'b', 'c'].map((text, index) => ({ text, at: { x: index * 224, y: 0 } })),
  )
  const cluster = model.commands.cluster([a, b, c]) ?? ''
  const before = model.scene.notes.get(b)?.rect
  model.commands.takeOut([b])
  const field = model.scene.clusters.get(cluster)
  const after = model.scene.notes.get(b)
  if (!field || !after) throw new Error('both are still there')
  expect(field.members).toEqual([a, c])
  expect(after.cluster).toBeNull()
  expect(intersects(after.rect, field.rect)).toBe(false)
  model.undo.undo()
  expect(model.scene.notes.get(b)).toMatchObject({ cluster, rect: before })
})

test('merged clusters end up side by side, however far apart they were, clear of others’ notes', () => {
  const model = openModelAlone()
  const [a = '', b = '', c = '', between = ''] = model.commands.addNotes(
    [0, 224, 3_000, 1_500].map((x) => ({ text: String(x), at: { x, y: 0 } })),
  )
  const into = model.commands.cluster([a, b]) ?? ''
  const from = model.commands.cluster([c]) ?? ''
  expect(model.commands.cluster([into, from])).toBe(into)
  const field = model.scene.clusters.get(into)
  const stranger = model.scene.notes.get(between)
  if (!field || !stranger) throw new Error('both are still there')
  expect(new Set(field.members)).toEqual(new Set([a, b, c]))
  expect(intersects(field.rect, stranger.rect)).toBe(false)
  model.undo.undo()
  expect(model.scene.notes.get(c)).toMatchObject({ cluster: from, x: 2_900 })
})

test('clusters are merged on the side where no other note gets into their field', () => {
  const model = openModelAlone()
  const [a = '', b = '', right = '', below = ''] = model.commands.addNotes([
    { text: 'a', at: { x: 0, y: 0 } },
    { text: 'b', at: { x: 2_000, y: 0 } },
    { text: 'right', at: { x: 240, y: 0 } },
    { text: 'below', at: { x: 0, y: 240 } },
  ])
  const into = model.commands.cluster([a]) ?? ''
  const from = model.commands.cluster([b]) ?? ''
  model.commands.mergeClusters(into, from)
  const field = model.scene.clusters.get(into)
  if (!field) throw new Error('it is still there')
  expect(new Set(field.members)).toEqual(new Set([a, b]))
  for (const stranger of [right, below]) {
    const note = model.scene.notes.get(stranger)
    expect(note && intersects(note.rect, field.rect)).toBe(false)
  }
})

test('notes that lie apart are drawn together when they become a cluster, in one step', () => {
  const model = openModelAlone()
  const ids = [0, 1_000, 5_000].map((x) => model.commands.addNote({ x, y: 0 }, { text: String(x) }))
  const stranger = model.commands.addNote({ x: 150, y: 20 }, { text: 'in between' })
  const cluster = model.commands.cluster(ids) ?? ''
  expect(new Set(model.scene.clusters.get(cluster)?.members)).toEqual(new Set(ids))
  expect(overlaps(model, [...ids, stranger])).toBe(false)
  expect(model.scene.clusters.get(cluster)?.rect.width).toBeLessThan(1_000)
  model.undo.undo()
  expect(model.scene.clusters.size).toBe(0)
  expect(model.scene.notes.get(ids[2] ?? '')?.x).toBe(4_900)
})

test('a note dropped on another makes a cluster of both; the next one joins it; none lies on another', () => {
  const model = openModelAlone()
  const ids = [0, 400, 800].map((x) => model.commands.addNote({ x, y: 0 }))
  const [a = '', b = '', c = ''] = ids
  const cluster = model.commands.dropOnNote([b], a)
  expect(model.commands.dropOnNote([c], b)).toBe(cluster)
  expect(new Set(model.scene.clusters.get(cluster ?? '')?.members)).toEqual(new Set(ids))
  expect(overlaps(model, ids)).toBe(false)
  model.commands.takeOut([c])
  expect(model.scene.clusters.get(cluster ?? '')?.members.length).toBe(2)
  model.commands.dissolve([cluster ?? ''])
  expect(model.scene.clusters.size).toBe(0)
  expect(model.scene.notes.size).toBe(3)
})

test('a drop on one note among many makes a cluster without others’ notes in its field, in one step', () => {
  const model = openModelAlone()
  const at = Array.from({ length: 42 }, (_, index) => ({
    x: (index % 7) * 224,
    y: Math.floor(index / 7) * 224,
  }))
  const ids = model.commands.addNotes(at.map((place, index) => ({ text: String(index), at: place })))
  const before = ids.map((id) => model.scene.notes.get(id)?.rect)
  const [dropped = '', onto = ''] = [ids[20], ids[25]]
  const id = model.commands.dropOnNote([dropped], onto) ?? ''
  const cluster = model.scene.clusters.get(id)
  expect(new Set(cluster?.members)).toEqual(new Set([dropped, onto]))
  const field = cluster && inset(cluster.rect, fieldMargin)
  expect(
    field &&
      model.scene
        .notesIn(field)
        .map(({ id }) => id)
        .sort(),
  ).toEqual([dropped, onto].sort())
  expect(overlaps(model, ids)).toBe(false)
  model.undo.undo()
  expect(ids.map((id) => model.scene.notes.get(id)?.rect)).toEqual(before)
})

test('a selection with clusters in it joins the first of them', () => {
  const model = openModelAlone()
  const [a = '', b = '', c = ''] = [0, 500, 1_000].map((x) => model.commands.addNote({ x, y: 0 }))
  const first = model.commands.cluster([a]) ?? ''
  model.commands.writeClusterTitle(first, 'People')
  const second = model.commands.cluster([b]) ?? ''
  expect(model.commands.cluster([c, first, second])).toBe(first)
  expect(model.scene.clusters.size).toBe(1)
  expect(model.scene.clusters.get(first)).toMatchObject({ title: 'People' })
  expect(model.scene.clusters.get(first)?.members.length).toBe(3)
})

test('a tidied cluster covers no note outside it', () => {
  const model = openModelAlone()
  const [stranger = '', ...members] = model.commands.addNotes([
    { text: 'stranger', at: { x: 300, y: 300 } },
    ...[0, 600, 1_200, 1_800].map((x) => ({ text: String(x), at: { x, y: 0 } })),
  ])
  const cluster = model.commands.cluster(members) ?? ''
  model.commands.tidy([cluster])
  const rects = [stranger, ...members].flatMap((id) => model.scene.notes.get(id)?.rect ?? [])
  for (const [index, rect] of rects.entries()) {
    expect(rects.slice(index + 1).filter((other) => intersects(rect, other))).toEqual([])
  }
  expect(model.scene.clusters.get(cluster)?.members).toHaveLength(4)
})

test('tidying a board leaves no two notes on one another, whatever their heights', () => {
  const model = openModelAlone()
  const ids = Array.from({ length: 12 }, (_, index) =>
    model.commands.addNote({ x: index * 30, y: index * 20 }, { text: 'long '.repeat(index * 60) }),
  )
  model.commands.cluster(ids.slice(0, 5))
  model.commands.layOut(tidyBoard)
  expect(overlaps(model, ids)).toBe(false)
  const [cluster] = model.scene.clusters.values()
  const loose = ids.slice(5).flatMap((id) => model.scene.notes.get(id)?.rect ?? [])
  expect(cluster && loose.some((rect) => intersects(rect, cluster.rect))).toBe(false)
})
