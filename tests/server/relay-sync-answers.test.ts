import { randomBytes } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { readFrame, type Incoming } from '#client/model/frames/incoming.ts'
import { CommitQueue } from '#server/relay/commit-queue.ts'
import { endOfAnswer, updateFrame } from '#server/relay/frame.ts'
import { SyncAnswers, type AnswerWorld, type Question } from '#server/relay/sync-answers.ts'
import { limits } from '#server/relay/limits.ts'
import type { Member } from '#server/relay/member.ts'
import type { Room } from '#server/relay/room.ts'
import { SyncQueue } from '#server/relay/sync-queue.ts'
import { metaRoot } from '#shared/board/document.ts'
import { isComplete } from '#shared/board/yjs-internals.ts'
import { CloseCode } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import { FakeWebSocket } from '#tests/support/fake-websocket.ts'
import { serverFramesIn } from '#tests/support/server-frames.ts'
import { openStandaloneRoom } from '#tests/support/standalone-room.ts'

/** The document is durable, and nothing is in flight, unless said otherwise. */
function answersOf(doc: Y.Doc, world: Partial<AnswerWorld> = {}): SyncAnswers {
  return new SyncAnswers(doc, { isInFlight: () => false, untilDurable: async () => true, ...world })
}

/** A question of somebody who has nothing. */
function questionOf(takesSlices = true): Question {
  return { known: new Map(), takesSlices, key: '' }
}

function vectorOf(...entries: readonly (readonly [number, number])[]): Uint8Array {
  return Y.encodeStateVector(new Map(entries))
}

test('unknown clients and clocks, and their order, do not make a new question for the answer’s cache', () => {
  const doc = new Y.Doc()
  doc.clientID = 7
  metaRoot(doc).set('pad', 'x')
  const answers = answersOf(doc)
  const read = (bytes: Uint8Array): unknown => {
    const question = answers.read(bytes, true)
    return question && [...question.known]
  }
  expect(read(vectorOf([1_000_000, 5]))).toEqual([])
  expect(read(vectorOf([7, 1_000], [8, 1]))).toEqual([[7, 1]])
  expect(read(vectorOf([8, 1], [7, 1]))).toEqual([[7, 1]])
  expect(read(Uint8Array.of(9, 1))).toBeUndefined()
  expect(answers.read(vectorOf([8, 1], [7, 1]), true)).toEqual(answers.read(vectorOf([7, 2], [9, 3]), true))
  const first = answers.make(questionOf(), 0, () => {})
  answers.extend(Buffer.from([1]), 1)
  answers.extend(Buffer.from([2]), 1)
  // The large part is the same bytes for everybody, whatever has been written since.
  const again = answers.find(questionOf(), 2)
  expect(again?.frames).toBe(first.frames)
  expect(again?.take()?.since).toEqual([Buffer.from([1, 2]), endOfAnswer])
})

test('a vector that hundreds share is read once, and again when the document has changed', () => {
  const doc = new Y.Doc()
  doc.clientID = 7
  metaRoot(doc).set('pad', 'x')
  const answers = answersOf(doc)
  const shared = vectorOf([7, 1_000])
  const first = answers.read(shared, true)
  expect(answers.read(shared, true)).toBe(first)
  expect(answers.read(shared, false)).not.toBe(first)
  metaRoot(doc).set('pad', 'y')
  answers.extend(Buffer.from([1]), 0)
  expect([...(answers.read(shared, true)?.known ?? [])]).toEqual([[7, 2]])
})

test.each([
  ['a small board', 1, true],
  ['a large board', 20_000, true],
  ['a stock client', 20_000, false],
] as const)('an answer ends with the last update written since: %s', async (_, size, takesSlices) => {
  const doc = new Y.Doc()
  metaRoot(doc).set('pad', randomBytes(size).toString('hex'))
  const answers = answersOf(doc)
  await answers.make(questionOf(takesSlices), 0, () => {}).made
  doc.on('update', (update: Uint8Array) => answers.extend(updateFrame(update), 1))
  metaRoot(doc).set('title', 'written since')
  // A second later, and asked by somebody else.
  const answer = answers.find(questionOf(takesSlices), limits.answerMs)?.take()
  expect(answer).toBeDefined()
  const received = new Y.Doc()
  let ends = 0
  for (const message of readMessages(answer ? [answer.frames, ...answer.since] : [])) {
    // Nothing follows the end.
    expect(ends).toBe(0)
    if (message.kind === 'slice') Y.applyUpdate(received, inflateRawSync(message.deflated))
    if (message.kind === 'update') Y.applyUpdate(received, message.update)
    const isEnd =
      (message.kind === 'update' && message.isAnswer) || (message.kind === 'slice' && message.left === 0)
    if (isEnd) ends += 1
  }
  expect([ends, metaRoot(received).toJSON()]).toEqual([1, metaRoot(doc).toJSON()])
})

test('large answers that nobody reads are bounded, and clients that read nothing are disconnected first', async () => {
  const { doc, room, size, count, silent } = fullOfAnswers()
  expect(silent.map(({ written }) => written() > size)).toEqual(silent.map(() => true))

  const late = join(room)
  room.answer(late.member, vectorOf([doc.clientID, count]))
  await vi.advanceTimersByTimeAsync(limits.answerRestMs)
  expect([late.written() > size, silent.flatMap(({ closes }) => closes)]).toEqual([false, []])
  await vi.advanceTimersByTimeAsync(limits.answerIdleMs + limits.answerRestMs)
  expect(late.written()).toBeGreaterThan(size)
  expect(silent.flatMap(({ closes }) => closes)).toContain(CloseCode.tooSlow)
})

test('a client that asks for an answer in flight gets the same bytes and all later updates', async () => {
  const { room, count, silent } = fullOfAnswers()
  // They share the end alone.
  expect(new Set(silent.flatMap(({ buffers }) => buffers)).size).toBe(count + 1)
  await vi.advanceTimersByTimeAsync(10 * limits.answerMs)
  const written = room.board.write((other) => metaRoot(other).set('title', 'written since'))
  await vi.advanceTimersByTimeAsync(limits.answerMs)
  await written
  const late = join(room)
  room.answer(late.member, vectorOf())
  expect(late.buffers[0]).toBe(silent[0]?.buffers[0])
  expect(Buffer.concat(late.buffers.slice(1)).includes('written since')).toBe(true)
  expect(silent.flatMap(({ closes }) => closes)).toEqual([])
})

test('an answer is shared by all who ask for it, and is sent in pieces of one size', () => {
  const answers = answersOf(new Y.Doc(), { isInFlight: () => true })
  answers.make(questionOf(), 0, () => {})
  const piece = Buffer.alloc(limits.presenceLagBytes + 1)
  const since = (at: number) => answers.find(questionOf(), at)?.take()?.since ?? []
  answers.extend(piece, 1)
  const before = since(2)
  answers.extend(Buffer.from([1]), 3)
  answers.extend(Buffer.from([2]), 4)
  const after = since(5)
  expect(after[0]).toBe(before[0])
  expect(after.slice(1)).toEqual([Buffer.from([1, 2]), endOfAnswer])
  // It is in memory anyway, but the updates since then are bounded.
  expect(since(10 * limits.answerMs)).toHaveLength(3)
  for (let more = 0; more < limits.lagBytes; more += piece.byteLength) answers.extend(piece, 6)
  expect(answers.find(questionOf(), 10 * limits.answerMs)).toBeUndefined()
})

test('an answer that took long to make is kept until those who waited for it have it', async () => {
  const doc = new Y.Doc()
  metaRoot(doc).set('pad', randomBytes(20_000).toString('hex'))
  const answers = answersOf(doc)
  const answer = answers.make(questionOf(), 0, () => {})
  answer.waiting += 1
  await answer.made
  // It was made while something was on its way to the disk. Made anew, it could come too late again.
  const late = 2 * limits.answerMs
  answers.extend(Buffer.from([1]), late)
  expect(answers.find(questionOf(), late)).toBe(answer)
  expect(answer.take()?.since[0]).toEqual(Buffer.from([1]))
  answer.waiting -= 1
  expect(answers.find(questionOf(), late)).toBeUndefined()
})

test('a large answer is encoded slice by slice, and each slice waits until the document is on disk', async () => {
  const doc = new Y.Doc()
  const keys = ['a', 'b', 'c', 'd']
  for (const key of keys) metaRoot(doc).set(key, randomBytes(limits.sliceBytes).toString('hex'))
  const writing: ((isThere: true) => void)[] = []
  const untilDurable = () => new Promise<boolean>((resolve) => void writing.push(resolve))
  const spent: number[] = []
  const answer = answersOf(doc, { untilDurable }).make(questionOf(), 0, (ms) => void spent.push(ms))
  for (const [slice, key] of keys.entries()) {
    await expect.poll(() => writing.length).toBe(slice + 1)
    expect([spent.length, answer.frames]).toEqual([slice, undefined])
    metaRoot(doc).set(key, 'written since')
    writing[slice]?.(true)
  }
  await answer.made
  const received = new Y.Doc()
  for (const message of readMessages(answer.frames ? [answer.frames] : []))
    if (message.kind === 'slice') Y.applyUpdate(received, inflateRawSync(message.deflated))
  expect([...metaRoot(received).keys()].toSorted()).toEqual(keys)
  expect(isComplete(received)).toBe(true)
})

test('an answer in the making ends with its board, so that other boards can make theirs', async () => {
  const doc = new Y.Doc()
  for (const key of ['a', 'b', 'c', 'd'])
    metaRoot(doc).set(key, randomBytes(limits.sliceBytes).toString('hex'))
  const syncQueue = new SyncQueue()
  const making = vi.spyOn(syncQueue, 'making')
  const room = openStandaloneRoom(doc, { syncQueue, store: { append: () => new Promise(() => {}) } })
  const { member } = join(room)
  member.greet(true)
  room.board.write((other) => metaRoot(other).set('title', 'never on disk')).catch(() => undefined)
  const waits = vi.spyOn(CommitQueue.prototype, 'whenDurable')
  onTestFinished(() => waits.mockRestore())
  room.answer(member, vectorOf())
  // Once for the question. Then a slice waits for the commit.
  await expect.poll(() => waits.mock.calls.length).toBe(2)
  room.close(CloseCode.restart, '')
  await making.mock.results[0]?.value
})

/** What these frames say to our own client. */
function readMessages(frames: readonly Buffer[]): readonly Incoming[] {
  return serverFramesIn(Buffer.concat(frames)).flatMap(({ payload }) => {
    const decoder = decoding.createDecoder(payload)
    return readFrame(decoder, decoding.readVarUint(decoder))
  })
}

/** Its network takes nothing. */
function join(room: Room): {
  member: Member
  written: () => number
  buffers: Buffer[]
  closes: readonly number[]
} {
  const buffers: Buffer[] = []
  const socket = new FakeWebSocket()
  const tcp = {
    writableLength: 0,
    write: (bytes: Buffer) => {
      if (bytes.byteLength > 1_024 || buffers.length > 0) buffers.push(bytes)
      tcp.writableLength += bytes.byteLength
    },
    cork: () => undefined,
    uncork: () => undefined,
    once: () => {},
  }
  const participant = { id: 'ada', name: 'Ada', colour: 0 }
  const session = { hash: 'h', board: 'b1', role: Role.participant, link: 'l', participant }
  const member = room.join(socket.connect(tcp), session, 1)
  return { member, written: () => tcp.writableLength, buffers, closes: socket.codes }
}

/** A board with as many different large answers on their way as it may have, to people who take nothing. */
function fullOfAnswers() {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const doc = new Y.Doc()
  const size = 12 * 1_048_576
  const count = Math.ceil(limits.answersInFlightBytes / size)
  for (let key = 0; key < count; key += 1) metaRoot(doc).set(`key${key}`, '')
  metaRoot(doc).set('pad', 'x'.repeat(size))
  const room = openStandaloneRoom(doc)
  const silent = Array.from({ length: count }, (_, index) => {
    const reader = join(room)
    // Each asks something else, so that none is answered with what another has been sent.
    room.answer(reader.member, vectorOf([doc.clientID, index]))
    return reader
  })
  return { doc, room, size, count, silent }
}
