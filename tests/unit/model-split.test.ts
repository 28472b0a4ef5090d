import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { splitUpdate } from '#client/model/split-update.ts'
import { addNote, moveNotes, removeNotes, writeNote } from '#shared/board/note.ts'

/** Two visits offline, each with a client id of its own, the second building on the first. */
function longOffline(): Y.Doc {
  const first = new Y.Doc()
  const ids = Array.from({ length: 300 }, (_, index) =>
    addNote(first, { x: index, y: 0, author: 'ada', created: 1, text: `note ${index} é🧭` }),
  )
  const second = new Y.Doc()
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
  for (const id of ids) writeNote(second, id, `${id} more words`)
  moveNotes(
    second,
    ids.slice(100).map((id) => ({ id, x: 5, y: 5 })),
  )
  removeNotes(second, ids.slice(0, 50))
  Y.applyUpdate(first, Y.encodeStateAsUpdate(second))
  writeNote(first, ids[299] ?? '', 'and on')
  return first
}

test('parts of a large update can be applied one by one, none of them waiting for a later one', () => {
  const doc = longOffline()
  const whole = Y.encodeStateAsUpdate(doc)
  const parts = splitUpdate(whole, 4_000)
  expect(parts.length).toBeGreaterThan(5)
  expect(splitUpdate(whole, 200).length).toBeGreaterThan(100)
  const server = new Y.Doc()
  for (const part of parts) {
    expect(part.byteLength).toBeLessThan(8_000)
    Y.applyUpdate(server, part)
    expect(server.store.pendingStructs).toBeNull()
    expect(server.store.pendingDs).toBeNull()
  }
  expect(Y.encodeStateAsUpdate(server)).toEqual(whole)
})

test('a small update stays as it is', () => {
  const update = Y.encodeStateAsUpdate(longOffline())
  expect(splitUpdate(update, 1_000_000)).toEqual([update])
})
