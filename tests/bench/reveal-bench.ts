import { randomBytes } from 'node:crypto'
import { figuresPace } from '#server/basics/steady-beat.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { createBoardServices } from '#server/activities/board-services.ts'
import { InProcessBus } from '#server/bus/in-process-bus.ts'
import { createDraftRooms } from '#server/drafts/draft-rooms.ts'
import { createGuard } from '#server/guard/guard.ts'
import { createMemoryPools } from '#server/documents/memory-pools.ts'
import { createRooms } from '#server/relay/rooms.ts'
import { openStore } from '#server/open-store.ts'
import type { Store } from '#server/contracts/store.ts'
import { newBoardUpdate } from '#shared/board/new-board.ts'
import { addNote } from '#shared/board/note.ts'
import { figure, type Table } from '../support/figures.ts'

const people = 5_000
const draftsEach = 3
const board = 'board'
const words =
  'Pour que chaque équipe ait, le jour où elle en a besoin, les outils simples et sûrs qui la laissent à son métier'.split(
    ' ',
  )
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Measures the cost of a reveal, and how long other boards wait for a turn meanwhile. */
export async function revealBench(): Promise<Table> {
  const dir = await mkdtemp(join(tmpdir(), 'boussole-bench-'))
  const store = await openStore(dir)
  try {
    await fillDesks(store)
    const { revealed, ms, cpuMs, longestMs } = await reveal(store)
    return {
      title: `Reveal of ${revealed.toLocaleString('en')} notes from ${people.toLocaleString('en')} desks`,
      columns: ['', 'Boussole', 'to reach'],
      rows: [
        ['from the command to on disk and shown, ms', figure(ms), ''],
        ['CPU of the relay’s thread, ms', figure(cpuMs), ''],
        ['longest turn of the relay’s thread, ms of CPU', figure(longestMs), '≤ 50'],
      ],
      note: 'Nobody is connected: desks of people who have left. What reading the clock at every turn costs is in the CPU.',
    }
  } finally {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
}

async function fillDesks(store: Store): Promise<void> {
  await store.createBoard(
    { id: board, title: '', language: 'fr', created: 1 },
    [],
    newBoardUpdate({ title: '', language: 'fr' }),
  )
  let written: Promise<void>[] = []
  for (let person = 0; person < people; person += 1) {
    const doc = new Y.Doc()
    for (let draft = 0; draft < draftsEach; draft += 1) {
      const text = words.slice(0, 3 + ((person + draft * 7) % words.length)).join(' ')
      addNote(doc, { x: 0, y: 0, author: null, created: 1, text })
    }
    const commit = {
      updates: [Y.encodeStateAsUpdate(doc)],
      isWhole: true,
      hasDrafts: true,
      heldSince: null,
      at: 1,
    }
    written.push(store.appendDrafts({ board, participant: `p${person}`, ...commit }))
    doc.destroy()
    if (written.length < 500) continue
    await Promise.all(written)
    written = []
  }
  await Promise.all(written)
}

async function reveal(
  store: Store,
): Promise<{ revealed: number; ms: number; cpuMs: number; longestMs: number }> {
  const common = { now: Date.now, log: quiet, idleMs: 60_000 }
  const memory = createMemoryPools()
  const bus = new InProcessBus(() => undefined)
  const draftRooms = createDraftRooms({ store, bus, memory, ...common })
  const services = createBoardServices({
    awayMs: () => 0,
    boards: store,
    polls: store,
    pairs: store,
    askings: store,
    draftRows: store,
    steps: store,
    people: store,
    drafts: draftRooms,
    keepBefore: () => undefined,
    photos: { mayUse: () => true, release: store.releasePhoto },
    onDeadline: () => undefined,
    randomBytes,
    pace: figuresPace,
    ...common,
  })
  const rooms = createRooms({
    store,
    services,
    guard: createGuard(),
    poolOf: () => memory.boards.pool,
    bounds: memory.boards.bounds,
    ...common,
  })
  const participant = { id: 'fay', name: '', colour: 0 }
  const session = { hash: '', board, role: 'facilitator', link: '', participant } as const
  const envelope = { key: 'one reveal', command: { kind: 'desk.reveal' } } as const
  return rooms.withBoard(board, async (live) => {
    const turns = watchTurns()
    const at = performance.now()
    const reply = await services.run(live, session, envelope)
    const ms = performance.now() - at
    const revealed = 'ok' in reply && reply.ok ? (reply.revealed ?? 0) : 0
    return { revealed, ms, ...turns.end() }
  })
}

/** CPU of this thread between two turns of its loop: says what was done in one go, however busy the machine is. */
function watchTurns(): { readonly end: () => { cpuMs: number; longestMs: number } } {
  let isOver = false
  let longest = 0
  const first = cpuNow()
  let last = first
  const look = (): void => {
    const now = cpuNow()
    longest = Math.max(longest, now - last)
    last = now
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  return {
    end: () => {
      look()
      isOver = true
      return { cpuMs: last - first, longestMs: longest }
    },
  }
}

function cpuNow(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
