import { malformed } from './refused.ts'

/** Notes are one level deep, rounds three. The rest is room for newer schemas. */
const depthLimit = 8

/** A safe integer has 53 bits, 7 a byte. */
const uintBytes = 8

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads lib0's encoding. Unlike lib0's decoder, it refuses to read past the end, numbers that are no safe
 * integers, and values deeper than `depthLimit`. lib0 reads `undefined` past the end and NaN from a padded
 * number, and recurses.
 */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get remaining(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    const value = this.#bytes[this.#at]
    if (value === undefined) throw malformed()
    this.#at += 1
    return value
  }

  uint(): number {
    const first = this.byte()
    return first < 0x80 ? first : this.#rest(first & 0x7f, 0x80)
  }

  #rest(low: number, unit: number): number {
    let value = low
    let mult = unit
    for (let read = 1; read < uintBytes; read += 1) {
      const next = this.byte()
      value += (next & 0x7f) * mult
      if (next < 0x80) {
        if (!Number.isSafeInteger(value)) throw malformed()
        return value
      }
      mult *= 0x80
    }
    throw malformed()
  }

  #int(): number {
    const first = this.byte()
    const low = first & 0x3f
    const value = first & 0x80 ? this.#rest(low, 0x40) : low
    return first & 0x40 ? -value : value
  }

  #take(length: number): number {
    if (length > this.remaining) throw malformed()
    const start = this.#at
    this.#at += length
    return start
  }

  string(): string {
    const length = this.uint()
    const start = this.#take(length)
    if (length < 40) {
      // Most strings are ids and keystrokes. Building them by hand is several times cheaper than a
      // TextDecoder call.
      let text = ''
      let index = start
      for (; index < this.#at; index += 1) {
        const code = this.#bytes[index] ?? 0x80
        if (code >= 0x80) break
        text += String.fromCharCode(code)
      }
      if (index === this.#at) return text
    }
    try {
      return utf8.decode(this.#bytes.subarray(start, this.#at))
    } catch {
      // The bytes are not UTF-8. A lone surrogate has no UTF-8 form either, so every string is well formed.
      throw malformed()
    }
  }

  #real(length: 4 | 8): number {
    const start = this.#take(length)
    const value = length === 4 ? this.#view.getFloat32(start) : this.#view.getFloat64(start)
    if (!Number.isFinite(value)) throw malformed()
    return value
  }

  /** A JSON value. Refuses values of lib0's encoding that JSON does not have: binary, bigint, undefined. */
  json(): unknown {
    return this.#json(0)
  }

  #json(depth: number): unknown {
    if (depth > depthLimit) throw malformed()
    switch (this.byte()) {
      case 126:
        return null
      case 125:
        return this.#int()
      case 124:
        return this.#real(4)
      case 123:
        return this.#real(8)
      case 121:
        return false
      case 120:
        return true
      case 119:
        return this.string()
      case 118: {
        const value: Record<string, unknown> = {}
        const fields = this.#counted(2)
        for (let field = 0; field < fields; field += 1) {
          const key = this.string()
          if (key in Object.prototype) throw malformed()
          value[key] = this.#json(depth + 1)
        }
        return value
      }
      case 117: {
        const items = this.#counted(1)
        const value: unknown[] = []
        for (let item = 0; item < items; item += 1) value.push(this.#json(depth + 1))
        return value
      }
      default:
        throw malformed()
    }
  }

  /** Compares a count with the bytes left, before anything is allocated for it. */
  #counted(minBytesEach: number): number {
    const count = this.uint()
    if (count > this.remaining / minBytesEach) throw malformed()
    return count
  }
}
