import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const pack = promisify(gzip)

/** Of files that a hall asks for at once. Not measured: some 100 kB each at most. */
const mostKept = 16

/** Packs files beside the loop, and each of the last ones once: strangers ask for them as often as they like. */
export class Packed {
  readonly #kept = new Map<string, Promise<Buffer>>()

  /** `hash`: of the data. */
  of(hash: string, data: Uint8Array): Promise<Buffer> {
    const known = this.#kept.get(hash)
    if (known) return known
    const packed = pack(data)
    this.#kept.set(hash, packed)
    for (const [oldest] of this.#kept) if (this.#kept.size > mostKept) this.#kept.delete(oldest)
    packed.catch(() => this.#kept.delete(hash))
    return packed
  }
}
