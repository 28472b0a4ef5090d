import { malformed } from './refused.ts'

/**
 * Reads lib0's encoding. Unlike lib0's decoder, it refuses to read past the end, numbers that are no safe
 * integers, and values deeper than `depthLimit`. lib0 reads `undefined` past the end and NaN from a padded
 * number, and recurses.
 */
export interface ByteReader {
  readonly remaining: () => number
  readonly byte: () => number
  readonly uint: () => number
  readonly string: () => string
  /** A JSON value. Refuses values of lib0's encoding that JSON does not have: binary, bigint, undefined. */
  readonly json: () => unknown
}

/** Notes are one level deep, rounds three. The rest is room for newer schemas. */
const depthLimit = 8

/** A safe integer has 53 bits, 7 a byte. */
const uintBytes = 8

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function readBytes(bytes: Uint8Array): ByteReader {
  let at = 0
  const end = bytes.length
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

  function byte(): number {
    const value = bytes[at]
    if (value === undefined) throw malformed()
    at += 1
    return value
  }

  function uint(): number {
    const first = byte()
    return first < 0x80 ? first : rest(first & 0x7f, 0x80)
  }

  function rest(low: number, unit: number): number {
    let value = low
    let mult = unit
    for (let read = 1; read < uintBytes; read += 1) {
      const next = byte()
      value += (next & 0x7f) * mult
      if (next < 0x80) {
        if (!Number.isSafeInteger(value)) throw malformed()
        return value
      }
      mult *= 0x80
    }
    throw malformed()
  }

  function int(): number {
    const first = byte()
    const low = first & 0x3f
    const value = first & 0x80 ? rest(low, 0x40) : low
    return first & 0x40 ? -value : value
  }

  function take(length: number): number {
    if (length > end - at) throw malformed()
    const start = at
    at += length
    return start
  }

  function string(): string {
    const length = uint()
    const start = take(length)
    if (length < 40) {
      // Most strings are ids and keystrokes. Building them by hand is several times cheaper than a
      // TextDecoder call.
      let text = ''
      let index = start
      for (; index < at; index += 1) {
        const code = bytes[index] ?? 0x80
        if (code >= 0x80) break
        text += String.fromCharCode(code)
      }
      if (index === at) return text
    }
    try {
      return utf8.decode(bytes.subarray(start, at))
    } catch {
      // The bytes are not UTF-8. A lone surrogate has no UTF-8 form either, so every string is well formed.
      throw malformed()
    }
  }

  function real(length: 4 | 8): number {
    const start = take(length)
    const value = length === 4 ? view.getFloat32(start) : view.getFloat64(start)
    if (!Number.isFinite(value)) throw malformed()
    return value
  }

  function json(depth: number): unknown {
    if (depth > depthLimit) throw malformed()
    switch (byte()) {
      case 126:
        return null
      case 125:
        return int()
      case 124:
        return real(4)
      case 123:
        return real(8)
      case 121:
        return false
      case 120:
        return true
      case 119:
        return string()
      case 118: {
        const value: Record<string, unknown> = {}
        const fields = counted(2)
        for (let field = 0; field < fields; field += 1) {
          const key = string()
          if (key in Object.prototype) throw malformed()
          value[key] = json(depth + 1)
        }
        return value
      }
      case 117: {
        const items = counted(1)
        const value: unknown[] = []
        for (let item = 0; item < items; item += 1) value.push(json(depth + 1))
        return value
      }
      default:
        throw malformed()
    }
  }

  /** Compares a count with the bytes left, before anything is allocated for it. */
  function counted(minBytesEach: number): number {
    const count = uint()
    if (count > (end - at) / minBytesEach) throw malformed()
    return count
  }

  return { remaining: () => end - at, byte, uint, string, json: () => json(0) }
}
