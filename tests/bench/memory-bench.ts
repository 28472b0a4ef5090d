import { figure, type Table } from '../support/figures.ts'
import { joinAll } from './relay/load-person.ts'
import { besideHocuspocus, type Subject } from './relay/subject.ts'

const people = 1_000

/** Measures the server's memory for one idle connection. */
export async function memoryBench(): Promise<Table> {
  const { ours, theirs, batching } = await besideHocuspocus(measureMemory)
  return {
    title: `Memory per idle connection, ${people.toLocaleString('en')} on one board`,
    columns: ['', 'Boussole', 'Hocuspocus 4.7', 'Hocuspocus, batching', 'ratio', 'to reach'],
    rows: [
      [
        'heap and buffers, kB',
        figure(ours.held),
        figure(theirs.held),
        figure(batching.held),
        figure(ours.held / theirs.held),
        '≤ 25',
      ],
      [
        'resident set, kB',
        figure(ours.rss),
        figure(theirs.rss),
        figure(batching.rss),
        figure(ours.rss / theirs.rss),
        '',
      ],
    ],
    note: 'Above the same server with one connection, after a collection of garbage.',
  }
}

async function measureMemory(subject: Subject): Promise<{ held: number; rss: number }> {
  const [first, ...rest] = await subject.seats(people + 1)
  if (!first) throw new Error('no seat')
  await joinAll([first], subject.dialect)
  const empty = await subject.server().memory()
  await joinAll(rest, subject.dialect)
  const full = await subject.server().memory()
  return {
    held: (full.held - empty.held) / people / 1_000,
    rss: (full.rss - empty.rss) / people / 1_000,
  }
}
