import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { slicesOf } from '#server/archive/slices.ts'
import { packUpdates, unpackUpdates } from '#server/basics/update-pack.ts'
import { addNote, moveNotes, notesOf, removeNotes, writeNote } from '#shared/board/note.ts'
import { seededRandom, testSeed, type Random } from '#tests/support/random.ts'

const sliceBytes = 200
const seeds = [1, 2, 3, testSeed()]

/** One of several people does something, some of them not knowing yet what others did. */
function workedOn({ below, chance, pick }: Random): Y.Doc {
  const people = Array.from({ length: 6 }, () => {
    const doc = new Y.Doc()
    doc.clientID = 1 + below(2 ** 32 - 1)
    return doc
  })
  const merge = (from: Y.Doc, to: Y.Doc): void =>
    Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
  for (let step = 0; step < 600; step += 1) {
    const doc = pick(people)
    if (chance(0.2)) merge(pick(people), doc)
    const notes = notesOf(doc)
    if (notes.length === 0 || chance(0.15)) {
      addNote(doc, { x: step, y: 0, author: null, created: 1, text: `note ${step}` })
      continue
    }
    const { id, text } = pick(notes)
    const at = below(text.length + 1)
    if (chance(0.1)) removeNotes(doc, [id])
    else if (chance(0.3)) moveNotes(doc, [{ id, x: below(100), y: below(100) }])
    else if (chance(0.4)) writeNote(doc, id, text.slice(0, at) + text.slice(at + 2))
    else writeNote(doc, id, `${text.slice(0, at)}${pick(['a', 'bc', 'def'])}${text.slice(at)}`)
  }
  const [board = new Y.Doc(), ...others] = people
  for (const other of others) merge(other, board)
  return board
}

function inOneTransaction(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)))
  return doc
}

test.each(seeds)(
  'each slice of a document builds on nothing but those before it, and together they are the document (seed %i)',
  (seed) => {
    const board = inOneTransaction([Y.encodeStateAsUpdate(workedOn(seededRandom(seed)))])
    const slices = slicesOf(board, sliceBytes)
    expect(slices.length).toBeGreaterThan(10)
    const read = new Y.Doc()
    for (const slice of slices) {
      Y.applyUpdate(read, slice)
      expect([read.store.pendingStructs, read.store.pendingDs]).toEqual([null, null])
    }
    const whole = Y.encodeStateAsUpdate(board)
    expect(Y.encodeStateAsUpdate(read)).toEqual(whole)
    expect(read.toJSON()).toEqual(board.toJSON())
    expect(Y.encodeStateAsUpdate(inOneTransaction(slices))).toEqual(whole)
  },
)

test('slices have their target size, plus the excess of a single large item', () => {
  const doc = new Y.Doc()
  const longest = 'x'.repeat(1_000)
  for (let note = 0; note < 50; note += 1)
    addNote(doc, { x: 0, y: 0, author: null, created: 1, text: longest })
  const lengths = slicesOf(doc, 2_000).map(({ byteLength }) => byteLength)
  expect(lengths.length).toBeGreaterThan(20)
  expect(Math.max(...lengths)).toBeLessThan(4_000)
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(
    1.05 * Y.encodeStateAsUpdate(doc).byteLength,
  )
})

test('deleted text is in no slice', () => {
  const doc = new Y.Doc()
  const ids = ['kept', 'planted secret'].map((text) =>
    addNote(doc, { x: 0, y: 0, author: null, created: 1, text }),
  )
  removeNotes(doc, ids.slice(1))
  const bytes = Buffer.concat(slicesOf(doc, 20))
  expect([bytes.includes('kept'), bytes.includes('planted')]).toEqual([true, false])
})

test('an empty document is one slice', () => {
  const slices = slicesOf(new Y.Doc())
  expect(slices).toEqual([Y.encodeStateAsUpdate(new Y.Doc())])
})

test('a snapshot gives back the updates it was made of; one of an earlier version is one update', () => {
  const updates = [Uint8Array.of(0, 0), Uint8Array.of(1, 2, 3), new Uint8Array(70_000).fill(7)]
  for (const some of [updates, updates.slice(0, 1), []]) {
    const snapshot = packUpdates(some)
    expect(unpackUpdates(snapshot)).toEqual(some)
    // Also where it is a part of some larger buffer.
    const within = new Uint8Array([9, ...snapshot]).subarray(1)
    expect(unpackUpdates(within)).toEqual(some)
  }
  const former = Y.encodeStateAsUpdate(workedOn(seededRandom(1)))
  expect(unpackUpdates(former)).toEqual([former])
})
