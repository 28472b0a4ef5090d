import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addNote, moveNotes, removeNotes, writeNote } from '#shared/board/note.ts'
import { metaRoot } from '#shared/board/document.ts'
import { missingUpdates } from '#shared/board/update-parts.ts'
import { clientsOf, isComplete } from '#shared/board/yjs-internals.ts'
import { seededRandom, testSeed, type Random } from '#tests/support/random.ts'

const limits = { bytes: 2_000, structs: 40 }

test('whoever lacks something of a board gets it in parts, none of which waits for a later one', () => {
  const random = seededRandom(testSeed())
  for (let round = 0; round < 20; round += 1) {
    const { doc, earlier } = writtenByMany(random)
    for (const known of [new Y.Doc(), ...earlier]) {
      const parts = missingUpdates(doc, Y.decodeStateVector(Y.encodeStateVector(known)), limits)
      for (const part of parts) {
        expect(part.byteLength).toBeLessThan(3 * limits.bytes)
        expect(Y.decodeUpdate(part).structs.length).toBeLessThanOrEqual(limits.structs)
        Y.applyUpdate(known, part)
        expect(isComplete(known)).toBe(true)
      }
      expect(Y.encodeStateAsUpdate(known)).toEqual(Y.encodeStateAsUpdate(doc))
    }
  }
})

test('what the document’s own client wrote comes first, and a person who lacks nothing gets one empty update', () => {
  const { doc } = writtenByMany(seededRandom(testSeed()))
  doc.clientID = 1
  metaRoot(doc).set('title', 'by the server')
  const [first] = missingUpdates(doc, new Map(), limits)
  const reader = new Y.Doc()
  Y.applyUpdate(reader, first ?? new Uint8Array())
  expect(metaRoot(reader).get('title')).toBe('by the server')
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(doc))
  const nothing = missingUpdates(doc, Y.decodeStateVector(Y.encodeStateVector(reader)), limits)
  expect(nothing).toHaveLength(1)
  expect(Y.decodeUpdate(nothing[0] ?? new Uint8Array()).structs).toEqual([])
})

/** A board on which several people write, move and delete each other's notes; and what some had on the way. */
function writtenByMany(random: Random): { doc: Y.Doc; earlier: readonly Y.Doc[] } {
  const doc = new Y.Doc()
  const people = Array.from({ length: 4 }, () => new Y.Doc())
  const earlier: Y.Doc[] = []
  const ids: string[] = []
  for (let step = 0; step < 120; step += 1) {
    const person = people[random.below(people.length)] ?? doc
    Y.applyUpdate(person, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(person)))
    const id = ids[random.below(ids.length + 1)]
    const what = random.below(4)
    if (id === undefined || what === 0)
      ids.push(addNote(person, { x: step, y: 0, author: null, created: 1, text: `note ${step}` }))
    else if (what === 1) moveNotes(person, [{ id, x: step, y: step }])
    else if (what === 2) writeNote(person, id, `words of step ${step}`)
    else removeNotes(person, [id])
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(person, Y.encodeStateVector(doc)))
    if (step % 40 === 20) {
      const known = new Y.Doc()
      Y.applyUpdate(known, Y.encodeStateAsUpdate(doc))
      earlier.push(known)
    }
  }
  expect(clientsOf(doc).length).toBe(people.length)
  return { doc, earlier }
}
