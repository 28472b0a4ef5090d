import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { IncomingUpdates } from '#client/model/connection/incoming-updates.ts'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { watchReveals } from '#client/model/document/reveals.ts'
import { markUnfinished } from '#client/model/document/apply-in-turns.ts'
import { emptyUpdate } from '#server/basics/update-pack.ts'
import { metaRoot, notesRoot } from '#shared/board/document.ts'
import { addNote } from '#shared/board/note.ts'
import { missingUpdates } from '#shared/board/update-parts.ts'
import { writeWriting } from '#shared/board/writing.ts'
import { sharedWriting, WritingMode } from '#shared/workshop/writing.ts'

test('a reveal that was over when the board opened is not shown, though the board comes in slices', () => {
  const server = revealedBoard(1)
  const doc = new Y.Doc()
  const told = toldOf(doc)
  const slices = missingUpdates(server, new Map(), { bytes: 1_000, structs: 10 })
  expect(slices.length).toBeGreaterThan(5)
  for (const [index, slice] of slices.entries())
    doc.transact((transaction) => {
      Y.applyUpdate(doc, slice)
      if (index < slices.length - 1) markUnfinished(transaction)
    })
  expect(told).toEqual([])
  const vector = Y.encodeStateVector(server)
  reveal(server, 100_000)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, vector))
  expect(told).toEqual([30])
})

test('a reveal that was over before the answer of the server has ended is not shown', async () => {
  const doc = new Y.Doc()
  const told = toldOf(doc)
  const ended = Promise.withResolvers<void>()
  const incoming = new IncomingUpdates({
    doc,
    platform: { soon: (run) => void setTimeout(run), nextTask: (run) => void setTimeout(run) },
    received: ended.resolve,
    failed: () => undefined,
  })
  // A member who asks is sent a kept answer, and then everything since.
  const server = revealedBoard(1)
  const applied = new Promise((resolve) => {
    doc.once('update', resolve)
  })
  incoming.add(Y.encodeStateAsUpdate(server), false)
  await applied
  const vector = Y.encodeStateVector(server)
  reveal(server, 100_000)
  incoming.add(Y.encodeStateAsUpdate(server, vector), false)
  incoming.add(emptyUpdate, true)
  await ended.promise
  expect([notesRoot(doc).size, told]).toEqual([60, []])
})

test('notes that the server made before private writing began are no part of its reveal', () => {
  const server = revealedBoard(1)
  const told = toldOf(server)
  addNote(server, { author: null, x: 0, y: 0, created: 100_000, text: 'a principle of the step before' })
  writeWriting(server, { ...sharedWriting, mode: WritingMode.private })
  reveal(server, 100_001)
  expect(told).toEqual([30])
})

function toldOf(doc: Y.Doc): readonly number[] {
  const told: number[] = []
  const reveals = watchReveals(createBoardDocument(doc))
  reveals.onReveal((notes) => told.push(notes.length))
  onTestFinished(reveals.close)
  return told
}

function revealedBoard(at: number): Y.Doc {
  const doc = new Y.Doc()
  metaRoot(doc).set('title', 'A board')
  writeWriting(doc, sharedWriting)
  reveal(doc, at)
  return doc
}

function reveal(doc: Y.Doc, at: number): void {
  for (let index = 0; index < 30; index += 1)
    addNote(doc, { author: null, x: index, y: 0, created: at + 1, text: `note ${index}` })
  writeWriting(doc, { ...sharedWriting, since: at, revealed: `reveal ${at}` })
}
