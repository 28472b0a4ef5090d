import type * as Y from 'yjs'
import type { Id } from './parse-update.ts'
import { tooLarge } from './refused.ts'

export type StoredStruct = Y.Item | Y.GC

/** The client's first clock that the document does not have. */
export function stateOf(doc: Y.Doc, client: number): number {
  const structs = doc.store.clients.get(client)
  const last = structs?.[structs.length - 1]
  return last ? last.id.clock + last.length : 0
}

/** The index of the struct that contains this clock. The document must have the clock. */
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

/** The struct with this clock. Undefined when the document does not have it. */
export function storedAt(doc: Y.Doc, id: Id): StoredStruct | undefined {
  const structs = doc.store.clients.get(id.client)
  const last = structs?.[structs.length - 1]
  if (!structs || !last || id.clock >= last.id.clock + last.length) return undefined
  return id.clock >= last.id.clock ? last : structs[indexOf(structs, id.clock)]
}

/** Cost of splitting one of so many structs of a client: every later one moves in memory. */
export function splitCost(structs: number): number {
  return splitSteps + (structs >> splitShift)
}

/** A split costs about eight steps along a list. Moving 64 pointers in memory costs one. Measured. */
const splitSteps = 8
const splitShift = 6

/** The cost of checking one update, in steps along lists. Yjs walks the same way about five times slower. */
export interface Effort {
  readonly spend: (steps: number) => void
}

/**
 * Outside the processor's cache 100,000 steps take about ten milliseconds. Honest updates need a few
 * hundred.
 */
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
