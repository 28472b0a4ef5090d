import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  memoryInTurns,
  memoryOf,
  maxMemoryOfByte,
  memoryOfUpdate,
} from '#server/documents/document-memory.ts'
import { DocumentSize } from '#server/documents/document-size.ts'
import {
  documentLimits,
  createMemoryPools,
  type DocumentBounds,
  type MemoryPool,
} from '#server/documents/memory-pools.ts'
import { parseUpdate } from '#server/guard/parse-update.ts'
import { addNote } from '#shared/board/note.ts'
import { setLocked, writeRights } from '#shared/board/rights.ts'
import { Fill } from '#shared/wire/message.ts'

const megabyte = 1_048_576
const nothing = Uint8Array.of(0, 0)
const { pool: wide } = createMemoryPools(Infinity).boards

function sizeOf(doc: Y.Doc, bounds: DocumentBounds, pool: MemoryPool = wide): DocumentSize {
  const size = DocumentSize.reserve(0, bounds, pool)
  if (!size) throw new Error('there is room for an empty document')
  size.follow(doc)
  doc.on('update', (update: Uint8Array) => size.grow(update.byteLength))
  return size
}

function pad(doc: Y.Doc, bytes: number): void {
  doc.getMap('meta').set('pad', 'x'.repeat(bytes))
}

test('a document is full when it is too large itself, not when much was overwritten in it', () => {
  const doc = new Y.Doc()
  const size = sizeOf(doc, { bytes: megabyte, memory: Infinity, isOwn: false })
  for (let time = 0; time < 4; time += 1) pad(doc, 0.8 * megabyte)
  expect(size.isFull(nothing, 0)).toBe(false)
  pad(doc, 1.1 * megabyte)
  expect(size.isFull(nothing, 1)).toBe(true)
})

test('a document says that it is nearly full, and full, and takes both back when something was removed', () => {
  const doc = new Y.Doc()
  const size = sizeOf(doc, { bytes: megabyte, memory: Infinity, isOwn: false })
  const fillAt = (part: number, at: number): Fill => {
    pad(doc, part * megabyte)
    return size.fill(at)
  }
  expect([fillAt(0.5, 0), fillAt(0.92, 1), fillAt(1.1, 2)]).toEqual([Fill.roomy, Fill.nearlyFull, Fill.full])
  expect([fillAt(0, 3), size.fill(documentLimits.recountMs + 3)]).toEqual([Fill.full, Fill.roomy])
  // Much that was overwritten is no reason to say so.
  for (let time = 0; time < 9; time += 1)
    expect(fillAt(0.3, documentLimits.recountMs + 4 + time)).toBe(Fill.roomy)
})

test('a document is nearly full by the memory that it takes, too', () => {
  const doc = new Y.Doc()
  const size = sizeOf(doc, { bytes: Infinity, memory: megabyte, isOwn: false })
  expect(size.fill(0)).toBe(Fill.roomy)
  pad(doc, 0.46 * megabyte)
  expect(size.fill(1)).toBe(Fill.nearlyFull)
  pad(doc, 10)
  expect(size.fill(documentLimits.recountMs + 2)).toBe(Fill.roomy)
})

test('a full document is not full when something was removed and a time has gone by', () => {
  const doc = new Y.Doc()
  const size = sizeOf(doc, { bytes: megabyte, memory: Infinity, isOwn: false })
  pad(doc, 1.1 * megabyte)
  expect(size.isFull(nothing, 0)).toBe(true)
  pad(doc, 10)
  expect([size.isFull(nothing, 1), size.isFull(nothing, documentLimits.recountMs + 1)]).toEqual([true, false])
})

test('a person who removes from a full document may add a bounded amount to it', () => {
  const doc = new Y.Doc()
  const size = sizeOf(doc, { bytes: megabyte, memory: Infinity, isOwn: false })
  pad(doc, 1.1 * megabyte)
  expect([size.isFull(nothing, 0), size.isOverfull(nothing, 0)]).toEqual([true, false])
  pad(doc, 2 * megabyte)
  expect(size.isOverfull(nothing, documentLimits.recountMs + 1)).toBe(true)
})

test('a full document takes changes of locks, up to a limit', () => {
  const doc = new Y.Doc()
  const size = sizeOf(doc, { bytes: Infinity, memory: megabyte, isOwn: false })
  const note = addNote(doc, { x: 0, y: 0, author: null, created: 1, text: 'words' })
  pad(doc, (documentLimits.overfull / 2) * megabyte)
  let [at, changes] = [0, 0]
  expect([size.isOverfull(nothing, at), size.mayAdjust(1, at)]).toEqual([true, true])
  for (; size.mayAdjust(1, at) && changes < 2_000; at += documentLimits.recountMs + 1) {
    setLocked(doc, [note], true)
    setLocked(doc, [note], false)
    writeRights(doc, { isLocked: changes % 2 === 0 })
    changes += 1
  }
  expect(changes).toBeGreaterThan(20)
  expect(memoryOf(doc)).toBeLessThan((documentLimits.adjustable + 0.01) * megabyte)
  pad(doc, 0)
  expect(size.mayAdjust(1, at + documentLimits.recountMs + 1)).toBe(true)
})

test('when memory is full, a board takes as many locks as one command can set, then one a second', () => {
  const { pool, bounds } = createMemoryPools(100 * megabyte).boards
  const size = sizeOf(new Y.Doc(), bounds, pool)
  pool.take(100 * megabyte)
  expect([size.mayAdjust(documentLimits.adjustmentBurst, 0), size.mayAdjust(1, 0)]).toEqual([true, false])
  expect([size.mayAdjust(1, 1_000), size.mayAdjust(1, 1_000)]).toEqual([true, false])
})

test('reserved room is returned once and is free for nobody else meanwhile', () => {
  const { pool, bounds } = createMemoryPools(100 * megabyte).boards
  const sizes = [sizeOf(new Y.Doc(), bounds, pool), sizeOf(new Y.Doc(), bounds, pool)]
  pool.take(60 * megabyte)
  const claim = (which: number, bytes: number) => sizes[which]?.claim(bytes, 0)
  const giveBack = claim(0, 10 * megabyte)
  expect([claim(1, 10 * megabyte), claim(1, -megabyte)]).toEqual([undefined, expect.any(Function)])
  giveBack?.()
  giveBack?.()
  const taken = pool.taken()
  expect(claim(1, 10 * megabyte)).toBeDefined()
  expect(pool.taken()).toBe(taken + 10 * megabyte)
  // More than one document may become.
  expect(claim(0, documentLimits.overfull * bounds.memory)).toBeUndefined()
})

test('a document is full by the memory it takes, however few bytes its encoding has', () => {
  const doc = new Y.Doc()
  const size = sizeOf(doc, { bytes: Infinity, memory: megabyte, isOwn: true })
  const letters = (count: number): Uint8Array => {
    const other = new Y.Doc()
    const text = other.getText('t')
    other.transact(() => {
      for (let letter = 0; letter < count; letter += 1) text.insert(0, 'a')
    })
    return Y.encodeStateAsUpdate(other)
  }
  const [some, many] = [letters(1_000), letters(4_800)]
  expect([size.isFull(some, 0), size.isFull(many, 0)]).toEqual([false, true])
  for (let person = 0; person < 4; person += 1) Y.applyUpdate(doc, letters(1_000))
  expect([size.isFull(nothing, 1), size.isFull(some, 1)]).toEqual([false, true])
})

test('the size of a large document is counted in parts, with turns for others between them', async () => {
  const doc = new Y.Doc()
  const text = doc.getText('t')
  doc.transact(() => {
    for (let letter = 0; letter < 20_000; letter += 1) text.insert(0, 'a')
  })
  let turns = 0
  const memory = await memoryInTurns(doc, async () => void (turns += 1))
  expect(memory).toBe(memoryOf(doc))
  expect(turns).toBeGreaterThan(2)
  const { pool } = createMemoryPools(Infinity).boards
  const size = DocumentSize.reserve(0, { bytes: Infinity, memory: Infinity, isOwn: false }, pool)
  expect(size?.follow(doc, memory)).toBe(true)
  expect(pool.taken()).toBe(memory)
})

test('the estimate of an update’s memory is never below the memory it adds', () => {
  const doc = new Y.Doc()
  const texts = doc.getMap<Y.Text>('text')
  const other = new Y.Doc()
  doc.on('update', (update: Uint8Array) => {
    const before = memoryOf(other)
    Y.applyUpdate(other, update)
    const added = memoryOf(other) - before
    expect(added).toBeLessThanOrEqual(memoryOfUpdate(parseUpdate(update)))
    expect(added).toBeLessThanOrEqual(update.byteLength * maxMemoryOfByte)
  })
  for (let index = 0; index < 20; index += 1)
    addNote(doc, { x: index, y: 0, author: null, created: 1, text: 'words' })
  doc.getMap('notes').set('objects', { list: Array.from({ length: 500 }, () => ({})) })
  texts.set('holes', new Y.Text('letters '.repeat(200)))
  doc.transact(() => {
    for (let at = 1_500; at > 0; at -= 2) texts.get('holes')?.delete(at, 1)
  })
})

test('open documents are counted exactly when it matters, and released once', () => {
  const { boards } = createMemoryPools(100 * megabyte)
  const docs = [new Y.Doc(), new Y.Doc()]
  const sizes = docs.map((doc) => sizeOf(doc, boards.bounds, boards.pool))
  for (const doc of docs) pad(doc, megabyte)
  // One of them is thought to take more than all may.
  expect(boards.pool.taken()).toBe(docs.reduce((sum, doc) => sum + memoryOf(doc), 0))
  for (const size of sizes) {
    size.close()
    size.close()
  }
  expect(boards.pool.taken()).toBe(0)
})

test('no board takes all memory, nor do its desks: small documents find room beside the largest', () => {
  const { boards, drafts } = createMemoryPools(100 * megabyte)
  const fill = (pool: MemoryPool, each: number): number => {
    let count = 0
    for (; pool.fits(each, each); count += 1) pool.take(each)
    return count * each
  }
  const full = documentLimits.overfull * boards.bounds.memory
  boards.pool.take(full)
  const taken = fill(drafts.poolOf('a'), drafts.bounds.memory)
  expect(taken).toBeGreaterThan(0)
  expect(taken).toBeLessThanOrEqual(
    documentLimits.draftsShare * documentLimits.largeDraftsShare * 100 * megabyte,
  )
  expect(drafts.poolOf('a').fits(20_000, 20_000)).toBe(true)
  fill(drafts.poolOf('a'), 20_000)
  expect(drafts.poolOf('a').fits(20_000, 20_000)).toBe(false)
  expect(drafts.poolOf('b').fits(megabyte, megabyte)).toBe(true)
  fill(boards.pool, 3 * megabyte)
  expect(boards.pool.fits(megabyte, megabyte)).toBe(true)
  expect(boards.pool.fits(3 * megabyte, 3 * megabyte)).toBe(false)
})

test('the counts of a board’s desks are forgotten when none is open, also when none found room', () => {
  const { drafts } = createMemoryPools(1)
  const refused = drafts.poolOf('a')
  expect(DocumentSize.reserve(0, drafts.bounds, refused)).toBeUndefined()
  expect(drafts.poolOf('a')).not.toBe(refused)
  const wide = createMemoryPools(Infinity).drafts
  const used = wide.poolOf('a')
  const size = DocumentSize.reserve(0, wide.bounds, used)
  expect(wide.poolOf('a')).toBe(used)
  size?.close()
  expect(wide.poolOf('a')).not.toBe(used)
})
