import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { answerFrame, answerInParts, joinFrames } from './frame.ts'
import { limits } from './limits.ts'

interface Kept {
  readonly at: number
  /** The answer, then every update frame sent since: together they bring the asker up to date. */
  frames: Buffer[]
}

/**
 * Answers to "what do I lack?". Encoding a difference is a pass over the whole document, and a thousand people
 * who join at once all ask the same question, so an answer is kept for a second by the bytes of the vector.
 */
export class Answers {
  readonly #doc: Y.Doc
  readonly #kept = new Map<string, Kept>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /**
   * Frames to write as one buffer, for who takes large messages in parts or who does not; undefined when the vector is not
   * one. Ask only while the document is durable.
   */
  to(vector: Uint8Array, takesParts: boolean, at: number): Buffer | undefined {
    this.forget(at)
    const asked = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('latin1')
    const key = `${takesParts ? 'parts' : 'whole'} ${asked}`
    const kept = this.#kept.get(key)
    if (kept) {
      const buffer = joinFrames(kept.frames)
      kept.frames = [buffer]
      return buffer
    }
    const update = differenceFrom(this.#doc, vector)
    if (!update) return undefined
    const buffer = takesParts ? answerInParts(update) : answerFrame(update)
    this.#makeRoom(buffer.byteLength)
    this.#kept.set(key, { at, frames: [buffer] })
    return buffer
  }

  /** The document has moved on by this frame. */
  extend(frame: Buffer, at: number): void {
    this.forget(at)
    for (const kept of this.#kept.values()) kept.frames.push(frame)
  }

  forget(at: number): void {
    for (const [key, kept] of this.#kept) if (at - kept.at > limits.answerMs) this.#kept.delete(key)
  }

  /** Everybody could ask from a vector of their own, and be answered with the whole board. */
  #makeRoom(size: number): void {
    let bytes = size
    let count = 1
    for (const { frames } of this.#kept.values()) {
      bytes += frames.reduce((sum, frame) => sum + frame.byteLength, 0)
      count += 1
    }
    for (const [key, { frames }] of this.#kept) {
      if (count <= limits.answersKept && bytes <= limits.answersKeptBytes) return
      this.#kept.delete(key)
      bytes -= frames.reduce((sum, frame) => sum + frame.byteLength, 0)
      count -= 1
    }
  }
}

/**
 * A million clients in a vector would cost as many steps in Yjs. It may name those the board has, and some more. An
 * entry has ten bytes at the most: 32 bits of client, 31 of clock.
 */
function isProportionate(doc: Y.Doc, vector: Uint8Array): boolean {
  const decoder = decoding.createDecoder(vector)
  const count = decoding.readVarUint(decoder)
  return count <= doc.store.clients.size + limits.unknownClients && vector.byteLength <= 10 + count * 10
}

function differenceFrom(doc: Y.Doc, vector: Uint8Array): Uint8Array | undefined {
  try {
    return isProportionate(doc, vector) ? Y.encodeStateAsUpdate(doc, vector) : undefined
  } catch {
    // A vector cut short or made up: the caller tells its sender.
    return undefined
  }
}
