import type * as Y from 'yjs'
import type { Id } from './parse-update.ts'
import { tooLarge } from './refused.ts'

export type StoredStruct = Y.Item | Y.GC

/** The first clock of a client that the document does not have. */
export function stateOf(doc: Y.Doc, client: number): number {
  const structs = doc.store.clients.get(client)
  const last = structs?.[structs.length - 1]
  return last ? last.id.clock + last.length : 0
}

/** The index of the struct that contains a clock the document has. */
export function indexOf(structs: readonly StoredStruct[], clock: number): number {
  let low = 0
  let high = structs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((structs[middle]?.id.clock ?? 0) <= clock) low = middle
    else high = middle - 1
  }
  return low
}

/** Undefined when the document does not have this clock. */
export function storedAt(doc: Y.Doc, id: Id): StoredStruct | undefined {
  const structs = doc.store.clients.get(id.client)
  const last = structs?.[structs.length - 1]
  if (!structs || !last || id.clock >= last.id.clock + last.length) return undefined
  return id.clock >= last.id.clock ? last : structs[indexOf(structs, id.clock)]
}

/** What it costs to split a struct of a client that has so many: each later one is moved in memory to make room. */
export function splitCost(structs: number): number {
  return splitSteps + (structs >> splitShift)
}

/** A split costs about eight steps along a list, and moving 64 pointers in memory one more. */
const splitSteps = 8
const splitShift = 6

/** What checking one update may cost, in steps along lists; Yjs walks the same way, some five times slower. */
export interface Effort {
  readonly spend: (steps: number) => void
}

/** 100,000 steps along lists that are not in the processor's cache are some ten milliseconds; honest updates need a few hundred. */
const effortLimit = 100_000

export function newEffort(): Effort {
  let spent = 0
  return {
    spend: (steps) => {
      spent += steps
      if (spent > effortLimit) throw tooLarge()
    },
  }
}
