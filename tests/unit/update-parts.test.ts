import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addNote, moveNotes, removeNotes, writeNote } from '#shared/board/note.ts'
import { metaRoot, notesRoot, textRoot } from '#shared/board/document.ts'
import { missingParts, missingUpdates } from '#shared/board/update-parts.ts'
import { clientsOf, isComplete, nextClockOf } from '#shared/board/yjs-internals.ts'
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

test('a board may change between two parts: with the changes since then, the reader has all of it', () => {
  const random = seededRandom(testSeed())
  for (let round = 0; round < 40; round += 1) {
    const { doc, earlier } = writtenByMany(random)
    for (const known of [new Y.Doc(), ...earlier]) {
      const since: Uint8Array[] = []
      const keep = (update: Uint8Array) => void since.push(update)
      doc.on('update', keep)
      const beginning = new Y.Doc()
      Y.applyUpdate(beginning, Y.encodeStateAsUpdate(doc))
      for (const part of missingParts(doc, Y.decodeStateVector(Y.encodeStateVector(known)), limits)) {
        Y.applyUpdate(known, part)
        expect(isComplete(known), `seed ${random.seed}`).toBe(true)
        changeSomehow(doc, random)
      }
      doc.off('update', keep)
      for (const client of clientsOf(beginning))
        expect(nextClockOf(known, client)).toBeGreaterThanOrEqual(nextClockOf(beginning, client))
      for (const update of since) Y.applyUpdate(known, update)
      expect(Y.encodeStateAsUpdate(known), `seed ${random.seed}`).toEqual(Y.encodeStateAsUpdate(doc))
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

/**
 * What people do who are on the board already: their letters split, extend and merge stretches that are being told, and
 * deleted notes take their texts with them.
 */
function changeSomehow(doc: Y.Doc, random: Random): void {
  const own = doc.clientID
  for (let change = 0; change < 3; change += 1) {
    doc.clientID = random.pick([own, ...clientsOf(doc)])
    const id = random.pick([...notesRoot(doc).keys()])
    const text = textRoot(doc).get(id)
    const what = random.below(6)
    if (what === 0) removeNotes(doc, [id])
    else if (what === 1) moveNotes(doc, [{ id, x: change, y: 0 }])
    else if (what === 2) addNote(doc, { x: 0, y: 0, author: null, created: 1, text: 'meanwhile' })
    else if (text instanceof Y.Text && what === 3) text.insert(random.below(text.length + 1), 'and so on')
    else if (text instanceof Y.Text && what === 4) text.insert(text.length, ' to its end')
    else if (text instanceof Y.Text && text.length > 1) text.delete(random.below(text.length - 1), 1)
  }
  doc.clientID = own
}

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
