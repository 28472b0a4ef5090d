import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MessageType } from '#shared/wire/message.ts'
import type { Random } from '#tests/support/random.ts'

/** Mostly what a message carries is changed, and the frame around it is right: it gets further in. */
export function mutateMessage(message: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const [one, two] = [carriedBy(message), carriedBy(other)]
  if (!one || random.chance(0.25)) return mutate(message, other, random)
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, one.head)
  encoding.writeVarUint8Array(encoder, mutate(one.body, two?.body ?? other, random))
  return encoding.toUint8Array(encoder)
}

function carriedBy(
  message: Uint8Array,
): { readonly head: Uint8Array; readonly body: Uint8Array } | undefined {
  try {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MessageType.sync) decoding.readVarUint(decoder)
    else if (type !== MessageType.awareness) return undefined
    return { head: message.slice(0, decoder.pos), body: decoding.readVarUint8Array(decoder).slice() }
  } catch {
    // Mutated before: there is nothing in it to keep.
    return undefined
  }
}

/** Bytes changed here and there, cut short, or crossed with another message. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const mutated = [...bytes]
  for (let changes = 1 + random.below(3); changes > 0 && mutated.length > 0; changes -= 1) {
    const at = random.below(mutated.length)
    switch (random.below(8)) {
      case 0:
        mutated[at] = random.below(256)
        break
      case 1:
        mutated[at] = (mutated[at] ?? 0) ^ (1 << random.below(8))
        break
      case 2:
        // Neighbouring clocks and lengths are the forgeries most like the truth.
        mutated[at] = ((mutated[at] ?? 0) + (random.chance(0.5) ? 1 : 255)) % 256
        break
      case 3:
        mutated.splice(at, 1 + random.below(4))
        break
      case 4:
        mutated.splice(at, 0, random.below(256))
        break
      case 5:
        mutated.length = at
        break
      case 6:
        // A number that goes on.
        mutated.splice(at, 1, 255, 255, 255, 255, random.below(128))
        break
      default: {
        const from = random.below(Math.max(1, other.length))
        mutated.splice(at, random.below(12), ...other.subarray(from, from + random.below(40)))
      }
    }
  }
  return Uint8Array.from(mutated)
}
