import type * as Y from 'yjs'
import { addNote, notesOf } from '#shared/board/note.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { figure, type Table } from '../support/figures.ts'
import { atRate, waitFor } from '../support/pace.ts'
import type { Dialect } from './relay/dialect.ts'
import { joinAs, type LoadPerson } from './relay/load-person.ts'
import { measuredOn, startBoussole, startHocuspocus, type Subject } from './relay/subject.ts'
import { setting } from '../support/bench-setting.ts'

const rounds = setting(6, 2)
const writerCount = 5
const notesPerSecond = 2

interface Loss {
  readonly seen: number
  readonly lost: number
  /** From the oldest note lost to the kill, seconds. */
  readonly seconds: number
}

/** Kills a server while people write, again and again; notes that others have seen must survive. */
export async function killBench(): Promise<Table> {
  const seed = testSeed()
  console.log(`Seed ${seed}`)
  const killed = (subject: Subject) => measure(subject, seed)
  const ours = await measuredOn(startBoussole, killed)
  const theirs = await measuredOn(() => startHocuspocus({ isStored: true }), killed)
  return {
    title: `kill -9 while ${writerCount} people write, ${rounds} times`,
    columns: ['', 'Boussole', 'Hocuspocus 4.7', 'to reach'],
    rows: [
      ['notes that others had seen', String(ours.seen), String(theirs.seen), ''],
      ['of those gone afterwards', String(ours.lost), String(theirs.lost), '0'],
      ['work that was gone at worst, s', figure(ours.seconds), figure(theirs.seconds), '0'],
    ],
    note: 'Hocuspocus with its database extension and its own times (it stores 2 s after the last change, and after 10 s at the latest), into a file that is written whole and fsynced. Each round is 2 to 14 s long, drawn from the seed.',
  }
}

async function measure(subject: Subject, seed: number): Promise<Loss> {
  const random = seededRandom(seed)
  const { dialect } = subject
  const total = { seen: 0, lost: 0, seconds: 0 }
  const promised = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    const [watching, ...seats] = await subject.seats(writerCount + 1)
    if (!watching) throw new Error('seats were asked for')
    const watcher = await joinAs(watching, dialect, true)
    const writers = await Promise.all(seats.map((seat) => joinAs(seat, dialect, false)))
    const writtenAt = await writeNotes(writers, dialect, 2 + random.below(12))
    await waitFor(() => false, random.below(500))
    const killedAt = performance.now()
    await subject.restart?.()
    await waitFor(() => !watcher.socket.isOpen(), 5_000)
    for (const { id } of notesOf(watcher.doc)) {
      const at = writtenAt.get(id)
      if (at !== undefined) promised.set(id, killedAt - at)
    }
    const [seat] = await subject.seats(1)
    if (!seat) throw new Error('a seat was asked for')
    const newcomer = await joinAs(seat, dialect, true)
    const found = idsOf(newcomer.doc)
    for (const [id, age] of promised) {
      if (found.has(id)) continue
      promised.delete(id)
      total.lost += 1
      total.seconds = Math.max(total.seconds, age / 1_000)
    }
    newcomer.socket.close()
  }
  return { ...total, seen: promised.size + total.lost }
}

/** Lets each write two notes a second. Returns when each note was written. */
export async function writeNotes(
  writers: readonly LoadPerson[],
  dialect: Dialect,
  seconds: number,
): Promise<ReadonlyMap<string, number>> {
  const writtenAt = new Map<string, number>()
  for (const { doc, socket } of writers)
    doc.on('update', (update: Uint8Array) => socket.send(dialect.update(update)))
  await atRate(notesPerSecond, seconds, (step) => {
    for (const { doc, seat } of writers) {
      const note = { x: step, y: 0, author: seat.participant, created: 1, text: 'kept' }
      writtenAt.set(addNote(doc, note), performance.now())
    }
  })
  return writtenAt
}

function idsOf(doc: Y.Doc): ReadonlySet<string> {
  return new Set(notesOf(doc).map(({ id }) => id))
}
