import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { splitUpdate as lazily } from '#client/model/frames/outgoing.ts'
import { textRoot } from '#shared/board/document.ts'
import { structLimit, updateLimit } from '#shared/wire/message.ts'
import { letterByLetter } from '#tests/corpus/letter-by-letter.ts'
import { addNote, moveNotes, removeNotes, writeNote } from '#shared/board/note.ts'
import { UpdateWriter } from '#shared/board/yjs-internals.ts'

const splitUpdate = (...asked: Parameters<typeof lazily>) => [...lazily(...asked)]

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

test('parts fit the server’s limits: single letters, deleted ones, and a desk of many offline days', () => {
  const doc = new Y.Doc()
  const id = addNote(doc, { x: 0, y: 0, author: 'ada', created: 1 })
  const text = textRoot(doc).get(id)
  if (!(text instanceof Y.Text)) throw new Error('a note has a text')
  // Each before the last: no two of them are one struct.
  for (let letter = 0; letter < 4_000; letter += 1) text.insert(0, 'a')
  for (let letter = 0; letter < 2_000; letter += 1) text.delete(letter, 1)
  const whole = Y.encodeStateAsUpdate(doc)
  const server = new Y.Doc()
  const parts = [
    ...splitUpdate(Y.encodeStateAsUpdate(longOffline()), updateLimit / 2),
    ...splitUpdate(whole, updateLimit / 2),
    ...splitUpdate(whole, 10_000_000, 1_000),
  ]
  for (const part of parts) expect(Y.decodeUpdate(part).structs.length).toBeLessThanOrEqual(structLimit)
  const small = splitUpdate(whole, 10_000_000, 1_000)
  expect(small.map((part) => Y.decodeUpdate(part).structs.length).slice(0, 4)).toEqual(Array(4).fill(1_000))
  for (const part of small) {
    Y.applyUpdate(server, part)
    expect(server.store.pendingStructs).toBeNull()
  }
  expect(Y.encodeStateAsUpdate(server)).toEqual(whole)
})

test('an update of few bytes and too many structs is cut, too', () => {
  const update = letterByLetter(7, structLimit)
  expect(update.byteLength).toBeLessThan(65_536)
  const parts = splitUpdate(update, 65_536)
  expect(parts.map((part) => Y.decodeUpdate(part).structs.length)).toEqual([structLimit, 1])
})

test('a small update stays as it is', () => {
  const update = Y.encodeStateAsUpdate(longOffline())
  expect(splitUpdate(update, 1_000_000)).toEqual([update])
})

test('a part is written when it is asked for', () => {
  const parts = lazily(Y.encodeStateAsUpdate(longOffline()), 4_000)
  const write = vi.spyOn(UpdateWriter.prototype, 'toUint8Array')
  onTestFinished(() => write.mockRestore())
  parts.next()
  expect(write).toHaveBeenCalledTimes(1)
  parts.next()
  expect(write).toHaveBeenCalledTimes(2)
})
