import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { clientCountOf, clientsOf, nextClockOf } from '#shared/board/yjs-internals.ts'
import { missingUpdates } from '#shared/board/update-parts.ts'
import { updateFrame } from './frame.ts'
import { limits } from './limits.ts'
import { inSlices, SharedAnswer } from './shared-answer.ts'

const sliceLimits = { bytes: limits.sliceBytes, structs: limits.sliceStructs }

/** A state vector: clock by client. */
export type Vector = ReadonlyMap<number, number>

/**
 * A cache of answers to "what do I lack?" for one document. Encoding a difference is a pass over the
 * whole document, and a thousand people who join together ask the same question. An answer is kept for a
 * second, and while it is in flight.
 */
export class SyncAnswers {
  readonly #doc: Y.Doc
  readonly #isInFlight: (frames: Buffer) => boolean
  readonly #cache = new Map<string, SharedAnswer>()

  /** Answers in flight are kept longer: they are in memory anyway. */
  constructor(doc: Y.Doc, isInFlight: (frames: Buffer) => boolean = () => false) {
    this.#doc = doc
    this.#isInFlight = isInFlight
  }

  /** The part of a state vector that matters to the answer. Undefined when the bytes are no state vector. */
  read(vector: Uint8Array): Vector | undefined {
    try {
      return isProportionate(this.#doc, vector) ? knownPart(this.#doc, vector) : undefined
    } catch {
      // A vector cut short or made up. The caller tells its sender.
      return undefined
    }
  }

  /** A cached answer. Undefined when it must be made. */
  find(vector: Vector, takesSlices: boolean, at: number): SharedAnswer | undefined {
    this.forget(at)
    return this.#cache.get(keyOf(vector, takesSlices))
  }

  /** Encodes an answer and caches it. Call only while the document is durable. */
  make(vector: Vector, takesSlices: boolean, at: number): SharedAnswer {
    const answer = new SharedAnswer(at, takesSlices ? this.#slices(vector) : this.#whole(vector))
    this.#makeRoom(answer.frames?.byteLength ?? 0)
    this.#cache.set(keyOf(vector, takesSlices), answer)
    return answer
  }

  /** Adds a frame by which the document has changed to all cached answers. */
  extend(frame: Buffer, at: number): void {
    this.forget(at)
    for (const cached of this.#cache.values()) cached.extend(frame)
  }

  /** Drops old answers. True when some are left. */
  forget(at: number): boolean {
    for (const [key, { at: askedAt, sinceBytes, frames, waiting }] of this.#cache) {
      // On a board where people write all the time, members would wait for the next one, and so on.
      if (!frames || waiting > 0 || at - askedAt <= limits.answerMs) continue
      if (sinceBytes > limits.lagBytes || !this.#isInFlight(frames)) this.#cache.delete(key)
    }
    return this.#cache.size > 0
  }

  #whole(vector: Vector): Buffer {
    return updateFrame(Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(new Map(vector))))
  }

  #slices(vector: Vector): Buffer | Promise<Buffer> {
    const updates = missingUpdates(this.#doc, vector, sliceLimits)
    const [first] = updates
    const isSmall = first && updates.length === 1 && first.byteLength <= limits.plainAnswerBytes
    return isSmall ? updateFrame(first) : inSlices(updates)
  }

  /** Everybody could ask with a vector of their own, and each answer could be the whole board. */
  #makeRoom(size: number): void {
    let bytes = size
    let count = 1
    for (const cached of this.#cache.values()) {
      bytes += this.#bytesOf(cached)
      count += 1
    }
    for (const [key, cached] of this.#cache) {
      const isCrowded = count > limits.answersKept
      if (!isCrowded && bytes <= limits.answersKeptBytes) return
      if (!cached.frames || cached.waiting > 0) continue
      if (!isCrowded && this.#isInFlight(cached.frames)) continue
      this.#cache.delete(key)
      bytes -= this.#bytesOf(cached)
      count -= 1
    }
  }

  #bytesOf({ frames, sinceBytes }: SharedAnswer): number {
    return sinceBytes + (!frames || this.#isInFlight(frames) ? 0 : frames.byteLength)
  }
}

function keyOf(vector: Vector, takesSlices: boolean): string {
  return `${takesSlices ? 'slices' : 'whole'} ${[...vector].flat().join(' ')}`
}

/**
 * False for a vector with far more clients than the board has: Yjs takes a step for each. An entry has
 * ten bytes at most: 32 bits of client, 31 of clock.
 */
function isProportionate(doc: Y.Doc, vector: Uint8Array): boolean {
  const decoder = decoding.createDecoder(vector)
  const count = decoding.readVarUint(decoder)
  return count <= clientCountOf(doc) + limits.unknownClients && vector.byteLength <= 10 + count * 10
}

/** Clients and clocks that the document has, in the document's order. */
function knownPart(doc: Y.Doc, vector: Uint8Array): Vector {
  const asked = Y.decodeStateVector(vector)
  const known = new Map<number, number>()
  for (const client of clientsOf(doc)) {
    const clock = asked.get(client) ?? 0
    if (clock > 0) known.set(client, Math.min(clock, nextClockOf(doc, client)))
  }
  return known
}
