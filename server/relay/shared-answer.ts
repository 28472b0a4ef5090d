import { promisify } from 'node:util'
import { deflateRaw, deflateRawSync } from 'node:zlib'
import { emptyUpdate } from '../basics/update-pack.ts'
import { endOfAnswer, joinFrames, sliceFrame } from './frame.ts'
import { limits } from './limits.ts'

const deflated = promisify<Uint8Array, { readonly chunkSize: number }, Buffer>(deflateRaw)

const lastSlice = deflateRawSync(emptyUpdate)

/** Slices are counted to their end, so the last of them ends the answer. */
const endOfSlices = sliceFrame(0, lastSlice)

/** Frames that bring a client up to date. Only the last one says so: until then the client may lack words. */
export interface Answer {
  /** The same buffer for everybody who is sent it. */
  readonly frames: Buffer
  /** Every update frame sent since, and the end. Also shared, except for a last small piece. */
  readonly since: readonly Buffer[]
}

/** One answer for all who ask the same question. A compressed one is not made at once. */
export class SharedAnswer {
  /** When its question was asked. */
  readonly at: number
  /** Settles when the frames are made. Undefined when they were made at once. */
  readonly made: Promise<void> | undefined
  /** Bytes of frames by which the document has changed since. */
  sinceBytes = 0
  /** So many members wait for it to be made, and then for the document to be durable. */
  waiting = 0
  #frames: Buffer | undefined
  readonly #end: Buffer
  /** Joined pieces that are large enough to be sent as they are. */
  readonly #since: Buffer[] = []
  #recent: Buffer[] = []

  /** `frames`: an update, or slices that are not made at once. */
  constructor(at: number, frames: Buffer | Promise<Buffer>) {
    this.at = at
    this.#end = frames instanceof Promise ? endOfSlices : endOfAnswer
    if (frames instanceof Promise) this.made = frames.then((made) => void (this.#frames = made))
    else this.#frames = frames
  }

  /** Undefined until they are made. */
  get frames(): Buffer | undefined {
    return this.#frames
  }

  extend(frame: Buffer): void {
    this.#recent.push(frame)
    this.sinceBytes += frame.byteLength
  }

  /** Undefined until the answer is made. */
  take(): Answer | undefined {
    const frames = this.#frames
    if (!frames) return undefined
    const [first] = this.#recent
    if (!first) return { frames, since: [...this.#since, this.#end] }
    const joined = joinFrames(this.#recent)
    const isPiece = joined.byteLength > limits.presenceLagBytes
    if (isPiece) this.#since.push(joined)
    this.#recent = isPiece ? [] : [joined]
    return { frames, since: [...this.#since, ...this.#recent, this.#end] }
  }
}

/**
 * All slices but the last one, which ends the answer. Compresses updates in other threads, one after the
 * other, so that one answer never takes all of these threads.
 */
export async function inSlices(updates: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const slices: Buffer[] = []
  for await (const update of updates) slices.push(await deflated(update, { chunkSize: limits.sliceBytes }))
  let left = slices.reduce((sum, { byteLength }) => sum + byteLength, lastSlice.byteLength)
  return joinFrames(slices.map((slice) => sliceFrame((left -= slice.byteLength), slice)))
}
