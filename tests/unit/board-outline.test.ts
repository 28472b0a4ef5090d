import { array, assert, integer, option, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createScene } from '#client/model/document/scene.ts'
import { listedGroups } from '#client/panels/history/listed-groups.ts'
import { groupsOfNotes } from '#client/panels/phone/groups-of-notes.ts'
import { stopsInOutline } from '#client/tools/input/neighbours.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { outlineOf } from '#server/report/outline.ts'
import { addCluster } from '#shared/board/cluster.ts'
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
    }),
    { minLength: 1, maxLength: 25 },
  )
  assert(
    property(notes, (board) => {
      const doc = new Y.Doc()
      const idOf = (index: number) => `n${index}`
      for (const [index, { x, y, words }] of board.entries()) {
        addNote(doc, { id: idOf(index), x, y, text: 'word '.repeat(words), author: null, created: 1 })
      }
      for (const number of [2, 0, 3, 1]) {
        const members = board.flatMap(({ group }, index) => (group === number ? [idOf(index)] : []))
        addCluster(doc, members, { id: `c${number}`, title: `c${number}` })
      }
      const scene = createScene(doc, (text, size) => text.length * size * 0.5)
      const file = writeBoardFile(snapshotOf(doc))
      const outline = outlineOf(snapshotOf(doc), { participants: 1, now: 0 }, 'en')
      const report: Order = [
        ...outline.clusters.map(({ title, notes: inside }) => [title, inside.map(({ id }) => id)] as const),
        ...(outline.others.length > 0 ? [['', outline.others.map(({ id }) => id)] as const] : []),
      ]
      const phone = orderOf(groupsOfNotes(scene))
      const heard = stopsInOutline(scene).map(({ id }) => id)
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
  expect(orderOf(boardOutline(notes, clusters))).toEqual([
    ['a', ['a1']],
    ['b', ['b1', 'b2']],
    ['', ['loose', 'lost']],
  ])
})

test('notes in one place come from the lowest to the highest, whatever order they are given in', () => {
  const pile = [at('top', 0, 0, null, 3), at('same', 0, 0, null, 1), at('also', 0, 0, null, 1)]
  const expected: Order = [['', ['also', 'same', 'top']]]
  expect(orderOf(boardOutline(pile, []))).toEqual(expected)
  expect(orderOf(boardOutline(pile.toReversed(), []))).toEqual(expected)
})

test('an empty board has an empty outline', () => {
  expect(boardOutline([], [{ id: 'a' }])).toEqual([])
})
