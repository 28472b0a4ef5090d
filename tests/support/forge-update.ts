import * as encoding from 'lib0/encoding'

export interface ForgedStruct {
  /** Content number in the low five bits, flags above: 128 origin, 64 right origin, 32 key. */
  readonly info: number
  readonly origin?: readonly [client: number, clock: number]
  readonly right?: readonly [client: number, clock: number]
  /** Name of a root, or id of a type. */
  readonly parent?: string | readonly [client: number, clock: number]
  readonly sub?: string
  /** Writes the content, or the length of a deleted struct. */
  readonly content?: (encoder: encoding.Encoder) => void
}

export interface ForgedClient {
  readonly client: number
  readonly clock: number
  readonly structs: readonly ForgedStruct[]
  /** Instead of the true number of structs. */
  readonly count?: number
}

export type ForgedDeletes = readonly (readonly [
  client: number,
  ranges: readonly (readonly [clock: number, length: number])[],
])[]

/** Yjs's update format, version 1, with whatever one likes in it. */
export function forgeUpdate(clients: readonly ForgedClient[], deletes: ForgedDeletes = []): Uint8Array {
  const encoder = encoding.createEncoder()
  const uint = (value: number): void => encoding.writeVarUint(encoder, value)
  uint(clients.length)
  for (const { client, clock, structs, count } of clients) {
    uint(count ?? structs.length)
    uint(client)
    uint(clock)
    for (const { info, origin, right, parent, sub, content } of structs) {
      encoding.writeUint8(
        encoder,
        info | (origin ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32),
      )
      if (origin) origin.forEach(uint)
      if (right) right.forEach(uint)
      if (typeof parent === 'string') {
        uint(1)
        encoding.writeVarString(encoder, parent)
      } else if (parent) {
        uint(0)
        parent.forEach(uint)
      }
      if (sub !== undefined && !origin && !right) encoding.writeVarString(encoder, sub)
      content?.(encoder)
    }
  }
  uint(deletes.length)
  for (const [client, ranges] of deletes) {
    uint(client)
    uint(ranges.length)
    for (const range of ranges) range.forEach(uint)
  }
  return encoding.toUint8Array(encoder)
}

/** Contents by their number in the format. */
export const content = {
  gc: (length: number) => ({ info: 0, content: (to: encoding.Encoder) => encoding.writeVarUint(to, length) }),
  deleted: (length: number) => ({
    info: 1,
    content: (to: encoding.Encoder) => encoding.writeVarUint(to, length),
  }),
  json: (value: unknown) => ({
    info: 2,
    content: (to: encoding.Encoder) => {
      encoding.writeVarUint(to, 1)
      encoding.writeVarString(to, JSON.stringify(value))
    },
  }),
  binary: (bytes: Uint8Array) => ({
    info: 3,
    content: (to: encoding.Encoder) => encoding.writeVarUint8Array(to, bytes),
  }),
  string: (text: string) => ({
    info: 4,
    content: (to: encoding.Encoder) => encoding.writeVarString(to, text),
  }),
  embed: (value: unknown) => ({
    info: 5,
    content: (to: encoding.Encoder) => encoding.writeVarString(to, JSON.stringify(value)),
  }),
  format: (key: string, value: unknown) => ({
    info: 6,
    content: (to: encoding.Encoder) => {
      encoding.writeVarString(to, key)
      encoding.writeVarString(to, JSON.stringify(value))
    },
  }),
  type: (ref: number) => ({ info: 7, content: (to: encoding.Encoder) => encoding.writeVarUint(to, ref) }),
  any: (...values: unknown[]) => ({
    info: 8,
    content: (to: encoding.Encoder) => {
      encoding.writeVarUint(to, values.length)
      for (const value of values) encoding.writeAny(to, value as Parameters<typeof encoding.writeAny>[1])
    },
  }),
  subdocument: (guid: string) => ({
    info: 9,
    content: (to: encoding.Encoder) => {
      encoding.writeVarString(to, guid)
      encoding.writeAny(to, {})
    },
  }),
  skip: (length: number) => ({
    info: 10,
    content: (to: encoding.Encoder) => encoding.writeVarUint(to, length),
  }),
} as const
