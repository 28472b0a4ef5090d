import * as Y from 'yjs'
import { addNote, placeNote } from '#shared/board/note.ts'
import type { Dialect } from './dialect.ts'
import type { LoadPerson } from './load-person.ts'

/** Somebody who drags one note of their own about. */
export interface Writer {
  readonly write: () => void
  readonly client: number
  /** Yjs clock after the last write: a client that has reached it has received everything. */
  readonly clock: () => number
  /** When each clock was reached, ms of performance.now(). */
  readonly sent: Map<number, number>
  /** When each message was sent, the note's own first. */
  readonly sentAt: readonly number[]
}

export function writerFor(person: LoadPerson, dialect: Dialect): Writer {
  const { doc, socket } = person
  const sent = new Map<number, number>()
  const sentAt: number[] = []
  let x = 0
  doc.on('update', (update: Uint8Array) => {
    sentAt.push(performance.now())
    socket.send(dialect.update(update))
  })
  const id = addNote(doc, {
    x,
    y: 0,
    z: 1,
    author: person.seat.participant,
    created: 1_700_000_000_000,
    text: 'Mine',
  })
  const clock = () => Y.getState(doc.store, doc.clientID)
  return {
    client: doc.clientID,
    clock,
    sent,
    sentAt,
    write: () => {
      placeNote(doc, id, { x: (x += 3) })
      sent.set(clock(), performance.now())
    },
  }
}

/** Keeps the board and notes how long each write took to reach it. */
export function observe(
  person: LoadPerson,
  writers: readonly Writer[],
): { readonly lateness: number[]; readonly hasAll: () => boolean } {
  const reached = new Map(writers.map(({ client, clock }) => [client, clock()]))
  const lateness: number[] = []
  person.listen((heard) => {
    if (heard.kind !== 'update') return
    const now = performance.now()
    for (const { client, sent } of writers) {
      const state = Y.getState(person.doc.store, client)
      for (let clock = (reached.get(client) ?? 0) + 1; clock <= state; clock += 1) {
        const at = sent.get(clock)
        if (at !== undefined) lateness.push(now - at)
      }
      reached.set(client, state)
    }
  })
  return {
    lateness,
    hasAll: () => writers.every(({ client, clock }) => Y.getState(person.doc.store, client) >= clock()),
  }
}

/** Notes how long after each of their writes somebody is told that it is saved. Our server alone tells. */
export function observeSaved(person: LoadPerson, { sentAt }: Writer): { readonly lateness: number[] } {
  const lateness: number[] = []
  let told = 0
  person.listen((heard) => {
    if (heard.kind !== 'saved') return
    const now = performance.now()
    // The first one saved is the answer to the server's question.
    for (; told < heard.count - 1; told += 1) lateness.push(now - (sentAt[told] ?? now))
  })
  return { lateness }
}
