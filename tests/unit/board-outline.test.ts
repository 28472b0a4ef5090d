import { array, assert, integer, option, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createScene } from '#client/model/document/scene.ts'
import { listedGroups } from '#client/panels/history/checkpoint-notes.tsx'
import { groupsOfNotes } from '#client/panels/phone/note-list.tsx'
import { outlineRows } from '#client/canvas/outline-rows.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { outlineOf } from '#server/report/outline.ts'
import { placeAreas } from '#shared/board/area.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote } from '#shared/board/note.ts'
import { boardOutline, type OutlineGroup } from '#shared/board/outline.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'

type Order = readonly (readonly [cluster: string, notes: readonly string[]])[]

/** The cluster's title is its id, so that the report says which cluster is meant. */
function orderOf(groups: readonly OutlineGroup<{ readonly id: string }, { readonly id: string }>[]): Order {
  return groups.map(({ cluster, notes }) => [cluster?.id ?? '', notes.map(({ id }) => id)])
}

test('phone, screen reader, report and checkpoint have one order', () => {
  const coordinate = integer({ min: -600, max: 600 })
  const notes = array(
    record({
      x: coordinate,
      y: coordinate,
      words: integer({ min: 1, max: 60 }),
      group: option(integer({ min: 0, max: 3 }), { nil: null }),
      field: option(integer({ min: 0, max: 1 }), { nil: null }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  assert(
    property(notes, (board) => {
      const doc = new Y.Doc()
      const idOf = (index: number) => `n${index}`
      const fields = ['a', 'b'].map((id) => ({ id, title: { en: `area ${id}` } }))
      const areas = placeAreas(doc, 'ideas', { id: 'write', fields })
      for (const [index, { x, y, words, field }] of board.entries()) {
        const area = areas[field ?? -1] ?? null
        addNote(doc, { id: idOf(index), x, y, area, text: 'word '.repeat(words), author: null, created: 1 })
      }
      for (const number of [2, 0, 3, 1]) {
        const members = board.flatMap(({ group }, index) => (group === number ? [idOf(index)] : []))
        addCluster(doc, members, { id: `c${number}`, title: `c${number}` })
      }
      const scene = createScene(doc, (text, size) => text.length * size * 0.5)
      const file = writeBoardFile(snapshotOf(doc))
      const outline = outlineOf(snapshotOf(doc), { participants: 1, now: 0 }, 'en')
      const report: Order = [...outline.areas, outline].flatMap(({ clusters, others }) => [
        ...clusters.map(({ title, notes: inside }) => [title, inside.map(({ id }) => id)] as const),
        ...(others.length > 0 ? [['', others.map(({ id }) => id)] as const] : []),
      ])
      const phone = orderOf(groupsOfNotes(scene))
      const heard = outlineRows(scene).flatMap(({ kind, key }) =>
        kind === 'note' || kind === 'group' ? [key] : [],
      )
      scene.close()
      expect(phone).toEqual(report)
      expect(orderOf(listedGroups(JSON.parse(file) as CheckpointPreview))).toEqual(report)
      expect(heard).toEqual(report.flatMap(([cluster, inside]) => [...(cluster ? [cluster] : []), ...inside]))
    }),
    { numRuns: 50 },
  )
})

const at = (id: string, x: number, y: number, cluster: string | null = null, z = 0) => ({
  id,
  x,
  y,
  z,
  cluster,
})

test('clusters come in reading order with their notes, then the notes outside clusters', () => {
  const notes = [
    at('loose', 0, 0),
    at('lost', 0, 300, 'nowhere'),
    at('b2', 900, 320, 'b'),
    at('b1', 600, 300, 'b'),
    at('a1', 0, 360, 'a'),
  ]
  const clusters = [{ id: 'empty' }, { id: 'b' }, { id: 'a' }]
  expect(orderOf(boardOutline(notes, clusters, []))).toEqual([
    ['a', ['a1']],
    ['b', ['b1', 'b2']],
    ['', ['loose', 'lost']],
  ])
})

test('notes in one place come from the lowest to the highest, in any order in which they are stored', () => {
  const notes = [
    at('top', 0, 0, null, 7),
    at('beside', 300, 0),
    at('b', 0, 0, null, 2),
    at('a', 0, 0, null, 2),
  ]
  for (const stored of [notes, notes.toReversed()])
    expect(orderOf(boardOutline(stored, [], []))).toEqual([['', ['a', 'b', 'top', 'beside']]])
})

test('areas come from left to right, each with its clusters and its other notes, then everything outside them', () => {
  const notes = [
    { ...at('outside', -500, 0), area: null },
    { ...at('second', 1_000, 0), area: 'p/s/second' },
    { ...at('lost', 0, 0), area: 'p/s/nowhere' },
    { ...at('torn', 1_000, 300, 'a'), area: 'p/s/second' },
    { ...at('a1', 0, 0, 'a'), area: 'p/s/first' },
    { ...at('a2', 220, 0, 'a'), area: 'p/s/first' },
    { ...at('first', 0, 300), area: 'p/s/first' },
  ]
  const areas = [
    { id: 'p/s/second', x: 900, y: 0 },
    { id: 'p/s/empty', x: 500, y: 0 },
    { id: 'p/s/first', x: 0, y: 0 },
  ]
  const groups = boardOutline(notes, [{ id: 'a' }], areas)
  expect(groups.map(({ area }) => area?.id ?? '')).toEqual(['p/s/first', 'p/s/first', 'p/s/second', ''])
  expect(orderOf(groups)).toEqual([
    ['a', ['a1', 'a2', 'torn']],
    ['', ['first']],
    ['', ['second']],
    ['', ['outside', 'lost']],
  ])
})

test('notes in one place come from the lowest to the highest, whatever order they are given in', () => {
  const pile = [at('top', 0, 0, null, 3), at('same', 0, 0, null, 1), at('also', 0, 0, null, 1)]
  const expected: Order = [['', ['also', 'same', 'top']]]
  expect(orderOf(boardOutline(pile, [], []))).toEqual(expected)
  expect(orderOf(boardOutline(pile.toReversed(), [], []))).toEqual(expected)
})

test('an empty board has an empty outline', () => {
  expect(boardOutline([], [{ id: 'a' }], [])).toEqual([])
})
