import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { DeadlineClock } from '#server/deadlines/clock.ts'
import type { Deadline } from '#server/contracts/deadlines.ts'
import { databaseName } from '#server/store/sqlite/database.ts'
import { openStore } from '#server/open-store.ts'
import { newestSchema } from '#server/store/sqlite/schema.ts'
import { newBoardUpdate } from '#shared/board/new-board.ts'
import { RoundState } from '#shared/workshop/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { addNote } from '#shared/board/note.ts'
import { readRound } from '#shared/board/round.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { newDataDir } from '#tests/support/server.ts'

/** The shortest vote takes six seconds. */
const voteMs = 20_000

const log = { warn: () => {} }

test('a vote closes at its deadline although its board has left memory', async () => {
  const relay = await startRelay({ isGoverned: true, idleMs: 20 })
  const board = await relay.newBoard()
  const fay = await board.join({ role: Role.facilitator })
  const option = addNote(fay.doc, { text: 'Purpose', x: 0, y: 0, author: null, created: 1 })
  await fay.allSaved()
  const reply = await fay.command({
    kind: 'round.open',
    title: '',
    target: 'notes',
    options: [option],
    budget: 1,
    cap: 1,
    isSecret: false,
    minutes: 0.1,
    previous: null,
  })
  if (!reply.ok || reply.round === undefined) throw new Error('the round did not open')
  const id = reply.round
  expect(await relay.store.deadlines()).toMatchObject([{ board: board.id, activity: 'vote', id }])
  await fay.close()
  await expect.poll(() => relay.rooms.ids()).toEqual([])
  await expect
    .poll(async () => (await relay.store.findPoll(id))?.outcome ?? null, { timeout: voteMs })
    .not.toBeNull()
  expect(await relay.store.deadlines()).toEqual([])
  // The board follows the store by a tick.
  await expect
    .poll(async () => {
      let state: string | undefined
      await relay.rooms.withBoard(board.id, async (live) => {
        state = live.read((doc) => readRound(doc, id)?.state)
      })
      return state
    })
    .toBe(RoundState.closed)
})

test('a server among several looks for deadlines again and again, also while there are none', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let looks = 0
  const clock = new DeadlineClock({
    store: {
      deadlines: async () => {
        looks += 1
        return []
      },
    },
    act: async () => {},
    isOurs: async () => true,
    now: Date.now,
    log,
  })
  onTestFinished(() => clock.close())
  await vi.advanceTimersByTimeAsync(20_000)
  expect(looks).toBe(5)
})

test('closing a vote by hand deletes its deadline', async () => {
  const relay = await startRelay({ isGoverned: true })
  const board = await relay.newBoard()
  const fay = await board.join({ role: Role.facilitator })
  const option = addNote(fay.doc, { text: 'Purpose', x: 0, y: 0, author: null, created: 1 })
  await fay.allSaved()
  const rules = { title: '', target: 'notes', budget: 1, cap: 1, isSecret: false, previous: null } as const
  const reply = await fay.command({ kind: 'round.open', ...rules, options: [option], minutes: 10 })
  if (!reply.ok || reply.round === undefined) throw new Error('the round did not open')
  expect(await relay.store.deadlines()).toHaveLength(1)
  await fay.command({ kind: 'round.close', round: reply.round })
  expect(await relay.store.deadlines()).toEqual([])
})

test('a clock acts on deadlines that passed while no server ran, earliest first, and retries those that failed', async () => {
  const stored: Deadline[] = [1, 2, 3].map((at) => ({ board: `b${at}`, activity: 'vote', id: 'r', at }))
  const acted: string[] = []
  let failures = 1
  const clock = new DeadlineClock({
    store: { deadlines: async () => [...stored] },
    act: async ({ board }) => {
      if (board === 'b2' && failures > 0) {
        failures -= 1
        throw new Error('the disk is full')
      }
      acted.push(board)
      stored.splice(
        stored.findIndex((deadline) => deadline.board === board),
        1,
      )
    },
    now: Date.now,
    log,
  })
  await expect.poll(() => acted).toEqual(['b1', 'b3', 'b2'])
  await clock.close()
})

test('a deadline that is stored later and is earlier is met first', async () => {
  const acted: string[] = []
  const later = { board: 'later', activity: 'vote', id: 'r', at: Date.now() + 60_000 }
  const stored: Deadline[] = [later]
  const clock = new DeadlineClock({
    store: { deadlines: async () => stored.toSorted((a, b) => a.at - b.at) },
    act: async ({ board }) => void acted.push(board),
    now: Date.now,
    log,
  })
  const sooner = { board: 'sooner', activity: 'vote', id: 'r', at: Date.now() + 20 }
  stored.push(sooner)
  clock.added(sooner)
  await expect.poll(() => acted).toContain('sooner')
  expect(acted).not.toContain('later')
  await clock.close()
})

test('a deadline that passes while the clock acts on another one is met', async () => {
  const stored: Deadline[] = ['slow', 'next'].map((board, index) => ({
    board,
    activity: 'vote',
    id: 'r',
    at: 1_000 + index,
  }))
  let time = 1_000
  const acted: string[] = []
  const clock = new DeadlineClock({
    store: { deadlines: async () => [...stored] },
    act: async ({ board }) => {
      acted.push(board)
      // The board takes a while to load.
      time += 10
      stored.shift()
    },
    now: () => time,
    log,
  })
  await expect.poll(() => acted).toEqual(['slow', 'next'])
  await clock.close()
})

const laterColumns = {
  desks: ['held_since'],
  boards: ['links_key', 'used', 'creator'],
  links: ['sealed', 'links_key', 'by_host'],
  sessions: ['links_key'],
  handovers: ['links_key'],
  rounds: ['hands'],
}
/** By step. A table goes before those that it refers to. */
const laterTables = [
  ['steps_done'],
  ['templates'],
  ['phase_notes'],
  ['reasons'],
  ['purpose_views', 'purpose_files', 'purpose_versions', 'purpose_pages', 'withdrawn_pages'],
  ['pair_yeses', 'pair_keys'],
  ['taking_part'],
  ['answers', 'asked'],
  ['retention'],
  ['purpose_of'],
  ['tokens'],
  ['evidence_key'],
] as const
/**
 * One for the deadlines, and one each for drafts, links, hands, the secrets of templates, unsent reasons, the dates of
 * questions and the later tables.
 */
const laterSteps = 9 + laterTables.length

test('the deadline of a vote that an older version opened is taken over', async () => {
  const dataDir = await newDataDir()
  const before = await openStore(dataDir)
  const board = { id: 'board-1', title: '', language: 'en', created: 1 } as const
  await before.createBoard(board, [], newBoardUpdate({ title: '', language: 'en' }))
  const round = {
    id: 'round-1',
    method: 'dots',
    board: board.id,
    number: 1,
    title: '',
    target: 'notes',
    options: ['a'],
    budget: 1,
    cap: 1,
    isSecret: false,
    deadline: 5_000,
    openedAt: 1,
    previous: null,
    key: null,
    hands: null,
    outcome: null,
  } as const
  await before.openPoll(board.id, round)
  await before.close()
  const db = new DatabaseSync(join(dataDir, databaseName))
  // As the last version without a table of deadlines left it.
  db.exec('DROP INDEX boards_creator')
  for (const [table, columns] of Object.entries(laterColumns))
    for (const column of columns) db.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`)
  for (const table of laterTables.flat()) db.exec(`DROP TABLE ${table}`)
  db.exec(`DROP TABLE deadlines; PRAGMA user_version = ${newestSchema - laterSteps}`)
  db.close()
  const after = await openStore(dataDir)
  onTestFinished(after.close)
  expect(await after.deadlines()).toEqual([
    { board: board.id, activity: 'vote', id: round.id, at: round.deadline },
  ])
})
