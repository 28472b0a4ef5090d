import { expect, test, vi } from 'vitest'
import { createGuard, type Guard } from '#server/guard/guard.ts'
import { limits } from '#server/relay/limits.ts'
import { metaRoot } from '#shared/board/document.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { connectClient } from '#tests/support/socket-client.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }

/** Takes so long over whatever contains the word. */
function slowGuard(word: string, ms: number): Guard {
  const guard = createGuard()
  return {
    check: (doc, update, by, owners) => {
      const end = performance.now() + ms
      if (Buffer.from(update).includes(word)) while (performance.now() < end);
      return guard.check(doc, update, by, owners)
    },
  }
}

test('whoever’s updates take long waits for them alone: others come first, and a tick does not take them all', async () => {
  const { rooms, newBoard } = await startRelay({ guard: slowGuard('laborious', 3 * limits.tickMs) })
  const board = await newBoard()
  const [slow, quick] = [await board.join(), await board.join()]
  const count = 20
  const ticks = rooms.stats().ticks
  for (let index = 0; index < count; index += 1) addNote(slow.doc, { ...plain, text: 'laborious' })
  await slow.until(() => slow.saved() > 1)
  addNote(quick.doc, { ...plain, text: 'quick' })
  await quick.allSaved()
  expect(notesOf(quick.doc).length).toBeLessThan(count)
  await slow.allSaved()
  expect(rooms.stats().ticks - ticks).toBeGreaterThanOrEqual(count)
})

test('who is beyond what anybody may cost is asked to come again, and what was not saved comes with them', async () => {
  const { newBoard } = await startRelay({ guard: slowGuard('costly', limits.workMsBurst / 3) })
  const board = await newBoard()
  const token = await board.token()
  const [costly, other] = [await board.join({ token }), await board.join()]
  const count = 6
  for (let index = 0; index < count; index += 1) addNote(costly.doc, { ...plain, text: 'costly' })
  expect((await costly.closed).code).toBe(CloseCode.tooFast)
  expect(costly.saved()).toBeLessThan(costly.sent())
  expect(costly.refusals).toEqual([])
  addNote(other.doc, { ...plain, text: 'meanwhile' })
  await other.allSaved()
  // The same person on another connection is the same person.
  const again = await board.join({ token })
  addNote(again.doc, { ...plain, text: 'costly' })
  expect((await again.closed).code).toBe(CloseCode.tooFast)
})

test('while all that is open takes as much memory as it may, small boards go on, and large ones neither open nor grow', async () => {
  const { rooms, newBoard, url } = await startRelay({ documentsBytes: limits.smallBytes, idleMs: 1 })
  const [large, small] = [await newBoard(), await newBoard()]
  const pad = 'x'.repeat(limits.smallBytes + 1)
  const write = (value: string) =>
    rooms.withBoard(large.id, async (live) => live.write((doc) => metaRoot(doc).set('probe', value)))
  const writer = await large.join()
  await write(pad)
  addNote(writer.doc, { ...plain, text: 'one more' })
  expect((await writer.closed).code).toBe(CloseCode.tryAgain)
  const other = await small.join()
  addNote(other.doc, { ...plain, text: 'meanwhile' })
  await other.allSaved()

  await vi.waitFor(() => expect(rooms.stats().boards).toBe(1))
  const reader = connectClient({ url, board: large.id, token: await large.token() })
  expect((await reader.closed).code).toBe(CloseCode.tryAgain)
})
