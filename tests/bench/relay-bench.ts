import { figure, median, quantile, type Table } from '../support/figures.ts'
import { atRate, waitFor } from '../support/pace.ts'
import { seatCrew } from './relay/crew.ts'
import { besideHocuspocus, measuredOn, startReference, type Subject } from './relay/subject.ts'
import { setting } from '../support/bench-setting.ts'

const writerCount = 50
const writesPerSecond = 10
const seconds = setting(8, 4)
const warmSeconds = 20
/** With more people its delay grows as long as anybody writes. */
const mostInReference = 200
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
    const { ours, theirs, batching } = await besideHocuspocus(onBoard)
    const reference = clients > mostInReference ? undefined : await measuredOn(startReference, onBoard)
    rows.push([
      String(clients),
      cell(ours),
      cell(theirs),
      cell(batching),
      reference ? cell(reference) : '–',
      figure(ours.cpuPerThousand / theirs.cpuPerThousand),
      figure(ours.cpuPerThousand / batching.cpuPerThousand),
      [ours, theirs, batching, ...(reference ? [reference] : [])].map(({ p95 }) => figure(p95)).join(' / '),
      'ratio, batching ≤ 0.7',
    ])
  }
  return {
    title: `Relay: one board, ${writerCount} writers at ${writesPerSecond} updates/s, server CPU ms per 1,000 deliveries`,
    columns: [
      'clients',
      'Boussole',
      'Hocuspocus 4.7',
      'Hocuspocus, batching',
      'y-websocket',
      'ratio',
      'ratio, batching',
      'p95 delivery in this order, ms',
      'to reach',
    ],
    rows,
    note: 'A delivery is one update reaching one client, however it was batched. Batching: Hocuspocus sends every 16 ms at most. Not the same work: Boussole writes each update to disk (fsync) before it sends it; the peers keep it in memory. y-websocket’s server does not keep up with more than 200 people. Our server sends every 33 ms to 200 people and every 50 ms to 1,000: a longer window costs less, and is later. The load generator shares the cores.',
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
  // After 15 s the compiler still took a fifth of our server's time, which is no cost of a server that runs for days.
  await atRate(writesPerSecond, warmSeconds, turn)
  await waitFor(hasAll, 10_000)
  forget()

  const before = await subject.server().cpuMs()
  const bytesBefore = people.map(({ socket }) => socket.received())
  await atRate(writesPerSecond, seconds, turn)
  await waitFor(
    () => writers.every(({ sent }) => sent.size >= writesPerSecond * (seconds + warmSeconds)),
    2_000,
  )
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
