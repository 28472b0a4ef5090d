import { figure, type Table } from '../support/figures.ts'
import { atRate } from '../support/pace.ts'
import { seatCrew } from './relay/crew.ts'
import { measuredOn, startBoussole, type Subject } from './relay/subject.ts'

const writerCount = 50
const writesPerSecond = 10
const seconds = 10

/** Measures the guard's share of the relay's work under the load of the fan-out benchmark. */
export async function guardBench(): Promise<Table> {
  const rows: string[][] = []
  for (const clients of [200, 500]) {
    const share = await measuredOn(startBoussole, (subject) => measure(subject, clients))
    rows.push([String(clients), `${figure(share * 100)} %`])
  }
  return {
    title: `Guard: share of the relay's main thread, one board, ${writerCount} writers at ${writesPerSecond} updates/s`,
    columns: ['clients', 'guard'],
    rows,
    note: 'To reach: 25 % at most. By the sampling profiler, of the time the main thread was not idle; the thread that writes to disk is not counted.',
  }
}

async function measure(subject: Subject, clients: number): Promise<number> {
  const { turn } = await seatCrew(await subject.seats(clients), subject.dialect, {
    writers: writerCount,
    observers: 1,
    writesPerSecond,
  })
  return subject.server().guardShare(() => atRate(writesPerSecond, seconds, turn))
}
