import { onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { createLocalBoard, type LocalLimits } from '#client/bench/local-board.ts'
import { byServer } from '#client/model/connection/incoming-updates.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'

export interface SortingPerson {
  readonly model: BoardModel
  /** Sends what this person did, to everybody. */
  readonly send: () => void
  /** Receives what others have sent. */
  readonly receive: () => void
}

export interface SortingBoard {
  readonly people: readonly SortingPerson[]
  /** Everybody sends and receives until nobody changes anything any more. */
  readonly settle: () => void
}

/** Several people on one board, each with the client's own model. The test decides when their changes arrive. */
export function openForPeople(
  count: number,
  fill: (doc: Y.Doc) => void,
  limits: LocalLimits = {},
): SortingBoard {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const first = new Y.Doc()
  first.clientID = 1
  fill(first)
  const whole = Y.encodeStateAsUpdate(first)
  const people = Array.from(
    { length: count },
    (_, index): SortingPerson & { readonly inbox: Uint8Array[] } => {
      const doc = new Y.Doc()
      doc.clientID = index + 2
      Y.applyUpdate(doc, whole, byServer)
      const { model } = createLocalBoard(doc, (text, size) => text.length * size * 0.5, limits)
      onTestFinished(model.close)
      const outbox: Uint8Array[] = []
      const inbox: Uint8Array[] = []
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== byServer) outbox.push(update)
      })
      return {
        model,
        inbox,
        send: () => {
          for (const update of outbox.splice(0))
            for (const other of people) if (other.model !== model) other.inbox.push(update)
        },
        receive: () => {
          for (const update of inbox.splice(0)) Y.applyUpdate(doc, update, byServer)
        },
      }
    },
  )
  const deliver = () => {
    for (const person of people) person.send()
    for (const person of people) person.receive()
  }
  return {
    people,
    settle: () => {
      for (let rounds = 0; rounds < 40; rounds += 1) {
        deliver()
        vi.advanceTimersByTime(200)
      }
      deliver()
    },
  }
}
