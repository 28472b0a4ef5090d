import { notesOf } from '#shared/board/note.ts'
import { seededRandom, testSeed, type Random } from '#tests/support/random.ts'
import { setting } from '../support/bench-setting.ts'
import { figure, median, quantile, type Table } from '../support/figures.ts'
import { atRate, waitFor } from '../support/pace.ts'
import { writeNotes } from './kill-bench.ts'
import { seatCrew, type Crew } from './relay/crew.ts'
import { joinAs, type LoadPerson } from './relay/load-person.ts'
import { appendsOn } from './relay/appends.ts'
import {
  startBoussoles,
  startHocuspocuses,
  type Nodes,
  type NodesBoard,
  type NodesCpu,
} from './relay/nodes.ts'

const people = 200
const writers = 50
const writesPerSecond = 10
const seconds = setting(8, 2)
const rounds = setting(7, 3)
const kills = setting(10, 2)
const killedWriters = 4
/** Meetings of usual size: on each board some write every two seconds. */
const many = { boards: 400, people: 20, writers: 5, writesPerSecond: 0.5, servers: 4 }
const appendSeconds = setting(10, 3)
const appendingBoards = 400

/** Costs and losses of several servers on one PostgreSQL, beside one server on SQLite and beside Hocuspocus with Redis. */
export async function nodesBench(): Promise<readonly Table[]> {
  const relayed = await relayOnEach()
  const [killed, theirs] = [
    await killOnEach(() => startBoussoles(2, 'PostgreSQL')),
    await killOnEach(() => startHocuspocuses(2)),
  ]
  return [
    costTable(relayed),
    besideTable(relayed, killed, theirs),
    await manyBoards(),
    await connectionTable(),
  ]
}

const ways = ['sqlite', 'postgres', 'owned', 'forwarded', 'spread', 'hocuspocus'] as const
type Way = (typeof ways)[number]

interface Round {
  /** CPU for 1,000 deliveries, ms. */
  readonly servers: number
  readonly behind: number
  /** The same, in cores. */
  readonly cores: NodesCpu
  readonly p50: number
  readonly p95: number
  readonly isComplete: boolean
}
type Relayed = Readonly<Record<Way, readonly Round[]>>

/** One board for each way, with the same people and the same work, in turn. */
async function relayOnEach(): Promise<Relayed> {
  const started: Nodes[] = []
  const keep = async (starting: Promise<Nodes>): Promise<Nodes> => {
    const nodes = await starting
    started.push(nodes)
    return nodes
  }
  try {
    const [sqlite, postgres] = [
      await keep(startBoussoles(1, 'SQLite')),
      await keep(startBoussoles(1, 'PostgreSQL')),
    ]
    const [pair, peers] = [await keep(startBoussoles(2, 'PostgreSQL')), await keep(startHocuspocuses(2))]
    const crews: Record<Way, () => Promise<Round>> = {
      sqlite: await enlist(sqlite, () => 0),
      postgres: await enlist(postgres, () => 0),
      owned: await enlist(pair, () => 0),
      forwarded: await enlist(pair, () => 1),
      spread: await enlist(pair, (index) => index % 2),
      hocuspocus: await enlist(peers, (index) => index % 2),
    }
    const measured: Record<Way, Round[]> = {
      sqlite: [],
      postgres: [],
      owned: [],
      forwarded: [],
      spread: [],
      hocuspocus: [],
    }
    for (let round = 0; round <= rounds; round += 1)
      for (const way of ways) {
        const figures = await crews[way]()
        // The first one warms up.
        if (round > 0) measured[way].push(figures)
      }
    return measured
  } finally {
    for (const nodes of started) await nodes.stop()
  }
}

/** People on a new board of the first server, each through the server that `through` names. */
async function enlist(nodes: Nodes, through: (index: number) => number): Promise<() => Promise<Round>> {
  const board = await nodes.openBoard(0)
  const seats = await seatsOn(
    board,
    Array.from({ length: people }, (_, index) => through(index)),
  )
  const crew = await seatCrew(seats, board.dialect, { writers, observers: 3, writesPerSecond })
  return () =>
    relayRound(nodes, [crew], {
      perSecond: writesPerSecond,
      seconds,
      updates: writers * writesPerSecond * seconds,
    })
}

async function seatsOn({ seat }: NodesBoard, through: readonly number[]) {
  const seats = []
  for (let at = 0; at < through.length; at += 20)
    seats.push(...(await Promise.all(through.slice(at, at + 20).map(seat))))
  return seats
}

interface RoundWork {
  readonly perSecond: number
  readonly seconds: number
  /** Of all writers together. */
  readonly updates: number
}

async function relayRound(
  nodes: Nodes,
  crews: readonly Crew[],
  { perSecond, seconds: lasting, updates }: RoundWork,
): Promise<Round> {
  for (const crew of crews) crew.forget()
  const before = await nodes.cpuMs()
  const startedAt = performance.now()
  await atRate(perSecond, lasting, () => crews.forEach((crew) => crew.turn()))
  // The last turn takes as long as its writers are out of step.
  await waitFor(() => false, 1_000 / perSecond)
  const isComplete = await waitFor(() => crews.every((crew) => crew.hasAll()), 30_000)
  const after = await nodes.cpuMs()
  const elapsed = performance.now() - startedAt
  const used = { servers: after.servers - before.servers, behind: after.behind - before.behind }
  const thousands = (updates * (crews[0]?.people.length ?? 0)) / 1_000
  const lateness = crews.flatMap((crew) => crew.lateness())
  return {
    servers: used.servers / thousands,
    behind: used.behind / thousands,
    cores: { servers: used.servers / elapsed, behind: used.behind / elapsed },
    p50: quantile(lateness, 0.5),
    p95: quantile(lateness, 0.95),
    isComplete,
  }
}

function costTable(relayed: Relayed): Table {
  const row = (name: string, way: Way, base?: Way, most?: number) => {
    const all = relayed[way]
    return [
      name,
      `${figure(middle(all, 'servers'))}${all.every(({ isComplete }) => isComplete) ? '' : ' (not all arrived)'}`,
      figure(middle(all, 'behind')),
      base ? figure(ratio(all, relayed[base], ({ servers }) => servers)) : '',
      most === undefined ? '' : `≤ ${most}`,
      base ? figure(ratio(all, relayed[base], whole)) : '',
      figure(middle(all, 'p50')),
      figure(middle(all, 'p95')),
    ]
  }
  return {
    title: `Several servers: one board of ${people}, ${writers} of whom write ${writesPerSecond} times a second; CPU ms for 1,000 deliveries`,
    columns: [
      '',
      'servers',
      'PostgreSQL or Valkey',
      'ratio of the servers',
      'to reach',
      'ratio of both',
      'delivery p50, ms',
      'p95, ms',
    ],
    rows: [
      row('SQLite, one server', 'sqlite'),
      row('PostgreSQL, one server, to SQLite', 'postgres', 'sqlite', 1.3),
      row('two servers, all people at the owner, to one server', 'owned', 'postgres'),
      row('two servers, all at the other one (forwarded), to the owner', 'forwarded', 'owned', 1.5),
      row('two servers, half of the people at each, to the owner', 'spread', 'owned'),
      row('Hocuspocus 4.7 with Redis, two servers, half at each', 'hocuspocus'),
    ],
    note: `Medians of ${rounds} rounds of ${seconds} s; the rounds of all six alternate, and a ratio is the median of the ratios of one round each. CPU of all server processes together; beside it that of PostgreSQL, or of Valkey. SQLite works inside of the server's process.`,
  }
}

/** Many boards over four servers, each at its owner: a proxy sends a board to one server. */
async function manyBoards(): Promise<Table> {
  const { servers, boards, writesPerSecond } = many
  const nodes = await startBoussoles(servers, 'PostgreSQL')
  try {
    const crews: Crew[] = []
    while (crews.length < boards) {
      const owner = crews.length % servers
      const board = await nodes.openBoard(owner)
      const seats = await seatsOn(
        board,
        Array.from({ length: many.people }, () => owner),
      )
      crews.push(
        await seatCrew(seats, board.dialect, { writers: many.writers, observers: 1, writesPerSecond }),
      )
    }
    const lasting = 2 * seconds
    const updates = boards * many.writers * Math.round(writesPerSecond * lasting)
    const round = async () =>
      relayRound(nodes, crews, { perSecond: writesPerSecond, seconds: lasting, updates })
    // The first one warms up.
    await round()
    const all: Round[] = []
    while (all.length < rounds) all.push(await round())
    const row = (name: string, value: number, goal = '') => [name, figure(value), goal]
    return {
      title: `${boards} boards of ${many.people} people over four servers on one PostgreSQL`,
      columns: ['', 'Boussole', 'to reach'],
      rows: [
        ['people', (boards * many.people).toLocaleString('en'), ''],
        row('server CPU for 1,000 deliveries, ms', middle(all, 'servers')),
        row('PostgreSQL’s for the same', middle(all, 'behind')),
        row('all servers, % of a core', 100 * median(all.map(({ cores }) => cores.servers))),
        row('PostgreSQL, % of a core', 100 * median(all.map(({ cores }) => cores.behind))),
        row('delivery p50, ms', middle(all, 'p50')),
        row('delivery p95, ms', middle(all, 'p95')),
        row('most memory of a server, MB', (await nodes.peak()) / 1e6),
        ['connections to PostgreSQL', String(await nodes.connections()), String(servers)],
      ],
      note: `${many.writers} people on each board write every two seconds. Medians of ${rounds} rounds of ${lasting} s. The load generator shares the cores.`,
    }
  } finally {
    await nodes.stop()
  }
}

/** The most that the connections of servers carry; a server has one. */
async function connectionTable(): Promise<Table> {
  const ways = [
    ['SQLite, one server', { connections: 1, isPostgres: false }],
    ['PostgreSQL, one connection', { connections: 1, isPostgres: true }],
    ['PostgreSQL, four connections', { connections: 4, isPostgres: true }],
  ] as const
  const rows: string[][] = []
  for (const [name, way] of ways) {
    const { perSecond, p95, databaseMs } = await appendsOn(way, appendingBoards, appendSeconds)
    rows.push([name, figure(perSecond), figure(p95), way.isPostgres ? figure(databaseMs) : '–'])
  }
  return {
    title: `Appends without a pause on ${appendingBoards} boards, each committed before the next one of its board`,
    columns: ['', 'appends a second', 'p95, ms', 'CPU of PostgreSQL for 1,000, ms'],
    rows,
    note: `${appendSeconds} s each. A server has one connection, and all boards that write in the same milliseconds share a transaction. An append has all that was written on a board in one tick.`,
  }
}

interface Killed {
  readonly seen: number
  /** Of notes that others had seen: with people at both servers, and with all at the killed one. */
  readonly lost: number
  readonly lostAlone: number
  /** From the oldest lost note to the kill, seconds. */
  readonly lostSeconds: number
  /** From the kill until a newcomer has the board from the other server, seconds. */
  readonly served: readonly number[]
  /** The same after a SIGTERM. */
  readonly released: readonly number[]
}

function besideTable(relayed: Relayed, ours: Killed, theirs: Killed): Table {
  const both = (
    name: string,
    read: (rounds: readonly Round[]) => number,
    others: readonly Round[] = relayed.hocuspocus,
  ) => [name, figure(read(relayed.spread)), figure(read(others)), '']
  const most = (of: readonly number[]) => figure(Math.max(...of))
  return {
    title: 'Two servers each, half of the people at each',
    columns: ['', 'Boussole', 'Hocuspocus 4.7 with Redis', 'to reach'],
    rows: [
      both('server CPU ms for 1,000 deliveries', (all) => middle(all, 'servers')),
      both('the same with PostgreSQL or Valkey', (all) => median(all.map(whole))),
      both('delivery, p95, ms', (all) => middle(all, 'p95')),
      ['notes that others had seen before a kill', String(ours.seen), String(theirs.seen), ''],
      ['of those gone, people at both servers', String(ours.lost), String(theirs.lost), '0'],
      ['of those gone, all people at the killed one', String(ours.lostAlone), String(theirs.lostAlone), '0'],
      ['work that was gone at worst, s', figure(ours.lostSeconds), figure(theirs.lostSeconds), '0'],
      ['served by the other after a kill, at most, s', most(ours.served), most(theirs.served), '≤ 7'],
      ['served by the other after SIGTERM, at most, s', most(ours.released), most(theirs.released), ''],
    ],
    note: `${kills} kills of each kind. Hocuspocus with its Redis extension on Debian's Valkey, and its database extension with its own times on one folder. Not the same work: Boussole commits each update to PostgreSQL before it sends it. Hocuspocus has no owner of a board, so that nothing has to move after a kill; Boussole waits for the lease, five seconds.`,
  }
}

/** Kills the server of a board while people write; then somebody new asks the other one. */
async function killOnEach(start: () => Promise<Nodes>): Promise<Killed> {
  const seed = testSeed()
  console.log(`Seed ${seed}`)
  const random = seededRandom(seed)
  const nodes = await start()
  try {
    const [spread, alone, released]: Outcome[][] = [[], [], []]
    for (let round = 0; round < kills; round += 1) {
      spread?.push(await killRound(nodes, random, { isSpread: true, signal: 'SIGKILL' }))
      alone?.push(await killRound(nodes, random, { isSpread: false, signal: 'SIGKILL' }))
      if (round % 2 === 0)
        released?.push(await killRound(nodes, random, { isSpread: true, signal: 'SIGTERM' }))
    }
    const [shared = [], single = [], gone = []] = [spread, alone, released]
    const all = [...shared, ...single]
    const sum = (outcomes: readonly Outcome[]) => outcomes.reduce((total, { lost }) => total + lost.length, 0)
    return {
      seen: all.reduce((total, { seen }) => total + seen, 0),
      lost: sum(shared),
      lostAlone: sum(single),
      lostSeconds: Math.max(0, ...all.flatMap(({ lost }) => lost)) / 1_000,
      served: all.map(({ servedMs }) => servedMs / 1_000),
      released: gone.map(({ servedMs }) => servedMs / 1_000),
    }
  } finally {
    await nodes.stop()
  }
}

interface Outcome {
  readonly seen: number
  /** How long before the kill each lost note was written, ms. */
  readonly lost: readonly number[]
  readonly servedMs: number
}

async function killRound(
  nodes: Nodes,
  random: Random,
  { isSpread, signal }: { readonly isSpread: boolean; readonly signal: NodeJS.Signals },
): Promise<Outcome> {
  const { seat, dialect } = await nodes.openBoard(0)
  const place = (index: number) => (isSpread ? index % 2 : 0)
  const watchers = await Promise.all(
    [0, 1].map(async (index) => joinAs(await seat(place(index)), dialect, true)),
  )
  const crew = await Promise.all(
    Array.from({ length: killedWriters }, async (_, index) =>
      joinAs(await seat(place(index)), dialect, false),
    ),
  )
  const next = await seat(1)
  const writtenAt = await writeNotes(crew, dialect, 2 + random.below(3))
  await waitFor(() => false, random.below(500))
  const endedAt = performance.now()
  const ended = nodes.end(0, signal)
  const newcomer = await untilJoined(() => joinAs(next, dialect, true))
  const servedMs = performance.now() - endedAt
  await ended
  await waitFor(() => watchers.slice(0, isSpread ? 1 : 2).every(({ socket }) => !socket.isOpen()), 10_000)
  const found = new Set(notesOf(newcomer.doc).map(({ id }) => id))
  const seen = new Set(watchers.flatMap(({ doc }) => notesOf(doc).map(({ id }) => id)))
  const lost = [...seen].filter((id) => !found.has(id))
  for (const { socket } of [...watchers, ...crew, newcomer]) socket.close()
  await nodes.startAgain(0)
  return { seen: seen.size, lost: lost.map((id) => endedAt - (writtenAt.get(id) ?? endedAt)), servedMs }
}

/** As a page tries again. */
async function untilJoined(join: () => Promise<LoadPerson>): Promise<LoadPerson> {
  for (;;) {
    try {
      return await join()
    } catch {
      await waitFor(() => false, 50)
    }
  }
}

function middle(all: readonly Round[], field: 'servers' | 'behind' | 'p50' | 'p95'): number {
  return median(all.map((round) => round[field]))
}

/** With what stands behind the servers, if anything does. */
function whole({ servers, behind }: Round): number {
  return servers + (Number.isNaN(behind) ? 0 : behind)
}

/** The median of the ratios round by round. */
function ratio(all: readonly Round[], base: readonly Round[], of: (round: Round) => number): number {
  return median(all.flatMap((round, index) => (base[index] ? of(round) / of(base[index]) : [])))
}
