import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { createGuard } from '#server/guard/guard.ts'
import { CommitQueue, type UpdateOutcome } from '#server/relay/commit-queue.ts'
import { DocumentSize } from '#server/documents/document-size.ts'
import { createIdBudgets, type IdBudgets } from '#server/relay/id-budgets.ts'
import {
  documentLimits,
  createMemoryPools,
  type DocumentBounds,
  type MemoryPools,
  type MemoryPool,
} from '#server/documents/memory-pools.ts'
import { limits } from '#server/relay/limits.ts'
import { Member, Budgets } from '#server/relay/member.ts'
import { openWriteGates } from '#server/relay/write-gate.ts'
import { addNote, removeNotes, notesOf } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { FakeWebSocket } from '#tests/support/fake-websocket.ts'

const plain = { x: 0, y: 0, author: null, created: 1 }
const ada = 'ada'

interface Board {
  readonly bounds: DocumentBounds
  readonly pool: MemoryPool
}

interface Opened {
  readonly doc: Y.Doc
  /** Sends an update and returns its outcome. */
  readonly send: (update: Uint8Array, from: Member) => Promise<string>
}

function open({ bounds, pool }: Board, doc: Y.Doc, ids: IdBudgets = createIdBudgets()): Opened {
  doc.clientID = 1
  const size = DocumentSize.reserve(Y.encodeStateAsUpdate(doc).byteLength, bounds, pool)
  if (!size?.follow(doc)) throw new Error('there is room for the document')
  const gates = openWriteGates({ probe: async () => {}, changed: () => {} })
  let settle = (_outcome: string): void => {}
  const owners = new Map([...doc.store.clients.keys()].map((client) => [client, client === 1 ? '' : ada]))
  const kind = bounds.isOwn ? 'desk' : 'board'
  const log = { append: async () => {} }
  const queue = new CommitQueue({
    board: 'board',
    loaded: { doc, owners, size },
    guard: createGuard(kind),
    log,
    gate: gates.of('board'),
    ids,
    pace: { windowMs: () => 0, schedule: (_notBefore, _isUrgent, tick) => void setImmediate(tick) },
    events: {
      decided: (_from, outcome) => {
        if (outcome.kind !== 'answered') settle(nameOf(outcome))
      },
      removing: () => {},
      committed: () => {},
      filled: () => {},
      ticked: () => {},
      guardFailed: () => settle('guard failed'),
      failed: () => settle('failed'),
    },
  })
  onTestFinished(() => {
    queue.stop(new Error('the test is over'))
    gates.close()
  })
  const send: Opened['send'] = async (update, from) =>
    new Promise((resolve) => {
      settle = resolve
      queue.receive(from, update, false)
    })
  return { doc, send }
}

/** The code of a refusal, or else the kind of outcome. */
function nameOf(outcome: UpdateOutcome): string {
  switch (outcome.kind) {
    case 'refused':
      return outcome.refusal.code
    case 'dropped':
      return outcome.reason
    case 'saved':
    case 'answered':
      return outcome.kind
  }
}

function memberOf(role: Role, id = ada): Member {
  const session = { hash: id, board: 'board', role, link: 'link', participant: { id, name: '', colour: 0 } }
  const at = performance.now()
  return new Member({
    connection: new FakeWebSocket().connect(),
    session,
    index: 1,
    budgets: new Budgets(at),
    at,
  })
}

/** As many pages as that were written on without a connection. */
function offline(pages: number): Uint8Array {
  const all = new Y.Doc()
  for (let page = 0; page < pages; page += 1) {
    const doc = new Y.Doc()
    addNote(doc, { ...plain, text: `offline ${page}` })
    Y.applyUpdate(all, Y.encodeStateAsUpdate(doc))
  }
  return Y.encodeStateAsUpdate(all)
}

/** Written by one page. */
function documentOf(notes: number): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let note = 0; note < notes; note += 1)
      addNote(doc, { ...plain, text: 'Some words that somebody wrote on this note, sixty or so.' })
  })
  return doc
}

/** The update that a page sends for this change. */
function changeOf(doc: Y.Doc, change: (page: Y.Doc) => void): Uint8Array {
  const page = new Y.Doc()
  Y.applyUpdate(page, Y.encodeStateAsUpdate(doc))
  const updates: Uint8Array[] = []
  page.on('update', (update: Uint8Array) => updates.push(update))
  change(page)
  return Y.mergeUpdates(updates)
}

function filled({ boards }: MemoryPools): MemoryPools['boards'] {
  boards.pool.take(boards.bounds.memory * 100)
  return boards
}

test('updates that wait for memory or client ids cost nobody client ids, however often they come', async () => {
  const documents = createMemoryPools(100_000_000)
  const { send } = open(documents.boards, new Y.Doc())
  filled(documents)
  const [from, update] = [memberOf(Role.participant), offline(20)]
  for (let time = 0; time < 15; time += 1) expect(await send(update, from)).toBe('crowdedOut')

  const ids = createIdBudgets()
  while (ids.take('board', 50, { participant: 'mallory', isFacilitator: false }, performance.now()));
  const numbered = open(createMemoryPools(100_000_000).boards, new Y.Doc(), ids)
  for (let time = 0; time < 15; time += 1) expect(await numbered.send(update, from)).toBe('outnumbered')
  expect(from.budgets.clientIds.level(performance.now())).toBe(limits.clientIdBurst)
  expect(await numbered.send(offline(1), from)).toBe('saved')
})

test('a board above its size limit and above all memory can be emptied', async () => {
  const doc = documentOf(2_000)
  const documents = createMemoryPools(100_000_000)
  const bounds = { ...documents.boards.bounds, memory: 1_000_000, bytes: 100_000 }
  const board = open({ bounds, pool: documents.boards.pool }, doc)
  filled(documents)
  const lead = memberOf(Role.facilitator)
  expect(await board.send(offline(1), lead)).toBe('board_full')
  const [first, ...others] = notesOf(doc).map(({ id }) => id)
  if (first === undefined) throw new Error('there are notes')
  const own = changeOf(doc, (page) => removeNotes(page, [first]))
  expect(await board.send(own, memberOf(Role.participant))).toBe('saved')
  expect(
    await board.send(
      changeOf(doc, (page) => removeNotes(page, others)),
      lead,
    ),
  ).toBe('saved')
  expect(notesOf(doc)).toEqual([])
})

test('a desk above its limits opens and can be emptied, and deleting single letters does not grow it', async () => {
  const documents = createMemoryPools(800_000_000)
  const doc = documentOf(2_000)
  const { bounds, poolOf } = documents.drafts
  const small = { ...bounds, bytes: bounds.bytes / 8, memory: bounds.memory / 8 }
  expect(Y.encodeStateAsUpdate(doc).byteLength).toBeGreaterThan(2 * small.bytes)
  const desk = open({ bounds: small, pool: poolOf('board') }, doc)
  const from = memberOf(Role.participant)
  const [first] = notesOf(doc)
  if (!first) throw new Error('there are drafts')
  const holes = changeOf(doc, (page) => {
    const text = page.getMap<Y.Text>('text').get(first.id)
    for (let at = 50; at > 0; at -= 2) text?.delete(at, 1)
  })
  expect(await desk.send(holes, from)).toBe('desk_full')
  const all = changeOf(doc, (page) =>
    removeNotes(
      page,
      notesOf(page).map(({ id }) => id),
    ),
  )
  expect(await desk.send(all, from)).toBe('saved')
  expect(notesOf(doc)).toEqual([])
})

test('a board larger than the heap lets one become opens, and can be emptied', () => {
  // A tenth of a hundred thousand notes on two gigabytes.
  const { boards } = createMemoryPools(200_000_000 * documentLimits.heapShare)
  const doc = documentOf(10_000)
  const size = DocumentSize.reserve(Y.encodeStateAsUpdate(doc).byteLength, boards.bounds, boards.pool)
  if (!size) throw new Error('there is room for it')
  expect(size.follow(doc)).toBe(true)
  const [first] = doc.getMap('notes').keys()
  if (first === undefined) throw new Error('there are notes')
  const update = changeOf(doc, (page) => removeNotes(page, [first]))
  expect([size.isOverfull(update, 0), size.isFreeing(update)]).toEqual([true, true])
})
