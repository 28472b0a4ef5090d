import { deflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { healthyMs } from '#client/model/basics/backoff.ts'
import { openConnection } from '#client/model/connection/connection.ts'
import { afterEvent, joiningFacts, savingState } from '#client/model/connection/saving.ts'
import { SavingState } from '#client/model/contract/board-model.ts'
import type { Arriving } from '#client/model/frames/slices.ts'
import type { Platform } from '#client/model/platform/platform.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { missingUpdates } from '#shared/board/update-parts.ts'
import { CloseCode, MessageType } from '#shared/wire/message.ts'
import { createFakeSockets, serverIsThere, type FakeSocket } from '#tests/support/fake-sockets.ts'
import { movableClock } from '#tests/support/movable-clock.ts'

const sliceBytes = 1_000
const slicedNotes = 100

test('a board that takes minutes to arrive is awaited while bytes arrive, and shown as it comes', async () => {
  const { wire, doc, wait, arriving, isReceived } = setup()
  const slices = slicesOf(boardOf(slicedNotes))
  expect(slices.length).toBeGreaterThan(5)
  const shown: number[] = []
  for (const slice of slices) {
    expect(isReceived()).toBe(false)
    wait(25_000)
    wire().receive(slice)
    shown.push(await applied(doc, wait))
  }
  expect(wire().isClosed).toBe(false)
  expect(isReceived()).toBe(true)
  expect(shown.at(-1)).toBe(slicedNotes)
  expect(shown).toEqual(shown.toSorted((a, b) => a - b))
  expect(arriving.at(-2)).toEqual({ come: expect.any(Number), of: expect.any(Number) })
  expect(arriving.at(-1)).toBeNull()
})

test('what the server sends behind an answer is applied behind its last slice', async () => {
  const { wire, doc, wait } = setup()
  const board = boardOf(slicedNotes)
  const slices = slicesOf(board)
  const vector = Y.encodeStateVector(board)
  addNote(board, { author: null, x: 0, y: 0, created: 1, text: 'just after' })
  const after = syncMessage(2, Y.encodeStateAsUpdate(board, vector))
  let hadGap = false
  doc.on('afterTransaction', () => (hadGap ||= doc.store.pendingStructs !== null))
  wire().receive(...slices, after)
  await vi.waitFor(() => {
    wait(1)
    expect(notesOf(doc)).toHaveLength(slicedNotes + 1)
  })
  expect(hadGap).toBe(false)
})

test('a connection that dies during a large answer is given up, and the next one gets the rest', async () => {
  const { wire, doc, wait, arriving, isReceived } = setup()
  const board = boardOf(slicedNotes)
  const [first] = slicesOf(board)
  if (!first) throw new Error('there is a first slice')
  const dead = wire()
  dead.receive(first)
  expect(await applied(doc, wait)).toBeGreaterThan(0)
  await vi.waitFor(() => {
    wait(60_000)
    expect(dead.isClosed).toBe(true)
  })
  expect(arriving.at(-1)).toBeNull()
  expect(wire()).not.toBe(dead)
  expect(isReceived()).toBe(false)
  wire().receive(syncMessage(1, Y.encodeStateAsUpdate(board, Y.encodeStateVector(doc))))
  wait(1)
  expect([notesOf(doc).length, isReceived()]).toEqual([slicedNotes, true])
})

test('bytes that are no compressed update end the connection', async () => {
  const { wire, opened, wait } = setup()
  wire().receive(sliceMessage(0, Uint8Array.of(255, 255, 255, 255)))
  await vi.waitFor(() => {
    wait(1)
    expect(opened[0]?.isClosed).toBe(true)
  })
})

test('a client that is rejected soon after joining waits longer each time, until one connection has lasted', () => {
  const { wire, opened, wait, isReceived } = setup({ random: () => 1 })
  /** Let in, and sent away after so long; how long the page then waits. */
  const turn = (lastedMs: number, code: number = CloseCode.tryAgain): number => {
    wire().receive(answer('A note'))
    wait(1)
    expect(isReceived()).toBe(true)
    wait(lastedMs)
    const { length } = opened
    wire().closeByServer(code)
    let waitedMs = 0
    for (; opened.length === length; waitedMs += 50) wait(50)
    wait(1)
    return waitedMs
  }
  expect([turn(500), turn(500), turn(500), turn(500)]).toEqual([500, 1_000, 2_000, 4_000])
  for (let time = 0; time < 5; time += 1) turn(500)
  expect(turn(500)).toBe(10_000)
  expect(turn(healthyMs)).toBe(500)
  expect(turn(500)).toBe(1_000)
  // A network that comes and goes is nobody's sending away.
  expect([turn(500, 1006), turn(500, 1006)]).toEqual([500, 500])
})

test('while the server is unreachable, a socket is tried only now and then, and at once when it answers', () => {
  const asked: { say: (isThere: boolean) => void; isStopped: boolean }[] = []
  const { wire, opened, wait, wake } = setup({
    seek: (say) => {
      const one = { say, isStopped: false }
      asked.push(one)
      return () => (one.isStopped = true)
    },
  })
  const answer = (isThere: boolean) => asked.at(-1)?.say(isThere)
  expect(opened).toHaveLength(1)
  expect(asked).toHaveLength(0)
  wire().closeByServer(1006)
  for (let time = 1; time <= 3; time += 1) {
    wait(20_000)
    expect(asked).toHaveLength(time)
    answer(false)
  }
  expect(opened).toHaveLength(1)
  // A person looks at the page again: requests of the sleeping connection are sent again.
  wait(20_000)
  wake()
  expect(asked.slice(3)).toMatchObject([{ isStopped: true }, { isStopped: false }])
  answer(true)
  expect(opened).toHaveLength(2)
  wire().closeByServer(1006)
  const after = (ms: number) => {
    wait(ms)
    answer(false)
    return opened.length
  }
  expect([after(40_000), after(30_000), after(10_000)]).toEqual([2, 2, 3])
})

test('a large change goes out in parts, each in a task of its own, and later changes behind it', () => {
  const { wire, doc, wait, saving } = setup({ mayWrite: true })
  wire().receive(question(), answer('A note'))
  wait(1)
  expect(saving()).toBe(SavingState.saving)
  wire().receive(savedMessage(updatesOf(wire()).length))
  expect(saving()).toBe(SavingState.saved)
  const before = updatesOf(wire()).length
  doc.transact(() => {
    for (let index = 0; index < 1_000; index += 1)
      addNote(doc, { author: 'ada', x: index, y: 0, created: 1, text: `A note with some words ${index}` })
  })
  expect(updatesOf(wire())).toHaveLength(before)
  addNote(doc, { author: 'ada', x: 0, y: 0, created: 1, text: 'The last one' })
  const counts: number[] = []
  for (let tasks = 0; tasks < 20; tasks += 1) {
    vi.advanceTimersToNextTimer()
    counts.push(updatesOf(wire()).length - before)
  }
  const parts = counts.at(-1) ?? 0
  expect(parts).toBeGreaterThan(3)
  expect(Math.max(...counts.map((count, index) => count - (counts[index - 1] ?? 0)))).toBe(1)
  wire().receive(savedMessage(before + parts))
  expect(saving()).toBe(SavingState.saved)
  const received = new Y.Doc()
  for (const update of updatesOf(wire())) {
    Y.applyUpdate(received, update)
    expect(received.store.pendingStructs).toBeNull()
  }
  expect(notesOf(received)).toHaveLength(notesOf(doc).length - 1)
})

test('while parts of a change wait nothing counts as saved, and a page that is hidden sends them at once', () => {
  const { wire, doc, wait, saving, hide } = setup({ mayWrite: true })
  wire().receive(question(), answer('A note'))
  wait(1)
  const before = updatesOf(wire()).length
  wire().receive(savedMessage(before))
  doc.transact(() => {
    for (let index = 0; index < 1_000; index += 1)
      addNote(doc, { author: 'ada', x: index, y: 0, created: 1, text: `A note with some words ${index}` })
  })
  expect(saving()).toBe(SavingState.saving)
  vi.advanceTimersToNextTimer()
  wire().receive(savedMessage(before + 1))
  expect(saving()).toBe(SavingState.saving)
  hide()
  const { length } = updatesOf(wire())
  expect(length).toBeGreaterThan(before + 3)
  wire().receive(savedMessage(length))
  expect(saving()).toBe(SavingState.saved)
})

test('a connection that breaks between two parts sends everything that the server lacks on the next one', () => {
  const { wire, doc, wait, saving } = setup({ mayWrite: true })
  wire().receive(question(), answer('A note'))
  wait(1)
  doc.transact(() => {
    for (let index = 0; index < 1_000; index += 1)
      addNote(doc, { author: 'ada', x: index, y: 0, created: 1, text: `A note with some words ${index}` })
  })
  vi.advanceTimersToNextTimer()
  const first = wire()
  const received = new Y.Doc()
  for (const update of updatesOf(first)) Y.applyUpdate(received, update)
  first.closeByServer(1006)
  expect(saving()).toBe(SavingState.unkept)
  wait(2_000)
  expect(wire()).not.toBe(first)
  wire().receive(question(received), answer('Another'))
  wait(100)
  for (const update of updatesOf(wire())) Y.applyUpdate(received, update)
  expect(updatesOf(first).length).toBeLessThan(4)
  expect(notesOf(received).length).toBeGreaterThanOrEqual(1_000)
})

test('a change that the answer occasions goes out behind it', () => {
  const { wire, doc, wait, saving } = setup({
    mayWrite: true,
    onAnswered: (to) => addNote(to, { author: 'ada', x: 0, y: 0, created: 1, text: 'At once' }),
  })
  wire().receive(question(), answer('A note'))
  wait(1)
  expect(notesOf(doc)).toHaveLength(2)
  expect(updatesOf(wire())).toHaveLength(2)
  wire().receive(savedMessage(2))
  expect(saving()).toBe(SavingState.saved)
})

/** A sync step 1 message of a server that has this document. */
function question(doc = new Y.Doc()): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.sync)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint8Array(encoder, Y.encodeStateVector(doc))
  return encoding.toUint8Array(encoder)
}

function savedMessage(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.saved)
  encoding.writeVarUint(encoder, count)
  return encoding.toUint8Array(encoder)
}

/** The updates that a page has sent, in order. */
function updatesOf({ sent }: FakeSocket): readonly Uint8Array[] {
  return sent.flatMap((message) => {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== MessageType.sync || decoding.readVarUint(decoder) === 0) return []
    return [decoding.readVarUint8Array(decoder)]
  })
}

/** A sync step 2 message of the server. */
function answer(text: string): Uint8Array {
  const doc = new Y.Doc()
  addNote(doc, { author: null, x: 0, y: 0, created: 1, text })
  return syncMessage(1, Y.encodeStateAsUpdate(doc))
}

function boardOf(count: number): Y.Doc {
  const doc = new Y.Doc()
  for (let index = 0; index < count; index += 1)
    addNote(doc, { author: null, x: index, y: 0, created: 1, text: `note ${index}` })
  return doc
}

function syncMessage(kind: number, update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

/** The answer to a person who has nothing, as the server cuts it, only smaller. */
function slicesOf(doc: Y.Doc): readonly Uint8Array[] {
  const updates = missingUpdates(doc, new Map(), { bytes: sliceBytes, structs: 100 })
  const slices = updates.map((update) => deflateRawSync(update))
  let left = slices.reduce((sum, { byteLength }) => sum + byteLength, 0)
  return slices.map((slice) => sliceMessage((left -= slice.byteLength), slice))
}

function sliceMessage(left: number, deflated: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.slice)
  encoding.writeVarUint(encoder, left)
  encoding.writeVarUint8Array(encoder, deflated)
  return encoding.toUint8Array(encoder)
}

/** Number of notes once a slice, which is inflated elsewhere, is in the document. */
async function applied(doc: Y.Doc, wait: (ms: number) => void): Promise<number> {
  const before = Y.encodeStateVector(doc)
  await vi.waitFor(() => {
    wait(1)
    expect(Y.encodeStateVector(doc)).not.toEqual(before)
  })
  return notesOf(doc).length
}

function setup({
  random = () => 0,
  seek = serverIsThere,
  mayWrite = false,
  onAnswered = () => undefined,
}: Partial<Pick<Platform, 'random' | 'seek'>> & {
  readonly mayWrite?: boolean
  readonly onAnswered?: (doc: Y.Doc) => void
} = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { opened, webSocket } = createFakeSockets()
  const doc = new Y.Doc()
  const arriving: (Arriving | null)[] = []
  let isReceived = false
  let facts = { ...joiningFacts, isKept: false }
  let wake = (): void => undefined
  let hide = (): void => undefined
  const platform: Platform = {
    address: 'ws://board.test',
    webSocket,
    soon: (run) => void setTimeout(run),
    nextTask: (run) => void setTimeout(run),
    onHide: (listener) => {
      hide = listener
      return () => undefined
    },
    seek,
    onWake: (listener) => {
      wake = listener
      return () => undefined
    },
    openBrowserCopy: undefined,
    openPhotoOutboxDb: undefined,
    shrink: (picture) => Promise.resolve(picture),
    copy: () => Promise.resolve(false),
    random,
    now: Date.now,
  }
  const connection = openConnection({
    room: 'board',
    session: 'session',
    mayWrite,
    doc,
    platform,
    heard: () => undefined,
    arriving: (now) => arriving.push(now),
    asked: () => undefined,
    changed: (event) => {
      isReceived ||= event.kind === 'received'
      facts = afterEvent(facts, event)
      if (event.kind === 'answered') onAnswered(doc)
    },
  })
  onTestFinished(connection.close)
  onTestFinished(() => {
    movableClock.ahead = 0
  })
  const wait = (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) {
      const step = Math.min(left, 1_000)
      movableClock.ahead += step
      vi.advanceTimersByTime(step)
    }
  }
  wait(1)
  const wire = () => {
    const last = opened.at(-1)
    if (!last) throw new Error('nothing was opened')
    return last
  }
  return {
    wire,
    opened,
    doc,
    wait,
    arriving,
    isReceived: () => isReceived,
    saving: () => savingState(facts),
    wake: () => wake(),
    hide: () => hide(),
  }
}
