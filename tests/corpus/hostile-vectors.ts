import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** State vectors that no client has, as the question of a first sync step. */
export const hostileVectors: readonly { readonly name: string; readonly vector: () => Uint8Array }[] = [
  { name: 'of a quarter of a million clients that the board has never heard of', vector: manyClients },
  { name: 'that claims a million clients', vector: () => Uint8Array.of(192, 132, 61, 1, 1) },
  { name: 'that claims none and goes on for long', vector: () => new Uint8Array(500_000) },
  { name: 'cut short', vector: () => Uint8Array.of(2, 1) },
]

/** Each another, so that no kept answer serves it. */
export function* floodOfVectors(count: number): Generator<Uint8Array> {
  for (let n = 0; n < count; n += 1) yield Y.encodeStateVector(new Map([[n, 1]]))
}

/** As many as a frame holds; each is named once. */
function manyClients(): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 250_000)
  for (let client = 0; client < 250_000; client += 1) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, 1)
  }
  return encoding.toUint8Array(encoder)
}
