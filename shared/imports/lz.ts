/** The longest text that is unpacked: of an ordinary clipboard it is a hundredth. */
const mostLetters = 5_000_000

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const valueOf = new Map(Array.from(alphabet).map((sign, value) => [sign, value]))

/**
 * Unpacks what lz-string's `compressToBase64` has packed, which tldraw puts on the clipboard. The package itself unpacks without
 * a limit, and four kilobytes can become gigabytes. Undefined for anything else, and for a text that would be too long.
 */
export function unpacked(packed: string): string | undefined {
  const bits = new Bits(packed)
  const words: string[] = ['', '', '']
  let width = 2
  const first = literal(bits, bits.read(2))
  if (first === undefined) return undefined
  words.push(first)
  const parts = [first]
  let before = first
  let length = first.length
  let room = 4
  width = 3
  // A code is as wide as the number of known words needs. The packer has one word less than the list here.
  const grow = () => {
    room -= 1
    if (room > 0) return
    room = 2 ** width
    width += 1
  }
  for (;;) {
    const code = bits.read(width)
    if (code === undefined) return undefined
    if (code === 2) return parts.join('')
    let index = code
    if (code < 2) {
      const sign = literal(bits, code)
      if (sign === undefined) return undefined
      index = words.push(sign) - 1
      grow()
    }
    const word = words[index] ?? (index === words.length ? before + before.charAt(0) : undefined)
    if (word === undefined || word === '') return undefined
    length += word.length
    if (length > mostLetters) return undefined
    parts.push(word)
    words.push(before + word.charAt(0))
    grow()
    before = word
  }
}

/** A sign that has not come before: 8 or 16 bits. */
function literal(bits: Bits, code: number | undefined): string | undefined {
  const value = code === 0 ? bits.read(8) : code === 1 ? bits.read(16) : undefined
  return value === undefined ? undefined : String.fromCharCode(value)
}

/** Six bits of each sign, the highest first; the bits of a number come with its lowest first. */
class Bits {
  readonly #packed: string
  #at = 0

  constructor(packed: string) {
    this.#packed = packed
  }

  /** Undefined behind the end, and at a sign of another alphabet. */
  read(count: number): number | undefined {
    let value = 0
    for (let bit = 0; bit < count; bit += 1) {
      const sign = valueOf.get(this.#packed.charAt(Math.floor(this.#at / 6)))
      if (sign === undefined) return undefined
      value += ((sign >> (5 - (this.#at % 6))) & 1) * 2 ** bit
      this.#at += 1
    }
    return value
  }
}
