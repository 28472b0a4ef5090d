import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { areaContentOf, rectAtMost } from '#server/documents/new-note-spots.ts'
import { addNote, notesOf, type NewNote } from '#shared/board/note.ts'
import { contentByArea } from '#shared/geometry/area.ts'

test('the content of some areas is what the whole board has there', () => {
  const doc = new Y.Doc()
  const add = (id: string, place: Partial<NewNote>): void => {
    addNote(doc, { x: 300 * notesOf(doc).length, y: 0, author: null, created: 1, ...place, id, text: id })
  }
  add('alone', { area: 'a/write/one' })
  add('elsewhere', { area: 'a/write/two' })
  add('nowhere', {})
  // Most of this group lies in the first area, and most of the other one does not.
  for (const [id, area, cluster] of [
    ['b1', 'a/write/one', 'b'],
    ['b2', 'a/write/one', 'b'],
    ['b3', 'a/write/two', 'b'],
    ['c1', 'a/write/two', 'c'],
    ['c2', 'a/write/two', 'c'],
    ['c3', 'a/write/one', 'c'],
  ] as const)
    add(id, { area, cluster })

  const whole = contentByArea(notesOf(doc).map((note) => ({ ...note, rect: rectAtMost(note) })))
  const some = areaContentOf(doc, new Set(['a/write/one', null]))
  expect(some.get('a/write/one')).toEqual(whole.get('a/write/one'))
  expect(some.get('a/write/one')).toHaveLength(2)
})
