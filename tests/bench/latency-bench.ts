import { figure, quantile, type Table } from '../support/figures.ts'
import { atRate, waitFor } from '../support/pace.ts'
import { seatCrew } from './relay/crew.ts'
import {
  measuredOn,
  startBatching,
  startBoussole,
  startHocuspocus,
  startReference,
  type Subject,
} from './relay/subject.ts'
import { setting } from '../support/bench-setting.ts'

const people = 9
const writers = 3
const seconds = setting(20, 8)

/** A meeting: how long after a move the others have it, with the rates of a pause, of typing and of dragging. */
export async function latencyBench(): Promise<Table> {
  const rows: string[][] = []
  for (const perSecond of [1, 5, 10]) {
    const late: (readonly number[])[] = []
    for (const start of [startBoussole, startHocuspocus, startBatching, startReference])
      late.push(
        await measuredOn(
          () => start(),
          (subject) => measure(subject, perSecond),
        ),
      )
    const row = (name: string, share: number, goal: string) => [
      `${perSecond} updates/s: ${name}, ms`,
      ...late.map((values) => figure(quantile(values, share))),
      perSecond === 10 ? goal : '',
    ]
    rows.push(row('p50', 0.5, '≤ 4'), row('p95', 0.95, '≤ 9'))
  }
  return {
    title: `A meeting of ${people}, ${writers} of whom write: delivery`,
    columns: ['', 'Boussole', 'Hocuspocus 4.7', 'Hocuspocus, batching', 'y-websocket', 'to reach'],
    rows,
    note: `From sending to having it, at all others, socket to socket, in ${seconds} s. Not the same work: Boussole alone has each update on disk (fsync) before it sends it.`,
  }
}

async function measure(subject: Subject, perSecond: number): Promise<readonly number[]> {
  const { turn, lateness, forget, hasAll } = await seatCrew(await subject.seats(people), subject.dialect, {
    writers,
    observers: people - writers,
    writesPerSecond: perSecond,
  })
  await atRate(perSecond, 2, turn)
  await waitFor(hasAll, 10_000)
  forget()
  await atRate(perSecond, seconds, turn)
  await waitFor(() => false, 1_000 / perSecond)
  await waitFor(hasAll, 10_000)
  return lateness()
}
