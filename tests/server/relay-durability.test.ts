import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import type { Store } from '#server/contracts/store.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { metaRoot, placeRoot } from '#shared/board/document.ts'
import { coordinateLimit } from '#shared/board/limits.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { createFillableDisk } from '#tests/support/full-disk.ts'
import { startRelay } from '#tests/support/relay-server.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }

/** A store whose log takes nothing while it is held. */
function heldStore(): {
  around: (store: Store) => Store
  hold: () => void
  held: Promise<void>
  release: () => void
} {
  const reached = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  let isHeld = false
  return {
    hold: () => (isHeld = true),
    held: reached.promise,
    release: () => {
      isHeld = false
      released.resolve()
    },
    around: (store) => ({
      ...store,
      append: async (...args) => {
        if (isHeld) {
          reached.resolve()
          await released.promise
        }
        return store.append(...args)
      },
    }),
  }
}

test('nobody sees an edit, and its author is not told it is saved, before it is on disk', async () => {
  const store = heldStore()
  const { newBoard } = await startRelay({ around: store.around })
  const board = await newBoard()
  const ada = await board.join({ role: Role.facilitator })
  const bo = await board.join()
  await ada.allSaved()
  store.hold()

  addNote(ada.doc, { ...plain, text: 'not yet' })
  await store.held
  // A later message on the same socket proves that the edit is not merely late.
  await ada.command({ kind: 'board.gather', x: 0, y: 0, width: 100, height: 100 })
  await bo.until(() => bo.gatherings.length === 1)
  const joiner = board.join()

  expect(notesOf(bo.doc)).toEqual([])
  expect(ada.saved()).toBe(ada.sent() - 1)
  store.release()
  await ada.allSaved()
  await bo.until(() => notesOf(bo.doc).length === 1)
  expect(notesOf((await joiner).doc)).toEqual(notesOf(ada.doc))
})

test('updates that arrive during a commit are committed with the next tick', async () => {
  const store = heldStore()
  const { newBoard } = await startRelay({ around: store.around })
  const board = await newBoard()
  const [ada, bo] = [await board.join(), await board.join()]
  await ada.allSaved()
  store.hold()
  addNote(ada.doc, { ...plain, text: 'first' })
  await store.held
  for (let n = 0; n < 20; n += 1) addNote(ada.doc, { ...plain, text: String(n) })
  store.release()
  await ada.allSaved()
  await bo.until(() => notesOf(bo.doc).length === 21)
  expect(notesOf(bo.doc)).toEqual(notesOf(ada.doc))
})

test('when the log refuses, nothing of the tick is shown or acknowledged, and the board is read again', async () => {
  const disk = createFillableDisk()
  const { newBoard, errors } = await startRelay({ around: disk.around })
  const board = await newBoard()
  const token = await board.token()
  const ada = await board.join({ token })
  const bo = await board.join()
  addNote(ada.doc, { ...plain, text: 'kept' })
  await ada.allSaved()
  disk.isFull = true

  addNote(ada.doc, { ...plain, text: 'held back' })
  const codes = [(await ada.closed).code, (await bo.closed).code]

  expect(codes).toEqual([CloseCode.tryAgain, CloseCode.tryAgain])
  expect(ada.saved()).toBe(ada.sent() - 1)
  expect(notesOf(bo.doc).map(({ text }) => text)).toEqual(['kept'])
  expect(errors).toEqual([
    'the store takes no writes: edits wait, boards stay readable',
    'a board is dropped from memory and will be loaded again',
  ])
  disk.isFull = false
  const late = await board.join()
  expect(notesOf(late.doc).map(({ text }) => text)).toEqual(['kept'])
  const again = await board.join({ token, doc: ada.doc })
  await again.allSaved()
  await late.until(() => notesOf(late.doc).length === 2)
})

test('a guard that fails on an update costs its sender that update, and nobody the board', async () => {
  const guard = createGuard()
  const { newBoard } = await startRelay({
    guard: {
      check: (doc, update, by, owners) => {
        if (update.byteLength > 1_000) throw new Error('not thought of')
        return guard.check(doc, update, by, owners)
      },
    },
  })
  const board = await newBoard()
  const [ada, bo] = [await board.join(), await board.join()]
  addNote(ada.doc, { ...plain, text: 'x'.repeat(2_000) })
  await ada.until(() => ada.refusals.length === 1)
  addNote(bo.doc, { ...plain, text: 'fine' })
  await bo.allSaved()
  expect(ada.refusals[0]?.code).toBe('internal')
})

test('a board nobody is connected to leaves memory, and comes back from the log', async () => {
  const { rooms, newBoard } = await startRelay({ idleMs: 1 })
  const board = await newBoard()
  const ada = await board.join()
  addNote(ada.doc, { ...plain, text: 'still here' })
  await ada.allSaved()
  await ada.close()
  await expect.poll(() => rooms.stats().boards).toBe(0)
  const bo = await board.join()
  expect(notesOf(bo.doc)).toEqual(notesOf(ada.doc))
})

test('remains of a deletion that met a move are swept when the board opens', async () => {
  const { rooms, store, newBoard } = await startRelay({ idleMs: 1 })
  const board = await newBoard()
  const doc = new Y.Doc()
  addNote(doc, { ...plain, id: 'whole' })
  placeRoot(doc).set('orphan', [1, 2, 3, 0])
  await store.append(board.id, [Y.encodeStateAsUpdate(doc)], [])
  const ada = await board.join()
  await ada.until(() => !placeRoot(ada.doc).has('orphan'))
  expect(notesOf(ada.doc).map(({ id }) => id)).toEqual(['whole'])
  await ada.close()
  await expect.poll(() => rooms.stats().boards).toBe(0)
  const update = await rooms.snapshot(board.id)
  const after = new Y.Doc()
  Y.applyUpdate(after, update)
  expect([...placeRoot(after).keys()]).toEqual(['whole'])
})

test('a stored note far outside the board is brought inside when the board opens, and for good', async () => {
  const { rooms, store, newBoard } = await startRelay({ idleMs: 1 })
  const board = await newBoard()
  const doc = new Y.Doc()
  for (const id of ['near', 'far', 'nowhere']) addNote(doc, { ...plain, id, z: 1, text: id })
  placeRoot(doc).set('far', [1e9, -1e308, 7, 0])
  placeRoot(doc).set('nowhere', [Number.NaN, Infinity, 8, 0])
  await store.append(board.id, [Y.encodeStateAsUpdate(doc)], [])
  const ada = await board.join()
  const inside = {
    near: [0, 0, 1, 0],
    far: [coordinateLimit, -coordinateLimit, 7, 0],
    nowhere: [0, coordinateLimit, 8, 0],
  }
  await ada.until(() => isDeepStrictEqual(placeRoot(ada.doc).toJSON(), inside))
  await ada.close()
  await expect.poll(() => rooms.stats().boards).toBe(0)
  const after = new Y.Doc()
  Y.applyUpdate(after, await rooms.snapshot(board.id))
  expect(placeRoot(after).toJSON()).toEqual(inside)
})

test('a write by the server settles once it is stored and sent, and keeps its client id after a reload', async () => {
  const { rooms, newBoard } = await startRelay({ idleMs: 1 })
  const board = await newBoard()
  for (const value of ['one', 'two']) {
    await rooms.withBoard(board.id, async (live) => live.write((doc) => metaRoot(doc).set('probe', value)))
    await expect.poll(() => rooms.stats().boards).toBe(0)
  }
  const ada = await board.join()
  expect(metaRoot(ada.doc).get('probe')).toBe('two')
  // The update the board began with, and the server.
  expect(Y.decodeStateVector(Y.encodeStateVector(ada.doc)).size).toBe(2)
})

test('the server goes on under one client id when a person’s update comes in the same tick', async () => {
  const { rooms, newBoard } = await startRelay()
  const board = await newBoard()
  const theirs = new Y.Doc()
  addNote(theirs, { ...plain, text: 'by a person' })
  await rooms.withBoard(board.id, async (live) => {
    const before = live.read((doc) => doc.clientID)
    await Promise.all([
      live.write((doc) => metaRoot(doc).set('probe', 'one')),
      live.write((doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs))),
    ])
    expect(live.read((doc) => doc.clientID)).toBe(before)
  })
})

test('a stalled reader is skipped, and gets one difference when it reads again', async () => {
  const { rooms, newBoard } = await startRelay()
  const board = await newBoard()
  const [slow, quick] = [await board.join(), await board.join()]
  const before = slow.received().bytes
  slow.socket.pause()
  const writes = 300
  const size = 100_000
  await rooms.withBoard(board.id, async (live) => {
    for (let n = 0; n < writes; n += 1) {
      await live.write((doc) => metaRoot(doc).set('probe', String(n).padEnd(size, '.')))
    }
  })
  await quick.until(() => String(metaRoot(quick.doc).get('probe')).startsWith(`${writes - 1}.`))

  slow.socket.resume()
  await slow.until(() => String(metaRoot(slow.doc).get('probe')).startsWith(`${writes - 1}.`))

  expect(rooms.stats().lags).toBeGreaterThan(0)
  expect(slow.received().bytes - before).toBeLessThan((writes * size) / 2)
  expect(metaRoot(slow.doc).toJSON()).toEqual(metaRoot(quick.doc).toJSON())
  await rooms.withBoard(board.id, async (live) => live.write((doc) => metaRoot(doc).set('probe', 'after')))
  await slow.until(() => metaRoot(slow.doc).get('probe') === 'after')
})

test('a disk that fails while the server ends does not keep it from ending', async () => {
  const failing = Promise.withResolvers<never>()
  const slow = Promise.withResolvers<void>()
  const appended = new Set<string>()
  const relay = await startRelay({
    around: (store) => ({
      ...store,
      append: async (board, updates, owners) => {
        appended.add(board)
        await (board === full.id ? failing.promise : slow.promise)
        await store.append(board, updates, owners)
      },
      probe: async () => failing.promise,
    }),
  })
  const [full, other] = [await relay.newBoard(), await relay.newBoard()]
  for (const board of [full, other]) {
    const { doc } = await board.join()
    addNote(doc, { ...plain, text: 'on its way' })
  }
  await expect.poll(() => appended.size).toBe(2)
  const closing = relay.rooms.close()
  await new Promise((resolve) => setImmediate(resolve))
  failing.reject(new StoreError('the disk is full'))
  await expect.poll(() => relay.rooms.ids().includes(full.id)).toBe(false)
  slow.resolve()
  await closing
})
