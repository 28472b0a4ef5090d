import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { clientCountOf, clientsOf, nextClockOf } from '#shared/board/yjs-internals.ts'
import { missingParts } from '#shared/board/update-parts.ts'
import { emptyUpdate } from '../basics/update-pack.ts'
import { updateFrame } from './frame.ts'
import { limits } from './limits.ts'
import { inSlices, SharedAnswer } from './shared-answer.ts'

const sliceLimits = { bytes: limits.sliceBytes, structs: limits.sliceStructs }

/** A question for all of the document but these clocks, by client. */
export interface Question {
  readonly known: ReadonlyMap<number, number>
  /** The answer may come in slices. */
  readonly takesSlices: boolean
  /** The same for all who ask the same. */
  readonly key: string
}

/** Counts milliseconds of work for those who ask. */
export type Spend = (ms: number) => void

/** The world around the answers of one document. */
export interface AnswerWorld {
  /** True while somebody's network has not taken these frames. */
  readonly isInFlight: (frames: Buffer) => boolean
  /** Settles when the document is durable. False when its board has been closed. */
  readonly untilDurable: () => Promise<boolean>
}

/**
 * A cache of answers to "what do I lack?" for one document. Encoding a difference is a pass over the
 * whole document, and a thousand people who join together ask the same question. An answer is kept for a
 * second, and while it is in flight.
 *
 * A slice is encoded, and then other work has its turn. The answer brings everything that was there at the beginning.
 * Every later change follows it, also one that a later slice already has.
 */
export class SyncAnswers {
  readonly #doc: Y.Doc
  readonly #world: AnswerWorld
  readonly #cache = new Map<string, SharedAnswer>()
  /** The vector that was read last, of the document as it is. Hundreds who fall behind together share one. */
  #lastRead: { readonly vector: Uint8Array; readonly question: Question } | undefined

  constructor(doc: Y.Doc, world: AnswerWorld) {
    this.#doc = doc
    this.#world = world
  }

  /** Reads a state vector as far as it matters to the answer. Undefined when the bytes are no state vector. */
  read(vector: Uint8Array, takesSlices: boolean): Question | undefined {
    const last = this.#lastRead
    if (last?.vector === vector && last.question.takesSlices === takesSlices) return last.question
    try {
      if (!isProportionate(this.#doc, vector)) return undefined
      const known = knownPart(this.#doc, vector)
      const part = Buffer.from(Y.encodeStateVector(known)).toString('latin1')
      const question = { known, takesSlices, key: takesSlices ? part : `whole ${part}` }
      this.#lastRead = { vector, question }
      return question
    } catch {
      // A vector cut short or made up. The caller tells its sender.
      return undefined
    }
  }

  /** A cached answer. Undefined when it must be made. */
  find({ key }: Question, at: number): SharedAnswer | undefined {
    this.forget(at)
    return this.#cache.get(key)
  }

  /**
   * Encodes the first slice of an answer, or all of it, and caches it. Call only while the document is durable.
   * `spend` is told the milliseconds that each later slice takes.
   */
  make({ known, takesSlices, key }: Question, at: number, spend: Spend): SharedAnswer {
    const answer = new SharedAnswer(at, takesSlices ? this.#slices(known, spend) : this.#whole(known))
    this.#makeRoom(answer.frames?.byteLength ?? 0)
    this.#cache.set(key, answer)
    return answer
  }

  /** Adds a frame by which the document has changed to all cached answers. */
  extend(frame: Buffer, at: number): void {
    this.#lastRead = undefined
    this.forget(at)
    for (const cached of this.#cache.values()) cached.extend(frame)
  }

  /** Drops old answers. True when some are left. */
  forget(at: number): boolean {
    for (const [key, { at: askedAt, sinceBytes, frames, waiting }] of this.#cache) {
      // On a board where people write all the time, members would wait for the next one, and so on.
      if (!frames || waiting > 0 || at - askedAt <= limits.answerMs) continue
      if (sinceBytes > limits.lagBytes || !this.#world.isInFlight(frames)) this.#cache.delete(key)
    }
    return this.#cache.size > 0
  }

  #whole(known: Question['known']): Buffer {
    return updateFrame(Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(new Map(known))))
  }

  #slices(known: Question['known'], spend: Spend): Buffer | Promise<Buffer> {
    const parts = missingParts(this.#doc, known, sliceLimits)
    const first = parts.next().value ?? emptyUpdate
    if (first.byteLength > limits.plainAnswerBytes) return inSlices(this.#restOf(parts, [first], spend))
    // A small part is the only one, except among thousands of tiny structs.
    const second = parts.next().value
    return second ? inSlices(this.#restOf(parts, [first, second], spend)) : updateFrame(first)
  }

  /** These first parts, and the rest. Each is encoded once the document is durable, which may have changed. */
  async *#restOf(
    parts: Iterator<Uint8Array, void>,
    first: readonly Uint8Array[],
    spend: Spend,
  ): AsyncGenerator<Uint8Array> {
    yield* first
    while (await this.#world.untilDurable()) {
      const startedAt = performance.now()
      const { value } = parts.next()
      spend(performance.now() - startedAt)
      if (!value) return
      yield value
    }
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
      if (!isCrowded && this.#world.isInFlight(cached.frames)) continue
      this.#cache.delete(key)
      bytes -= this.#bytesOf(cached)
      count -= 1
    }
  }

  #bytesOf({ frames, sinceBytes }: SharedAnswer): number {
    return sinceBytes + (!frames || this.#world.isInFlight(frames) ? 0 : frames.byteLength)
  }
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
function knownPart(doc: Y.Doc, vector: Uint8Array): Map<number, number> {
  const asked = Y.decodeStateVector(vector)
  const known = new Map<number, number>()
  for (const client of clientsOf(doc)) {
    const clock = asked.get(client) ?? 0
    if (clock > 0) known.set(client, Math.min(clock, nextClockOf(doc, client)))
  }
  return known
}
