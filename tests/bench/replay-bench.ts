import { addNote, placeNote, writeNote } from '#shared/board/note.ts'
import { figure, median, type Table } from '../support/figures.ts'
import { atRate, waitFor } from '../support/pace.ts'
import { joinAll, type LoadPerson } from './relay/load-person.ts'
import { startBoussole, type Subject } from './relay/subject.ts'
import { setting } from '../support/bench-setting.ts'

const writers = 50
const writesPerSecond = 10
const seconds = setting(15, 8)
const rounds = setting(3, 1)

/** Measures the cost of recording a replay at 500 updates a second: half move a note, half write in one. */
export async function replayBench(): Promise<Table> {
  const off = await crewOf('0')
  const on = await crewOf('30')
  const shares: [off: number, on: number][] = []
  for (let round = 0; round <= rounds; round += 1) {
    const pair: [number, number] = [await off.round(), await on.round()]
    // The first one warms up.
    if (round > 0) shares.push(pair)
  }
  await off.subject.stop()
  await on.subject.stop()
  const added = shares.map(([without, recorded]) => recorded - without)
  return {
    title: 'Recording a replay at 500 updates/s',
    columns: ['', 'not recorded', 'recorded', 'added', 'to reach'],
    rows: [
      [
        'CPU of the process, % of a core',
        figure(median(shares.map(([without]) => without))),
        figure(median(shares.map(([, recorded]) => recorded))),
        figure(median(added)),
        'a few',
      ],
    ],
    note: `Medians of ${rounds} rounds of ${seconds} s, turn by turn; all threads. The log is folded, and with it recorded, every few seconds.`,
  }
}

async function crewOf(days: string): Promise<{ subject: Subject; round: () => Promise<number> }> {
  process.env['REPLAY_DAYS'] = days
  const subject = await startBoussole()
  const people = await joinAll(await subject.seats(writers), subject.dialect)
  const turns = people.map((person, index) => writerOf(person, subject, index % 2 === 0))
  const round = async (): Promise<number> => {
    const before = await subject.server().cpuMs()
    const startedAt = performance.now()
    await atRate(writesPerSecond, seconds, () =>
      turns.forEach((turn, index) => setTimeout(turn, (index / writers) * (1_000 / writesPerSecond))),
    )
    // The last turn is still to be written, and the written rows to be folded.
    await waitFor(() => false, 1_000)
    return (((await subject.server().cpuMs()) - before) / (performance.now() - startedAt)) * 100
  }
  return { subject, round }
}

function writerOf({ doc, seat, socket }: LoadPerson, { dialect }: Subject, moves: boolean): () => void {
  doc.on('update', (update: Uint8Array) => socket.send(dialect.update(update)))
  const facts = { x: 0, y: 0, author: seat.participant, created: 1_700_000_000_000 }
  const id = addNote(doc, { ...facts, text: 'Mine' })
  let words = ''
  let x = 0
  return () => {
    if (moves) return placeNote(doc, id, { x: (x += 3) })
    words = words.length < 120 ? `${words}word `.slice(0, words.length + 1) : ''
    writeNote(doc, id, words)
  }
}
