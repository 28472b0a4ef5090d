import * as Y from 'yjs'
import { freshRecorder, recordSteps, type TimedUpdate } from '#server/archive/replay-recorder.ts'
import { addCluster, dissolveCluster, setCollapsed, writeClusterTitle } from '#shared/board/change-cluster.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { writeMeta } from '#shared/board/document.ts'
import { addNote, notesOf, placeNote, removeNotes, setTint, tints, writeNote } from '#shared/board/note.ts'
import type { ReplayBoard } from '#shared/board/replay.ts'
import type { Random } from '#tests/support/random.ts'

export const recordingStart = 1_800_000_000_000

export const plainNote = { x: 0, y: 0, author: 'ana', created: 1 }

/** Some minutes of random work. */
export function randomSession(random: Random): ReturnType<typeof newRecordedSession> {
  const session = newRecordedSession()
  for (let count = 0; count < 120; count += 1) session.after(random.below(4), () => work(session.doc, random))
  return session
}

/** A board, and the log of what is done to it at which second. */
export function newRecordedSession() {
  const doc = new Y.Doc()
  const log: TimedUpdate[] = []
  let at = recordingStart
  doc.on('update', (data: Uint8Array) => log.push({ at, data }))
  const after = <T>(seconds: number, work: () => T): T => {
    at += seconds * 1_000
    return doc.transact(work)
  }
  const stepsOf = (seconds = 60, state = freshRecorder) =>
    recordSteps(new Y.Doc(), log, state, at + seconds * 1_000).steps
  return { doc, log, after, stepsOf, now: () => at }
}

function work(doc: Y.Doc, random: Random): void {
  const notes = notesOf(doc)
  const clusters = clustersOf(doc)
  const note = notes.length > 0 ? random.pick(notes).id : undefined
  const cluster = clusters.length > 0 ? random.pick(clusters).id : undefined
  const kind = random.below(10)
  if (kind === 0 && note) removeNotes(doc, [note])
  else if (kind === 1 && note) addCluster(doc, [note], { title: `group ${random.below(99)}` })
  else if (kind === 2 && cluster) dissolveCluster(doc, cluster)
  else if (kind === 3 && cluster) writeClusterTitle(doc, cluster, `title ${random.below(999)}`)
  else if (kind === 4 && cluster) setCollapsed(doc, cluster, random.chance(0.5))
  else if (kind === 5 && note) setTint(doc, [note], random.pick(tints))
  else if (kind === 6 && note) placeNote(doc, note, { x: random.below(999), cluster: cluster ?? null })
  else if (kind <= 8 && note) writeNote(doc, note, `words ${random.below(9_999)}`)
  else if (random.chance(0.1)) writeMeta(doc, { title: `title ${random.below(99)}` })
  else {
    const id = random.chance(0.3) ? `again-${random.below(3)}` : undefined
    const text = random.chance(0.5) ? 'whole' : ''
    if (id === undefined || !notes.some((one) => one.id === id))
      addNote(doc, { ...plainNote, ...(id !== undefined && { id }), text, x: random.below(999) })
  }
}

/** A board that several paths lead to, in one order. */
export function replayContent({ title, notes, clusters, rounds }: ReplayBoard) {
  return {
    title,
    notes: sortedById(notes.values()),
    clusters: sortedById(clusters.values()),
    rounds: sortedById(rounds.values()),
  }
}

export function sortedById<T extends { readonly id: string }>(things: Iterable<T>): readonly T[] {
  return [...things].sort((a, b) => (a.id < b.id ? -1 : 1))
}
