import * as encoding from 'lib0/encoding'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createGuard, type Guard } from '#server/guard/guard.ts'
import { documentLimits } from '#server/documents/memory-pools.ts'
import { limits } from '#server/relay/limits.ts'
import { closeReasons } from '#server/relay/sentences.ts'
import { metaRoot, notesRoot } from '#shared/board/document.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import type { Command } from '#shared/wire/command.ts'
import { CloseCode, Fill } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { connectClient } from '#tests/support/socket-client.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }

/** A guard that takes so long over each update with the word, by a clock of the test. */
function slowGuard(word: string, ms: number): Guard {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const guard = createGuard()
  return {
    check: (doc, update, by, owners) => {
      if (Buffer.from(update).includes(word)) vi.advanceTimersByTime(ms)
      return guard.check(doc, update, by, owners)
    },
  }
}

test('a person whose updates take long waits alone: others come first, and a tick does not run them all', async () => {
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

test('a person above the cost limit is asked to come again, and brings their unsaved updates', async () => {
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

test('when memory is full, small boards work on, and large boards neither open nor grow', async () => {
  const documentsMemory = 16 * documentLimits.smallMemory
  const { rooms, newBoard, url } = await startRelay({ documentsMemory, idleMs: 1 })
  const boards = await Promise.all([newBoard(), newBoard(), newBoard(), newBoard(), newBoard()])
  const [large, small] = [boards[0], boards[4]]
  if (!large || !small) throw new Error('there are five')
  const write = (id: string, length: number) =>
    rooms.withBoard(id, async (live) => live.write((doc) => metaRoot(doc).set('pad', 'x'.repeat(length))))
  const writers = await Promise.all(boards.slice(0, 4).map(async (board) => board.join()))
  for (const { id } of boards.slice(0, 4)) await write(id, 0.095 * documentsMemory)
  const [writer] = writers
  if (!writer) throw new Error('there are four')
  addNote(writer.doc, { ...plain, text: 'one more' })
  expect((await writer.closed).code).toBe(CloseCode.tryAgain)
  const other = await small.join()
  addNote(other.doc, { ...plain, text: 'meanwhile' })
  await other.allSaved()

  await expect.poll(() => rooms.stats().boards).toBe(4)
  const reader = connectClient({ url, board: large.id, token: await large.token() })
  expect(await reader.closed).toEqual({ code: CloseCode.tryAgain, reason: closeReasons.noMemory })
})

test('a facilitator of a full board can still lock, set limits and rename until these fill the board, then unlock', async () => {
  const { rooms, newBoard } = await startRelay({
    isGoverned: true,
    documentsMemory: 16 * documentLimits.smallMemory,
  })
  const board = await newBoard()
  const fay = await board.join({ role: Role.facilitator })
  const note = addNote(fay.doc, { ...plain, text: 'a note' })
  await fay.allSaved()
  const bound = 16 * documentLimits.smallMemory * documentLimits.boardShare
  const fill = (times: number) =>
    rooms.withBoard(board.id, async (live) =>
      live.write((doc) => metaRoot(doc).set('pad', 'x'.repeat((times * bound) / 2))),
    )
  const commands: readonly Command[] = [
    { kind: 'lock.set', ids: [note], isLocked: true },
    { kind: 'rights.set', rights: { isLocked: true } },
    { kind: 'board.rename', title: 'Another title' },
    { kind: 'writing.set', mode: WritingMode.private },
  ]
  const answers = async () => {
    const replies = await Promise.all(commands.map(async (command) => fay.command(command)))
    return replies.map((reply) => (reply.ok ? 'done' : reply.code))
  }
  const ada = await board.join()
  await ada.until(() => ada.hello() !== undefined)
  await fill(0.95)
  // Before anybody writes in vain.
  for (const { fill: heard, until } of [fay, ada]) await until(() => heard() === Fill.nearlyFull)
  await fill(documentLimits.overfull)
  for (const { fill: heard, until } of [fay, ada]) await until(() => heard() === Fill.full)
  const late = await board.join()
  await late.until(() => late.fill() === Fill.full)
  addNote(fay.doc, { ...plain, text: 'one more' })
  await fay.until(() => fay.refusals.length > 0)
  expect(fay.refusals.map(({ code }) => code)).toEqual(['board_full'])
  expect(await answers()).toEqual(['done', 'done', 'done', 'done'])

  await fill(documentLimits.adjustable)
  expect(await answers()).toEqual(commands.map(() => 'board_full'))
  expect(await fay.command({ kind: 'lock.set', ids: [note], isLocked: false })).toMatchObject({ ok: true })
  expect(await fay.command({ kind: 'writing.set', mode: WritingMode.shared })).toMatchObject({ ok: true })
  expect(await fay.command({ kind: 'participant.change', name: 'Faye', colour: 1 })).toMatchObject({
    ok: true,
  })
})

test('boards that open at the same moment do not share one reservation of memory', async () => {
  const { rooms, store, newBoard } = await startRelay({
    documentsMemory: 16 * documentLimits.smallMemory,
    idleMs: 1,
  })
  const boards = await Promise.all(Array.from({ length: 8 }, newBoard))
  const pad = new Y.Doc()
  metaRoot(pad).set('pad', 'x'.repeat(200_000))
  for (const { id } of boards) await store.append(id, [Y.encodeStateAsUpdate(pad)], [])
  const opened = await Promise.allSettled(boards.map(async ({ id }) => rooms.withBoard(id, async () => id)))
  const count = opened.filter(({ status }) => status === 'fulfilled').length
  expect(count).toBeGreaterThan(0)
  expect(count * 200_000 * documentLimits.memoryOfStoredByte).toBeLessThan(16 * documentLimits.smallMemory)
  await expect.poll(() => rooms.stats().boards).toBe(0)
  // Memory reserved for boards that did not open has been released.
  for (const { id } of boards) expect(await rooms.withBoard(id, async () => id)).toBe(id)
})

/** A text whose letters were written one by one, each before the last: as many structs, seven bytes each. */
function letterByLetter(client: number): Uint8Array {
  const encoder = encoding.createEncoder()
  const write = (...numbers: readonly number[]): void =>
    numbers.forEach((number) => encoding.writeVarUint(encoder, number))
  write(1, letters + 1, client, 0, 7 | 32, 1)
  encoding.writeVarString(encoder, 'text')
  encoding.writeVarString(encoder, `text${client}`)
  write(2)
  for (let clock = 1; clock <= letters; clock += 1) {
    if (clock === 1) write(4, 0, client, 0)
    else write(4 | 64, client, clock - 1)
    encoding.writeVarString(encoder, 'a')
  }
  write(0)
  return encoding.toUint8Array(encoder)
}

const letters = 4_800

test('a desk has its own memory limit, and a person above it can delete', async () => {
  const { newBoard } = await startRelay({ isGoverned: true })
  const board = await newBoard()
  const desk = await board.join({ board: `${board.id}/desk` })
  addNote(desk.doc, { ...plain, text: 'a draft' })
  await desk.allSaved()
  const before = desk.saved()
  const fits = Math.floor(documentLimits.draftMemory / (250 * letters))
  for (let text = 0; text <= fits; text += 1) desk.sendUpdate(letterByLetter(1_000 + text))
  await desk.until(() => desk.refusals.length > 0)
  const message = 'Your desk is full, so this was not applied. Delete some drafts.'
  expect(desk.refusals).toEqual([{ code: 'desk_full', message }])
  // The refusal does not wait for the disk.
  await desk.until(() => desk.saved() - before >= fits)
  expect(desk.saved() - before).toBe(fits)

  notesRoot(desk.doc).clear()
  await desk.until(() => desk.saved() - before > fits)
  expect(desk.refusals.length).toBe(1)
})

test('a person who fills a board’s desks by joining repeatedly leaves room for other people’s desks and for boards', async () => {
  const { newBoard, url } = await startRelay({ isGoverned: true, documentsMemory: 64 * 1_048_576 })
  const board = await newBoard()
  const closes: { code: number; reason: string }[] = []
  // More than a megabyte of memory each, where a board's desks have ten.
  for (let person = 0; person < 10; person += 1) {
    const desk = connectClient({ url, board: `${board.id}/desk`, token: await board.token(), doc: null })
    onTestFinished(() => desk.socket.terminate())
    void desk.closed.then((close) => closes.push(close))
    await desk.until(() => desk.isSynced())
    desk.sendUpdate(letterByLetter(1_000))
    desk.sendUpdate(letterByLetter(1_001))
  }
  await expect.poll(() => closes.length).toBeGreaterThan(0)
  expect(closes[0]).toEqual({ code: CloseCode.tryAgain, reason: closeReasons.noMemory })
  const desk = await board.join({ board: `${board.id}/desk` })
  addNote(desk.doc, { ...plain, text: 'a draft' })
  await desk.allSaved()
  const other = await (await newBoard()).join()
  addNote(other.doc, { ...plain, text: 'elsewhere' })
  await other.allSaved()
})
