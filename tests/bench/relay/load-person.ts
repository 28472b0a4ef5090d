import * as Y from 'yjs'
import type { Dialect, Heard } from './dialect.ts'
import { openLoadSocket, type LoadSocket } from './load-socket.ts'

/** The address and the session of one connection. */
export interface Seat {
  readonly port: number
  readonly path: string
  readonly protocols: readonly string[]
  /** Public id, the author of this person's notes. */
  readonly participant: string
  /** The server does not ask them what they have. */
  readonly mayOnlyRead?: boolean
}

export interface LoadPerson {
  readonly seat: Seat
  readonly socket: LoadSocket
  /** The notes of this person, and the whole board for people who keep it. */
  readonly doc: Y.Doc
  /** Reads every frame from now on; without it frames are only counted once the board has come. */
  readonly listen: (hear: (heard: Heard) => void) => void
}

/** Joins a board as y-websocket's client does and resolves once the board has come and the server has asked for ours. */
export async function joinAs(seat: Seat, dialect: Dialect, keepsBoard: boolean): Promise<LoadPerson> {
  const doc = new Y.Doc()
  const socket = await openLoadSocket(seat)
  const hear = (heard: Heard) => {
    if (heard.kind === 'asked') socket.send(dialect.answer(Y.encodeStateAsUpdate(doc, heard.vector)))
    if (keepsBoard && (heard.kind === 'synced' || heard.kind === 'update')) Y.applyUpdate(doc, heard.update)
  }
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`${dialect.name}: the board did not come`, { cause: socket.failure() })),
      60_000,
    )
    socket.tcp.once('close', () => {
      clearTimeout(limit)
      reject(new Error(`${dialect.name}: the connection ended before the board came`))
    })
    const missing = new Set<Heard['kind']>(seat.mayOnlyRead ? ['synced'] : ['asked', 'synced'])
    socket.onFrame = (frame) => {
      for (const heard of dialect.read(frame)) {
        hear(heard)
        missing.delete(heard.kind)
      }
      if (missing.size > 0) return
      clearTimeout(limit)
      socket.onFrame = keepsBoard ? (next) => dialect.read(next).forEach(hear) : undefined
      resolve()
    }
    for (const frame of dialect.greeting) socket.send(frame)
    socket.send(dialect.ask(Y.encodeStateVector(doc)))
  })
  return {
    seat,
    socket,
    doc,
    listen: (listener) => {
      socket.onFrame = (frame) => {
        for (const heard of dialect.read(frame)) {
          hear(heard)
          listener(heard)
        }
      }
    },
  }
}

/** Joins many, some at a time, as people behind one address do. */
export async function joinAll(
  seats: readonly Seat[],
  dialect: Dialect,
  keeps: (index: number) => boolean = () => false,
): Promise<readonly LoadPerson[]> {
  const people: LoadPerson[] = []
  // 100 at a time: below the usual backlog of a listening socket.
  for (let at = 0; at < seats.length; at += 100) {
    const some = seats.slice(at, at + 100)
    people.push(...(await Promise.all(some.map((seat, index) => joinAs(seat, dialect, keeps(at + index))))))
  }
  return people
}
