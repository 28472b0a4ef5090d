import * as Y from 'yjs'
import { notesRoot } from '#shared/board/document.ts'
import { figure, median, type Table } from '../support/figures.ts'
import { waitFor } from '../support/pace.ts'
import { joinAll, joinAs } from './relay/load-person.ts'
import { seedBoard } from './relay/seed.ts'
import { besideHocuspocus, measuredOn, startBoussole, type Subject } from './relay/subject.ts'

const people = 1_000
const notes = 2_000
const many = 10_000

/** A thousand people open a full board at once. Getting their sessions is not part of it. */
export async function joinBench(): Promise<Table> {
  const { ours, theirs, batching } = await besideHocuspocus(measureJoin)
  return {
    title: `${people.toLocaleString('en')} people joining a board of ${notes.toLocaleString('en')} notes`,
    columns: ['', 'Boussole', 'Hocuspocus 4.7', 'Hocuspocus, batching', 'ratio', 'to reach'],
    rows: [
      [
        'server CPU ms a join',
        figure(ours.cpu),
        figure(theirs.cpu),
        figure(batching.cpu),
        figure(ours.cpu / theirs.cpu),
        '≤ 1',
      ],
      [
        'all synced, s',
        figure(ours.seconds),
        figure(theirs.seconds),
        figure(batching.seconds),
        figure(ours.seconds / theirs.seconds),
        '≤ 3',
      ],
      [
        'received by each, kB',
        figure(ours.kilobytes),
        figure(theirs.kilobytes),
        figure(batching.kilobytes),
        '',
        '',
      ],
    ],
    note: 'Websocket connection to the whole board received; the load generator shares the two cores.',
  }
}

async function measureJoin(subject: Subject): Promise<{ cpu: number; seconds: number; kilobytes: number }> {
  await seed(subject, notes)
  const seats = await subject.seats(people)
  const before = await subject.server().cpuMs()
  const started = performance.now()
  const joined = await joinAll(seats, subject.dialect)
  const seconds = (performance.now() - started) / 1_000
  const cpu = ((await subject.server().cpuMs()) - before) / people
  return { cpu, seconds, kilobytes: median(joined.map(({ socket }) => socket.received())) / 1_000 }
}

/** Fills the board; one person who has received all of it stays, so that no server forgets it. */
export async function seed(subject: Subject, notes: number): Promise<void> {
  const [writing, reading] = await subject.seats(2)
  if (!writing || !reading) throw new Error('two seats are needed to fill a board')
  const reader = await joinAs(reading, subject.dialect, true)
  const writer = await joinAs(writing, subject.dialect, false)
  await seedBoard(writer, subject.dialect, notes)
  const isThere = await waitFor(() => notesRoot(reader.doc).size === notes, 60_000)
  if (!isThere)
    throw new Error(`${subject.name}: only ${notesRoot(reader.doc).size} of ${notes} notes arrived`)
  writer.socket.close()
}

/** A board of 10,000 notes opened by the first person after a restart; Hocuspocus alone keeps nothing to open. */
export async function openBench(): Promise<Table> {
  const runs = await measuredOn(startBoussole, measureOpen)
  return {
    title: `Opening a board of ${many.toLocaleString('en')} notes after kill -9 and restart, to a synced client`,
    columns: ['', 'Boussole', 'to reach'],
    rows: [
      ['server CPU, s', figure(median(runs.map(({ cpu }) => cpu))), '≤ 1'],
      ['time, s', figure(median(runs.map(({ seconds }) => seconds))), ''],
    ],
    note: 'Median of three restarts. Hocuspocus without an extension stores nothing, so there is nothing to compare.',
  }
}

async function measureOpen(subject: Subject): Promise<readonly { cpu: number; seconds: number }[]> {
  await seed(subject, many)
  const runs: { cpu: number; seconds: number }[] = []
  for (let run = 0; run < 3; run += 1) {
    await subject.restart?.()
    const [seat] = await subject.seats(1)
    if (!seat) throw new Error('no seat')
    const before = await subject.server().cpuMs()
    const started = performance.now()
    const person = await joinAs(seat, subject.dialect, true)
    const seconds = (performance.now() - started) / 1_000
    runs.push({ cpu: ((await subject.server().cpuMs()) - before) / 1_000, seconds })
    const found = notesRoot(person.doc).size
    if (found !== many)
      throw new Error(
        `only ${found} of ${many} notes came back (${Y.encodeStateAsUpdate(person.doc).length} bytes)`,
      )
    person.socket.close()
  }
  return runs
}
