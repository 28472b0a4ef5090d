import { gunzipSync } from 'node:zlib'
import { nanoid } from 'nanoid'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Store } from '#server/contracts/store.ts'
import { addNote, notesOf, removeNotes } from '#shared/board/note.ts'
import { emptyReplayBoard, replayed, type ReplayStep } from '#shared/board/replay.ts'
import type { StoreFixture } from './store-rows.ts'

const plain = { x: 0, y: 0, author: 'ana', created: 1 }

/** Rules of every store about replays. */
export function describeReplays(fixture: StoreFixture): void {
  describeRecording(fixture)
  describeReading(fixture)
}

/** Rules about recording replays. */
function describeRecording({ open, reopen }: StoreFixture): void {
  test('a replay is up to date when it is read, and goes on after a restart', async () => {
    const store = await open()
    const { board, doc, append } = await newBoard(store)
    const gone = addNote(doc, { ...plain, text: 'taken away' })
    await append()
    expect(await wordsOf(store, board)).toEqual(['taken away'])
    removeNotes(doc, [gone])
    addNote(doc, { ...plain, text: 'stays' })
    await append()
    const again = await reopen(store)
    // A server reads a board before it writes it.
    await again.load(board)
    addNote(doc, { ...plain, text: 'after the restart' })
    await append(again)
    expect(await wordsOf(again, board)).toEqual(['after the restart', 'stays'])
    expect(await wordsOf(again, board)).toEqual(['after the restart', 'stays'])
    const steps = await stepsOf(again, board)
    expect(steps.filter(({ isWhole }) => isWhole)).toHaveLength(1)
    expect(JSON.stringify(steps)).not.toContain('ana')
  })

  test('nothing is missing from a replay when the log is folded under it', async () => {
    const store = await open()
    const { board, doc, append } = await newBoard(store)
    const asked: Promise<unknown>[] = []
    for (let index = 1; index <= 1_500; index += 1) {
      addNote(doc, { ...plain, text: String(index) })
      void append()
      // While it grows, too: each goes on from the one before.
      if (index % 400 === 0) asked.push(store.replayOf(board))
    }
    await Promise.all(asked)
    await append()
    const again = await reopen(store)
    expect(await wordsOf(again, board)).toEqual(
      notesOf(doc)
        .map(({ text }) => text)
        .toSorted(),
    )
  })

  test('a cleared replay begins again with the board as it is, without the past', async () => {
    const store = await open()
    const { board, doc, append } = await newBoard(store)
    const gone = addNote(doc, { ...plain, text: 'taken away' })
    addNote(doc, { ...plain, text: 'stays' })
    await append()
    removeNotes(doc, [gone])
    // It is being brought up to date when it is cleared.
    void append()
    const asked = store.replayOf(board)
    await store.clearReplay(board)
    await asked
    expect(await store.replayOf(board)).toEqual({ pages: [], moments: [], gaps: [] })
    addNote(doc, { ...plain, text: 'new' })
    await append()
    const again = await reopen(store)
    expect(await wordsOf(again, board)).toEqual(['new', 'stays'])
    expect(JSON.stringify(await stepsOf(again, board))).not.toContain('taken away')
  })
}

/** Rules about reading replays. */
function describeReading({ open }: StoreFixture): void {
  test('old replays go, whole or up to a time, and a removed page is not found', async () => {
    const store = await open()
    const { board, doc, append } = await newBoard(store)
    const { board: other, doc: otherDoc, append: appendOther } = await newBoard(store)
    addNote(doc, { ...plain, text: 'stays' })
    await append()
    addNote(otherDoc, { ...plain, text: 'elsewhere' })
    await appendOther()
    await wordsOf(store, other)
    const { pages } = await store.replayOf(board)
    expect(await store.sweepReplays(pages[0]?.from ?? 0)).toEqual([])
    expect((await store.sweepReplays(Date.now() + 60_000)).toSorted()).toEqual([board, other].toSorted())
    expect(await store.replayOf(board)).toEqual({ pages: [], moments: [], gaps: [] })
    expect(await store.readReplay(board, pages[0]?.id ?? 0)).toBeUndefined()
    addNote(doc, { ...plain, text: 'new' })
    await append()
    expect(await wordsOf(store, board)).toEqual(['new', 'stays'])
    const [page] = (await store.replayOf(board)).pages
    expect(await store.readReplay(other, page?.id ?? 0)).toBeUndefined()
  })

  test('the checkpoints of its time are listed with a replay', async () => {
    const store = await open()
    const { board, doc, append } = await newBoard(store)
    const kept = { board, apartMs: 0, kept: 9, reason: 'reveal' } as const
    await store.keepCheckpoint({ ...kept, id: 'before', at: 5 })
    addNote(doc, { ...plain, text: 'a note' })
    await append()
    const at = Date.now() + 1
    await store.keepCheckpoint({ ...kept, id: 'within', at })
    expect((await store.replayOf(board)).moments).toEqual([{ at, reason: 'reveal' }])
  })

  test('a board whose log cannot be read has no replay, and the others are not held up', async () => {
    const store = await open()
    const { board: broken } = await newBoard(store, new Uint8Array([1, 1, 1, 0, 255]))
    const { board, doc, append } = await newBoard(store)
    addNote(doc, { ...plain, text: 'a note' })
    await append()
    expect(await Promise.all([store.replayOf(broken), wordsOf(store, board)])).toEqual([
      { pages: [], moments: [], gaps: [] },
      ['a note'],
    ])
    expect(await store.replayOf('none')).toEqual({ pages: [], moments: [], gaps: [] })
  })
}

async function newBoard(store: Store, first?: Uint8Array) {
  const board = nanoid()
  const doc = new Y.Doc()
  await store.createBoard(
    { id: board, title: '', language: 'en', created: 1 },
    [],
    first ?? Y.encodeStateAsUpdate(doc),
  )
  let waiting: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => waiting.push(update))
  /** Everything done to the document since the last time. */
  const append = (to = store): Promise<void> => {
    const updates = waiting
    waiting = []
    return to.append(board, updates, [])
  }
  return { board, doc, append }
}

async function stepsOf(store: Store, board: string): Promise<readonly ReplayStep[]> {
  const { pages } = await store.replayOf(board)
  const contents = await Promise.all(pages.map(({ id }) => store.readReplay(board, id)))
  return contents.flatMap((bytes) =>
    bytes ? (JSON.parse(gunzipSync(bytes).toString()) as ReplayStep[]) : [],
  )
}

/** The texts on the board at the end of its replay. */
async function wordsOf(store: Store, board: string): Promise<readonly string[]> {
  const { notes } = replayed(emptyReplayBoard, await stepsOf(store, board))
  return [...notes.values()].map(({ text }) => text).toSorted()
}
