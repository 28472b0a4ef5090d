import * as Y from 'yjs'
import { createLocalBoard, type LocalBoard, type LocalLimits } from '#client/bench/local-board.ts'
import { byServer } from '#client/model/connection/incoming-updates.ts'

export interface PersonAtOnce extends LocalBoard {
  /** Sends what this person did, to everybody. */
  readonly send: () => void
  /** Receives what others have sent. */
  readonly receive: () => void
}

/** Several people on one board, each with the client's own model. The caller decides when their changes arrive. */
export function peopleAtOnce(
  count: number,
  fill: (doc: Y.Doc) => void,
  limits: LocalLimits = {},
): readonly PersonAtOnce[] {
  const first = new Y.Doc()
  first.clientID = 1
  fill(first)
  const whole = Y.encodeStateAsUpdate(first)
  const people = Array.from(
    { length: count },
    (_, index): PersonAtOnce & { readonly inbox: Uint8Array[] } => {
      const doc = new Y.Doc()
      doc.clientID = index + 2
      Y.applyUpdate(doc, whole, byServer)
      const board = createLocalBoard(doc, (text, size) => text.length * size * 0.5, limits)
      const outbox: Uint8Array[] = []
      const inbox: Uint8Array[] = []
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== byServer) outbox.push(update)
      })
      return {
        ...board,
        inbox,
        send: () => {
          for (const update of outbox.splice(0))
            for (const other of people) if (other.doc !== doc) other.inbox.push(update)
        },
        receive: () => {
          for (const update of inbox.splice(0)) Y.applyUpdate(doc, update, byServer)
        },
      }
    },
  )
  return people
}

export function exchange(people: readonly PersonAtOnce[]): void {
  for (const person of people) person.send()
  for (const person of people) person.receive()
}
