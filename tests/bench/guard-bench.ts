import { figure, type Table } from './figures.ts'
import { atRate, waitFor } from './pace.ts'
import { joinAll } from './relay/load-person.ts'
import { startBoussole } from './relay/subject.ts'
import { observe, writerFor } from './relay/writers.ts'

const writerCount = 50
const writesPerSecond = 10
const seconds = 10

/** What checking updates costs of everything the relay does, in the load of the fan-out benchmark. */
export async function guardBench(): Promise<Table> {
  const rows: string[][] = []
  for (const clients of [200, 500])
    rows.push([String(clients), `${figure((await measure(clients)) * 100)} %`])
  return {
    title: `Guard: share of the relay's main thread, one board, ${writerCount} writers at ${writesPerSecond} updates/s`,
    columns: ['clients', 'guard'],
    rows,
    note: 'To reach: 25 % at most. By the sampling profiler, of the time the main thread was not idle; the thread that writes to disk is not counted.',
  }
}

async function measure(clients: number): Promise<number> {
  const subject = await startBoussole()
  try {
    const people = await joinAll(
      await subject.seats(clients),
      subject.dialect,
      (index) => index === clients - 1,
    )
    const writers = people.slice(0, writerCount).map((person) => writerFor(person, subject.dialect))
    const observers = people.slice(-1).map((person) => observe(person, writers))
    await waitFor(() => observers.every(({ hasAll }) => hasAll()), 10_000)
    const phases = writers.map(() => (Math.random() * 1_000) / writesPerSecond)
    const turn = () => writers.forEach((writer, index) => setTimeout(writer.write, phases[index]))
    return await subject.server().guardShare(() => atRate(writesPerSecond, seconds, turn))
  } finally {
    await subject.stop()
  }
}
