import * as encoding from 'lib0/encoding'

/** The presence of one client in an awareness update (y-protocols/awareness); `json` as it stands on the wire. */
export type State = readonly [client: number, clock: number, json: string]

export function encodeStates(states: readonly State[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const [client, clock, json] of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}

/** Awareness updates that are not sound, and what our server calls them. */
export const brokenStates: readonly {
  readonly name: string
  readonly code: string
  readonly states: () => Uint8Array
}[] = [
  {
    name: 'huge',
    code: 'too_large',
    states: () => encodeStates([[5, 1, JSON.stringify({ fat: 'x'.repeat(900_000) })]]),
  },
  {
    name: 'nested 20,000 deep',
    code: 'too_large',
    states: () => encodeStates([[5, 1, `${'['.repeat(20_000)}${']'.repeat(20_000)}`]]),
  },
  {
    name: 'with a clock after which there is no other',
    code: 'malformed',
    states: () => encodeStates([[5, 2 ** 53 - 1, '{}']]),
  },
  {
    name: 'of a client beyond all clients',
    code: 'malformed',
    states: () => encodeStates([[2 ** 53 - 1, 1, '{}']]),
  },
  { name: 'cut short', code: 'malformed', states: () => Uint8Array.of(1, 5, 1) },
]

/** Said about somebody else: a lie, and that they have gone. */
export function spoofedStates(victim: number): readonly Uint8Array[] {
  return [encodeStates([[victim, 50, '{"editing":"lie"}']]), encodeStates([[victim, 51, 'null']])]
}

/** People who do not exist. */
export function ghostStates(): Uint8Array {
  return encodeStates(Array.from({ length: 2_000 }, (_, ghost) => [1_000 + ghost, 1, '{}'] as const))
}

export const prototypeState = '{"__proto__":{"name":"God"},"constructor":1,"name":"God"}'

/** Coming and going, thousands of times. */
export function* floodOfStates(count: number): Generator<Uint8Array> {
  for (let n = 1; n <= count; n += 1) yield encodeStates([[5, n, n % 2 ? `{"editing":"${n}"}` : 'null']])
}
