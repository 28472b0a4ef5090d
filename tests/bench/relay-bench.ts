import { figure, median, quantile, type Table } from '../support/figures.ts'
import { atRate, waitFor } from '../support/pace.ts'
import { seatCrew } from './relay/crew.ts'
import { besideHocuspocus, measuredOn, startHocuspocus, type Subject } from './relay/subject.ts'

const writerCount = 50
const writesPerSecond = 10
const seconds = 8
const observerCount = 3

interface Outcome {
  readonly cpuPerThousand: number
  readonly p95: number
  readonly isComplete: boolean
}

/** One board, 50 people writing ten times a second, everybody receiving: what a delivery costs the server. */
export async function relayBench(sizes: readonly number[] = [200, 500, 1_000]): Promise<Table> {
  const rows: string[][] = []
  for (const clients of sizes) {
    const onBoard = (subject: Subject) => measure(subject, clients)
    const { ours, theirs } = await besideHocuspocus(onBoard)
    const slower = await measuredOn(() => startHocuspocus({ flushMs: 16 }), onBoard)
    rows.push([
      String(clients),
      cell(ours),
      cell(theirs),
      cell(slower),
      figure(ours.cpuPerThousand / theirs.cpuPerThousand),
      [ours, theirs, slower].map(({ p95 }) => figure(p95)).join(' / '),
    ])
  }
  return {
    title: `Relay: one board, ${writerCount} writers at ${writesPerSecond} updates/s, server CPU ms per 1,000 deliveries`,
    columns: [
      'clients',
      'Boussole',
      'Hocuspocus 4.7',
      'Hocuspocus, 16 ms flush',
      'ratio to Hocuspocus',
      'p95 delivery, ms',
    ],
    rows,
    note: 'To reach: a ratio of 0.5 at most. A delivery is one update reaching one client, however it was batched. Boussole writes each update to disk (fsync) before it sends it; Hocuspocus keeps it in memory. The load generator shares the two cores.',
  }
}

function cell({ cpuPerThousand, isComplete }: Outcome): string {
  return `${figure(cpuPerThousand)}${isComplete ? '' : ' (not all arrived)'}`
}

async function measure(subject: Subject, clients: number): Promise<Outcome> {
  const { people, writers, turn, lateness, forget, hasAll } = await seatCrew(
    await subject.seats(clients),
    subject.dialect,
    { writers: writerCount, observers: observerCount, writesPerSecond },
  )
  await atRate(writesPerSecond, 1, turn)
  await waitFor(hasAll, 10_000)
  forget()

  const before = await subject.server().cpuMs()
  const bytesBefore = people.map(({ socket }) => socket.received())
  await atRate(writesPerSecond, seconds, turn)
  await waitFor(() => writers.every(({ sent }) => sent.size >= writesPerSecond * (seconds + 1)), 2_000)
  const arrived = await waitFor(hasAll, 30_000)
  const cpu = (await subject.server().cpuMs()) - before
  const bytes = people.map(({ socket }, index) => socket.received() - (bytesBefore[index] ?? 0))
  const deliveries = writerCount * writesPerSecond * seconds * clients
  return {
    cpuPerThousand: cpu / (deliveries / 1_000),
    p95: quantile(lateness(), 0.95),
    // Nobody was skipped: everyone received about as much as the middle one.
    isComplete: arrived && Math.min(...bytes) > median(bytes) * 0.8,
  }
}
