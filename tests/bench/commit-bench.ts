import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure, median, quantile, type Table } from '../support/figures.ts'
import { atRate, waitFor } from '../support/pace.ts'
import { outOfStep } from './relay/crew.ts'
import { joinAll } from './relay/load-person.ts'
import { startBoussole, type Subject } from './relay/subject.ts'
import { observe, observeSaved, writerFor } from './relay/writers.ts'
import { setting } from '../support/bench-setting.ts'

const writesPerSecond = 10
const rounds = setting(5, 2)
const seconds = 5

/** 500 updates a second either way; on ten boards they are ten times as many appends. */
const layouts = [
  { name: '1 board, 50 writers', boards: 1, writersEach: 50 },
  { name: '10 boards, 5 writers each', boards: 10, writersEach: 5 },
] as const

const measures = {
  deliveredP50: 'delivery p50, ms',
  deliveredP95: 'delivery p95, ms',
  savedP50: 'told that it is saved, p50, ms',
  savedP95: 'told that it is saved, p95, ms',
  loopP99: 'event-loop delay p99, ms',
  loopMax: 'event-loop delay, longest, ms',
  core: 'CPU of the process, % of a core',
} as const
type Measure = keyof typeof measures
type Figures = Readonly<Record<Measure, number>>

const toReach: Partial<Record<Measure, string>> = { deliveredP95: 'added ≤ 20', loopP99: 'on disk ≤ 30' }

/** Measures the delay of writing to disk before showing, against a relay whose log acknowledges at once. */
export async function commitBench(): Promise<Table> {
  const rows: string[][] = []
  for (const layout of layouts) {
    const { instant, durable } = await compare(layout)
    for (const measure of Object.keys(measures) as Measure[]) {
      const added = durable.map(
        (figures, round) => figures[measure] - (instant[round]?.[measure] ?? Number.NaN),
      )
      rows.push([
        `${layout.name}: ${measures[measure]}`,
        figure(median(instant.map((figures) => figures[measure]))),
        figure(median(durable.map((figures) => figures[measure]))),
        figure(median(added)),
        toReach[measure] ?? '',
      ])
    }
  }
  const bare = bareSyncs()
  return {
    title: 'Commit to disk at 500 updates/s',
    columns: ['', 'acknowledged at once', 'on disk', 'added', 'to reach'],
    rows,
    note: `Medians of ${rounds} rounds of ${seconds} s, turn by turn. Delivery: from sending to having it, the tick's window included. The loop's delay is sampled every 5 ms, which are in it. Appending 1 kB to a bare file and fdatasync on this disk: p50 ${figure(quantile(bare, 0.5))} ms, p95 ${figure(quantile(bare, 0.95))} ms.`,
  }
}

async function compare(
  layout: (typeof layouts)[number],
): Promise<{ instant: Figures[]; durable: Figures[] }> {
  const { boards } = layout
  const subjects: Subject[] = []
  try {
    subjects.push(await startBoussole({ boards, script: 'tests/bench/instant-process.ts' }))
    subjects.push(await startBoussole({ boards }))
    const crews = await Promise.all(subjects.map((subject) => enlist(subject, layout)))
    const [instant = [], durable = []] = subjects.map((): Figures[] => [])
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, crew] of crews.entries()) {
        const figures = await crew.round()
        // The first one warms up.
        if (round > 0) [instant, durable][index]?.push(figures)
      }
    }
    return { instant, durable }
  } finally {
    for (const subject of subjects) await subject.stop()
  }
}

/** On every board its writers, and one person who watches. */
async function enlist(subject: Subject, { boards, writersEach }: (typeof layouts)[number]) {
  const { dialect, server } = subject
  const people = await joinAll(
    await subject.seats(boards * (writersEach + 1)),
    dialect,
    (index) => index < boards,
  )
  const written = people.map((person, index) => {
    if (index < boards) return undefined
    const writer = writerFor(person, dialect)
    return { writer, saved: observeSaved(person, writer), board: index % boards }
  })
  const crew = written.filter((one) => one !== undefined)
  const observers = people.slice(0, boards).map((person, board) =>
    observe(
      person,
      crew.filter((one) => one.board === board).map((one) => one.writer),
    ),
  )
  const turn = outOfStep(
    crew.map(({ writer }) => writer.write),
    writesPerSecond,
  )
  const hasAll = () => observers.every((observer) => observer.hasAll())
  const settled = async () => {
    if (!(await waitFor(hasAll, 20_000))) throw new Error('not everything was delivered')
  }
  await settled()

  return {
    round: async (): Promise<Figures> => {
      for (const { lateness } of [...observers, ...crew.map(({ saved }) => saved)]) lateness.length = 0
      await server().loop()
      const before = await server().cpuMs()
      const startedAt = performance.now()
      await atRate(writesPerSecond, seconds, turn)
      // The last turn is still to be written.
      await waitFor(() => false, 1_000 / writesPerSecond)
      await settled()
      const cpu = (await server().cpuMs()) - before
      const elapsed = performance.now() - startedAt
      const loop = await server().loop()
      const delivered = observers.flatMap(({ lateness }) => lateness)
      const saved = crew.flatMap((one) => one.saved.lateness)
      return {
        deliveredP50: quantile(delivered, 0.5),
        deliveredP95: quantile(delivered, 0.95),
        savedP50: quantile(saved, 0.5),
        savedP95: quantile(saved, 0.95),
        loopP99: loop.p99,
        loopMax: loop.max,
        core: (cpu / elapsed) * 100,
      }
    },
  }
}

/** The time of the disk itself, in milliseconds a commit. */
function bareSyncs(): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'boussole-sync-'))
  const file = openSync(join(folder, 'log'), 'a')
  try {
    return Array.from({ length: 300 }, () => {
      const at = performance.now()
      writeSync(file, new Uint8Array(1_024))
      fdatasyncSync(file)
      return performance.now() - at
    })
  } finally {
    closeSync(file)
    rmSync(folder, { recursive: true })
  }
}
