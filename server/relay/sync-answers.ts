import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { clientCountOf, clientsOf, nextClockOf } from '#shared/board/yjs-internals.ts'
import { answerFrame, answerInParts, joinFrames } from './frame.ts'
import { limits } from './limits.ts'

/** What brings the asker up to date: the answer, and every update frame sent since. */
export interface Answer {
  /** Shared by all who are sent it. */
  readonly frames: Buffer
  /** As above, but for a last small piece. */
  readonly since: readonly Buffer[]
}

interface Kept {
  readonly at: number
  readonly frames: Buffer
  /** In pieces that are large enough to be sent as they are. */
  readonly since: Buffer[]
  recent: Buffer[]
  sinceBytes: number
}

/** Of what the document has: clocks by client. */
export type Vector = ReadonlyMap<number, number>

/**
 * Answers to "what do I lack?". Encoding a difference is a pass over the whole document, and a thousand people
 * who join at once all ask the same question, so an answer is kept by what is asked: for a second, and as long as it is on its way to somebody.
 */
export class Answers {
  readonly #doc: Y.Doc
  readonly #isOnWay: (frames: Buffer) => boolean
  readonly #kept = new Map<string, Kept>()

  /** An answer that somebody has not taken yet is kept for longer, as it is in memory anyway. */
  constructor(doc: Y.Doc, isOnWay: (frames: Buffer) => boolean = () => false) {
    this.#doc = doc
    this.#isOnWay = isOnWay
  }

  /**
   * What the asker has of what the document has: nothing else makes a difference to the answer. Undefined when the bytes are no
   * state vector.
   */
  read(vector: Uint8Array): Vector | undefined {
    try {
      return isProportionate(this.#doc, vector) ? knownOf(this.#doc, vector) : undefined
    } catch {
      // A vector cut short or made up: the caller tells its sender.
      return undefined
    }
  }

  /** For who takes large messages in parts or who does not; undefined when it has to be made. */
  kept(vector: Vector, takesParts: boolean, at: number): Answer | undefined {
    this.forget(at)
    const kept = this.#kept.get(keyOf(vector, takesParts))
    if (!kept) return undefined
    const { frames, since, recent } = kept
    const joined = recent.length > 1 ? joinFrames(recent) : recent[0]
    if (!joined) return { frames, since: [...since] }
    const isPiece = joined.byteLength > limits.presenceLagBytes
    if (isPiece) since.push(joined)
    kept.recent = isPiece ? [] : [joined]
    return { frames, since: [...since, ...kept.recent] }
  }

  /** Ask only while the document is durable. */
  make(vector: Vector, takesParts: boolean, at: number): Answer {
    const update = Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(new Map(vector)))
    const frames = takesParts ? answerInParts(update) : answerFrame(update)
    this.#makeRoom(frames.byteLength)
    this.#kept.set(keyOf(vector, takesParts), { at, frames, since: [], recent: [], sinceBytes: 0 })
    return { frames, since: [] }
  }

  /** The document has moved on by this frame. */
  extend(frame: Buffer, at: number): void {
    this.forget(at)
    for (const kept of this.#kept.values()) {
      kept.recent.push(frame)
      kept.sinceBytes += frame.byteLength
    }
  }

  /** Whether something is kept still. */
  forget(at: number): boolean {
    for (const [key, kept] of this.#kept) {
      if (at - kept.at <= limits.answerMs) continue
      if (kept.sinceBytes > limits.lagBytes || !this.#isOnWay(kept.frames)) this.#kept.delete(key)
    }
    return this.#kept.size > 0
  }

  /** Everybody could ask from a vector of their own, and be answered with the whole board. */
  #makeRoom(size: number): void {
    let bytes = size
    let count = 1
    for (const kept of this.#kept.values()) {
      bytes += this.#bytesOf(kept)
      count += 1
    }
    for (const [key, kept] of this.#kept) {
      const isCrowded = count > limits.answersKept
      if (!isCrowded && bytes <= limits.answersKeptBytes) return
      if (!isCrowded && this.#isOnWay(kept.frames)) continue
      this.#kept.delete(key)
      bytes -= this.#bytesOf(kept)
      count -= 1
    }
  }

  #bytesOf({ frames, sinceBytes }: Kept): number {
    return sinceBytes + (this.#isOnWay(frames) ? 0 : frames.byteLength)
  }
}

function keyOf(vector: Vector, takesParts: boolean): string {
  return `${takesParts ? 'parts' : 'whole'} ${[...vector].flat().join(' ')}`
}

/**
 * A million clients in a vector would cost as many steps in Yjs. It may name those the board has, and some more. An
 * entry has ten bytes at the most: 32 bits of client, 31 of clock.
 */
function isProportionate(doc: Y.Doc, vector: Uint8Array): boolean {
  const decoder = decoding.createDecoder(vector)
  const count = decoding.readVarUint(decoder)
  return count <= clientCountOf(doc) + limits.unknownClients && vector.byteLength <= 10 + count * 10
}

/** In the document's order, whatever the asker's. */
function knownOf(doc: Y.Doc, vector: Uint8Array): Vector {
  const asked = Y.decodeStateVector(vector)
  const known = new Map<number, number>()
  for (const client of clientsOf(doc)) {
    const clock = asked.get(client) ?? 0
    if (clock > 0) known.set(client, Math.min(clock, nextClockOf(doc, client)))
  }
  return known
}
