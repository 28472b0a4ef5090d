import { figure, median, quantile, type Table } from '../support/figures.ts'
import { atRate, waitFor } from '../support/pace.ts'
import { seatCrew, type Crew } from './relay/crew.ts'
import {
  measuredOn,
  startBare,
  startBatching,
  startBoussole,
  startHocuspocus,
  startReference,
  type Subject,
} from './relay/subject.ts'
import { setting } from '../support/bench-setting.ts'

const people = 20
const writers = 5
const seconds = setting(20, 8)
const rounds = setting(3, 1)

/** Small rooms: many of them that are calm, and some that are busy. */
const layouts = [
  { name: '100 boards, 1 update/s', boards: 100, perSecond: 1, ratio: 0.8, bytes: 4 },
  { name: '25 boards, 10 updates/s', boards: 25, perSecond: 10, ratio: 0.6, bytes: 1 },
] as const
type Layout = (typeof layouts)[number]

interface Figures {
  readonly cpuPerThousand: number
  readonly p50: number
  readonly p95: number
  readonly kilobytesPerUpdate: number
}

const peers = [startHocuspocus, startBatching, startReference, startBare] as const

/** Many meetings of usual size at once, as a server of a company has them. */
export async function roomsBench(): Promise<Table> {
  const rows: string[][] = []
  for (const layout of layouts) {
    const all: Figures[] = []
    for (const start of [() => startBoussole({ boards: layout.boards }), ...peers])
      all.push(
        await measuredOn(
          () => start(),
          (subject) => measure(subject, layout),
        ),
      )
    const [ours, ...others] = all
    const [standard, batching] = others
    if (!ours || !standard || !batching) throw new Error('a subject was not measured')
    const least = Math.min(standard.cpuPerThousand, batching.cpuPerThousand)
    const cells = (of: (figures: Figures) => number) => all.map((figures) => figure(of(figures)))
    const without = (name: string, of: (figures: Figures) => number) => [name, ...cells(of), '', '']
    rows.push(
      [
        `${layout.name}: server CPU ms for 1,000 deliveries`,
        ...cells(({ cpuPerThousand }) => cpuPerThousand),
        figure(ours.cpuPerThousand / least),
        `ratio ≤ ${layout.ratio}`,
      ],
      without(`${layout.name}: delivery, p50, ms`, ({ p50 }) => p50),
      without(`${layout.name}: delivery, p95, ms`, ({ p95 }) => p95),
      [
        `${layout.name}: to the disk for an update, kB`,
        figure(ours.kilobytesPerUpdate),
        ...others.map(() => '–'),
        '',
        `≤ ${layout.bytes}`,
      ],
    )
  }
  return {
    title: `Small rooms: ${people} people on each board, ${writers} of them write`,
    columns: [
      '',
      'Boussole',
      'Hocuspocus 4.7',
      'Hocuspocus, batching',
      'y-websocket',
      'bare relay',
      'ratio to the better Hocuspocus',
      'to reach',
    ],
    rows,
    note: `Medians of ${rounds} rounds of ${seconds} s. Not the same work: Boussole alone writes each update to disk (fsync) before it sends it, and checks it; the peers keep it in memory. The bare relay passes frames on with \`ws\` and has no document: the floor. Bytes by /proc/PID/io, which counts whole pages. While many boards are busy, our server gathers for 54 to 104 ms, which is its delay here. \`perf\` sampled our whole process with 100 boards on 2 December 2026, on a busy machine: writes to sockets 45 %, the store’s thread 12 %, reads 8 %, the guard 6 %, Yjs 6 %, the compiler 2 %. Two thirds of the bare relay are the kernel’s work for a write to a socket: fewer writes alone make much of it cheaper.`,
  }
}

async function measure(subject: Subject, layout: Layout): Promise<Figures> {
  const crews = await crewsOf(subject, layout)
  const turn = () => crews.forEach((crew) => crew.turn())
  const hasAll = () => crews.every((crew) => crew.hasAll())
  // The compiler works until code has run some thousand times, which is no cost of a server that runs for days. At one
  // update a second it worked for 90 s; after 6 s at four it still took a tenth of our server's time.
  await atRate(Math.max(layout.perSecond, 4), setting(20, 12), turn)
  await waitFor(() => false, 1_000 / layout.perSecond)
  await waitFor(hasAll, 10_000)
  const all: Figures[] = []
  for (let round = 0; round < rounds; round += 1) all.push(await oneRound(subject, crews, layout))
  const of = (read: (figures: Figures) => number) => median(all.map(read))
  return {
    cpuPerThousand: of(({ cpuPerThousand }) => cpuPerThousand),
    p50: of(({ p50 }) => p50),
    p95: of(({ p95 }) => p95),
    kilobytesPerUpdate: of(({ kilobytesPerUpdate }) => kilobytesPerUpdate),
  }
}

async function oneRound(
  { server }: Subject,
  crews: readonly Crew[],
  { perSecond, boards }: Layout,
): Promise<Figures> {
  for (const crew of crews) crew.forget()
  const before = { cpu: await server().cpuMs(), written: await server().written() }
  await atRate(perSecond, seconds, () => crews.forEach((crew) => crew.turn()))
  // The last turn takes as long as its writers are out of step.
  await waitFor(() => false, 1_000 / perSecond)
  await waitFor(() => crews.every((crew) => crew.hasAll()), 10_000)
  const updates = boards * writers * perSecond * seconds
  const lateness = crews.flatMap((crew) => crew.lateness())
  return {
    cpuPerThousand: ((await server().cpuMs()) - before.cpu) / ((updates * people) / 1_000),
    p50: quantile(lateness, 0.5),
    p95: quantile(lateness, 0.95),
    kilobytesPerUpdate: ((await server().written()) - before.written) / updates / 1_000,
  }
}

/** The people of each board. Our seats are dealt to the boards in turn; the peers open a board by its name. */
async function crewsOf(subject: Subject, { boards, perSecond }: Layout): Promise<readonly Crew[]> {
  const seats = await subject.seats(boards * people)
  const crews: Crew[] = []
  for (let board = 0; board < boards; board += 1) {
    const own = seats.filter((_, index) => index % boards === board)
    const placed =
      subject.dialect.name === 'Boussole'
        ? undefined
        : own.map((seat) => subject.elsewhere(seat, `room${board}`))
    const dialect = placed?.[0]?.dialect ?? subject.dialect
    const options = { writers, observers: 1, writesPerSecond: perSecond }
    crews.push(await seatCrew(placed?.map(({ seat }) => seat) ?? own, dialect, options))
  }
  return crews
}
