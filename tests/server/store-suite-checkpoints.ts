import { gunzipSync } from 'node:zlib'
import { nanoid } from 'nanoid'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { BoardFile } from '#server/board-file/board-file.ts'
import type { NewCheckpoint, StoredCheckpoint } from '#server/contracts/archive.ts'
import type { Store } from '#server/contracts/store.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, removeNotes, writeNote } from '#shared/board/note.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { sampleUpdate, secrets } from '#tests/support/sample-board.ts'
import type { StoreFixture } from './store-rows.ts'

/** Rules of every store about checkpoints. */
export function describeCheckpoints(fixture: StoreFixture): void {
  describeKeeping(fixture)
  describeContent(fixture)
}

/** Rules about keeping checkpoints. */
function describeKeeping({ open, reopen }: StoreFixture): void {
  test('a checkpoint is the board at that moment, whatever comes before it is read', async () => {
    const store = await open()
    const { board, doc, append } = await newBoard(store)
    const note = addNote(doc, { text: 'first words', author: 'ana', created: 7, x: 10, y: 20 })
    const other = addNote(doc, { text: 'unsigned', author: null, created: 8, x: 300, y: 20 })
    addCluster(doc, [note], { title: 'A group', tint: 'sky' })
    // All are asked for before the first has been answered.
    void append()
    const first = store.keepCheckpoint(wish(board, { id: 'first', at: 1 }))
    writeNote(doc, note, 'second words')
    void append()
    const second = store.keepCheckpoint(wish(board, { id: 'second', at: 2 }))
    removeNotes(doc, [note, other])
    await append()
    expect(await Promise.all([first, second])).toEqual([true, true])
    const again = await reopen(store)
    expect(await again.checkpointsOf(board)).toEqual([
      { id: 'second', reason: 'demand', at: 2, notes: 2, clusters: 1 },
      { id: 'first', reason: 'demand', at: 1, notes: 2, clusters: 1 },
    ])
    expect(wordsOf(await again.readCheckpoint(board, 'first'))).toEqual(['first words', 'unsigned'])
    const read = await again.readCheckpoint(board, 'second')
    expect(wordsOf(read)).toEqual(['second words', 'unsigned'])
    expect(JSON.parse(unpacked(read?.authors))).toMatchObject({ authors: [[note, 'ana']] })
  })

  test('a checkpoint is nobody else’s, and an unknown one is not there', async () => {
    const store = await open()
    const { board } = await newBoard(store)
    const { board: other } = await newBoard(store)
    await store.keepCheckpoint(wish(board, { id: 'mine' }))
    expect(await store.checkpointsOf(other)).toEqual([])
    expect(await store.readCheckpoint(other, 'mine')).toBeUndefined()
    expect(await store.readCheckpoint(board, 'none')).toBeUndefined()
    await expect(store.keepCheckpoint(wish('none', {}))).rejects.toMatchObject({ name: 'StoreError' })
  })

  test('one board has one checkpoint of a reason in a period, and other boards do not count', async () => {
    const store = await open()
    const { board } = await newBoard(store)
    const { board: other } = await newBoard(store)
    const keep = async (on: string, reason: CheckpointReason, at: number, apartMs = 100) =>
      store.keepCheckpoint(wish(on, { reason, at, apartMs }))
    expect(await keep(board, 'removal', 1_000)).toBe(true)
    expect(await keep(board, 'removal', 1_099)).toBe(false)
    expect(await keep(board, 'round', 1_099)).toBe(true)
    expect(await keep(other, 'removal', 1_099)).toBe(true)
    expect(await keep(board, 'removal', 1_099, 0)).toBe(true)
    const again = await reopen(store)
    expect(await again.keepCheckpoint(wish(board, { reason: 'removal', at: 1_198, apartMs: 100 }))).toBe(
      false,
    )
    expect((await again.checkpointsOf(board)).map(({ reason, at }) => [reason, at])).toEqual([
      ['removal', 1_099],
      ['round', 1_099],
      ['removal', 1_000],
    ])
  })

  test('the newest stay, and automatic ones do not push out those that people made', async () => {
    const store = await open()
    const { board } = await newBoard(store)
    await store.keepCheckpoint(wish(board, { id: 'asked', at: 1, kept: 1 }))
    for (const at of [2, 3, 4])
      await store.keepCheckpoint(wish(board, { id: `auto-${at}`, reason: 'round', at, kept: 2 }))
    expect((await store.checkpointsOf(board)).map(({ id }) => id)).toEqual(['auto-4', 'auto-3', 'asked'])
    await store.keepCheckpoint(wish(board, { id: 'later', at: 5, kept: 1 }))
    expect((await store.checkpointsOf(board)).map(({ id }) => id)).toEqual(['later', 'auto-4', 'auto-3'])
  })
}

/** Rules about the content of checkpoints. */
function describeContent({ open }: StoreFixture): void {
  test('no ballot, voter, running round or Yjs client is in a checkpoint, and no author in its file', async () => {
    const store = await open()
    const { board } = await newBoard(store, sampleUpdate())
    await store.keepCheckpoint(wish(board, { id: 'c' }))
    const stored = await store.readCheckpoint(board, 'c')
    const file = unpacked(stored?.file)
    for (const secret of Object.values(secrets)) expect(file).not.toContain(secret)
    const all = file + unpacked(stored?.authors)
    for (const secret of [secrets.voter, secrets.voterName, secrets.runningRound])
      expect(all).not.toContain(secret)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await store.load(board))?.updates[0] ?? new Uint8Array())
    for (const client of doc.store.clients.keys()) expect(all).not.toContain(String(client))
  })

  test('a board whose log cannot be read keeps no checkpoint, and the others are not held up', async () => {
    const store = await open()
    const { board: broken } = await newBoard(store, new Uint8Array([1, 1, 1, 0, 255]))
    const { board } = await newBoard(store)
    await Promise.all([broken, board].map((id) => store.keepCheckpoint(wish(id, { id: `of-${id}` }))))
    expect(await store.checkpointsOf(broken)).toEqual([])
    expect(await store.readCheckpoint(broken, `of-${broken}`)).toBeUndefined()
    expect(await store.checkpointsOf(board)).toHaveLength(1)
  })

  test('checkpoints are right while a long log is folded under them', async () => {
    const store = await open()
    const { board, doc, append } = await newBoard(store)
    const note = addNote(doc, { text: '', author: null, created: 1, x: 0, y: 0 })
    const kept: Promise<unknown>[] = []
    for (let index = 1; index <= 1_500; index += 1) {
      writeNote(doc, note, String(index))
      void append()
      if (index % 100 === 0) kept.push(store.keepCheckpoint(wish(board, { id: `at-${index}`, at: index })))
    }
    await Promise.all(kept)
    for (let index = 100; index <= 1_500; index += 100)
      expect(wordsOf(await store.readCheckpoint(board, `at-${index}`))).toEqual([String(index)])
  })
}

function wish(board: string, facts: Partial<NewCheckpoint>): NewCheckpoint {
  return { id: nanoid(), board, reason: CheckpointReason.demand, at: 1, apartMs: 0, kept: 100, ...facts }
}

interface OpenedBoard {
  readonly board: string
  readonly doc: Y.Doc
  /** Everything done to the document since the last time. */
  readonly append: () => Promise<void>
}

async function newBoard(store: Store, first?: Uint8Array): Promise<OpenedBoard> {
  const board = nanoid()
  const doc = new Y.Doc()
  await store.createBoard(
    { id: board, title: '', language: 'en', created: 1 },
    [],
    first ?? Y.encodeStateAsUpdate(doc),
  )
  let waiting: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => waiting.push(update))
  const append = (): Promise<void> => {
    const updates = waiting
    waiting = []
    return store.append(board, updates, [])
  }
  return { board, doc, append }
}

function unpacked(bytes: Uint8Array | undefined): string {
  return bytes ? gunzipSync(bytes).toString() : ''
}

function wordsOf(stored: StoredCheckpoint | undefined): readonly string[] {
  const file = JSON.parse(unpacked(stored?.file)) as BoardFile
  return file.notes.map(({ text }) => text)
}
