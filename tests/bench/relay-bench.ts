import { figure, median, quantile, type Table } from './figures.ts'
import { atRate, waitFor } from './pace.ts'
import { joinAll } from './relay/load-person.ts'
import { startBoussole, startHocuspocus, type StartSubject } from './relay/subject.ts'
import { observe, writerFor } from './relay/writers.ts'

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
    const ours = await measure(startBoussole, clients)
    const theirs = await measure(startHocuspocus, clients)
    const slower = await measure(() => startHocuspocus({ flushMs: 16 }), clients)
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

async function measure(start: StartSubject, clients: number): Promise<Outcome> {
  const subject = await start()
  try {
    const seats = await subject.seats(clients)
    const people = await joinAll(seats, subject.dialect, (index) => index >= clients - observerCount)
    const writers = people.slice(0, writerCount).map((person) => writerFor(person, subject.dialect))
    const observers = people.slice(-observerCount).map((person) => observe(person, writers))
    await waitFor(() => observers.every(({ hasAll }) => hasAll()), 10_000)
    // People are not in step: each keeps a phase of their own within the tenth of a second.
    const phases = writers.map(() => (Math.random() * 1_000) / writesPerSecond)
    const turn = () => writers.forEach((writer, index) => setTimeout(writer.write, phases[index]))
    await atRate(writesPerSecond, 1, turn)
    await waitFor(() => observers.every(({ hasAll }) => hasAll()), 10_000)
    for (const { lateness } of observers) lateness.length = 0

    const before = await subject.server().cpuMs()
    const bytesBefore = people.map(({ socket }) => socket.received())
    await atRate(writesPerSecond, seconds, turn)
    await waitFor(() => writers.every(({ sent }) => sent.size >= writesPerSecond * (seconds + 1)), 2_000)
    const arrived = await waitFor(() => observers.every(({ hasAll }) => hasAll()), 30_000)
    const cpu = (await subject.server().cpuMs()) - before
    const bytes = people.map(({ socket }, index) => socket.received() - (bytesBefore[index] ?? 0))
    const deliveries = writerCount * writesPerSecond * seconds * clients
    return {
      cpuPerThousand: cpu / (deliveries / 1_000),
      p95: quantile(
        observers.flatMap(({ lateness }) => lateness),
        0.95,
      ),
      // Nobody was skipped: everyone received about as much as the middle one.
      isComplete: arrived && Math.min(...bytes) > median(bytes) * 0.8,
    }
  } finally {
    await subject.stop()
  }
}
