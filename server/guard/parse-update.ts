import { rangeLimit, structLimit } from '#shared/wire/message.ts'
import { ByteReader } from './byte-reader.ts'
import { malformed, tooLarge, unknownPlace } from './refused.ts'

/** Kinds of content: the numbers of Yjs's update format, version 1. */
export const Content = { gc: 0, deleted: 1, string: 4, type: 7, any: 8 } as const
export type Content = (typeof Content)[keyof typeof Content]

/** The two shared types of the schema, by Yjs's numbers. */
export const TypeRef = { map: 1, text: 2 } as const

export interface Id {
  readonly client: number
  readonly clock: number
}

/** One struct of the update's bytes. */
export interface Struct extends Id {
  readonly length: number
  readonly content: Content
  readonly origin: Id | null
  readonly rightOrigin: Id | null
  /** Name of a root, or id of a type. Null: the neighbours' parent. */
  readonly parent: string | Id | null
  readonly sub: string | null
  /** Content.string: the text. Content.any: its values. Content.type: the number of the type. */
  readonly value: string | readonly unknown[] | number | null
}

export interface ClientStructs {
  readonly client: number
  readonly start: number
  readonly end: number
  /** In order, without gaps. */
  readonly structs: readonly Struct[]
}

export interface DeletedRange {
  readonly clock: number
  readonly end: number
}

export interface ClientDeletes {
  readonly client: number
  /** In order, not overlapping. */
  readonly ranges: readonly DeletedRange[]
}

export interface ParsedUpdate {
  readonly clients: readonly ClientStructs[]
  readonly deletes: readonly ClientDeletes[]
}

/** Yjs draws client ids from 32 bits. */
const maxClient = 0xffff_ffff

/** No person types so much. Beyond 2^53 clocks lose their precision and damage the document. */
const maxClock = 0x7fff_ffff

/** Of a struct, of a client's structs, of a deleted range, of a client's deletes. */
const minBytes = { struct: 2, client: 5, range: 2, deletes: 4 } as const

/** Reads the whole update or refuses it. Looks nothing up in the document. */
export function parseUpdate(update: Uint8Array): ParsedUpdate {
  const bytes = new ByteReader(update)
  const structs = newAllowance(structLimit)
  const ranges = newAllowance(rangeLimit)
  const clients = readList(bytes, minBytes.client, () => readClient(bytes, structs))
  const deletes = readList(bytes, minBytes.deletes, () => readDeletes(bytes, ranges))
  if (bytes.remaining !== 0) throw malformed()
  refuseRepeats(clients)
  refuseRepeats(deletes)
  return { clients, deletes }
}

/** Counts against the limit of one update. */
type Allowance = (count: number) => void

function newAllowance(limit: number): Allowance {
  let taken = 0
  return (count) => {
    taken += count
    if (taken > limit) throw tooLarge()
  }
}

/** Compares the count with the bytes left: seven bytes could otherwise ask for millions of slots. */
function readList<T>(bytes: ByteReader, minBytesEach: number, read: () => T, take?: Allowance): readonly T[] {
  const count = bytes.uint()
  if (count * minBytesEach > bytes.remaining) throw malformed()
  take?.(count)
  const list: T[] = []
  for (let index = 0; index < count; index += 1) list.push(read())
  return list
}

/** Yjs writes each client once. A second section of a client would replace the first half-way. */
function refuseRepeats(sections: readonly { readonly client: number }[]): void {
  if (sections.length < 2) return
  if (new Set(sections.map(({ client }) => client)).size < sections.length) throw malformed()
}

function readClient(bytes: ByteReader, take: Allowance): ClientStructs {
  const count = bytes.uint()
  // The client and its first clock come before the structs.
  if (count === 0 || count * minBytes.struct > bytes.remaining - 2) throw malformed()
  take(count)
  const client = readClientId(bytes)
  const start = bytes.uint()
  const structs: Struct[] = []
  let end = start
  for (let index = 0; index < count; index += 1) {
    const struct = readStruct(bytes, client, end)
    end += struct.length
    if (end > maxClock) throw tooLarge()
    structs.push(struct)
  }
  return { client, start, end, structs }
}

function readStruct(bytes: ByteReader, client: number, clock: number): Struct {
  const info = bytes.byte()
  const kind = info & 0b11111
  if (kind === Content.gc) {
    const length = readLength(bytes)
    return { client, clock, length, content: kind, ...nowhere, value: null }
  }
  const origin = info & 0b1000_0000 ? readId(bytes) : null
  const rightOrigin = info & 0b0100_0000 ? readId(bytes) : null
  let parent: string | Id | null = null
  let sub: string | null = null
  if (!origin && !rightOrigin) {
    parent = bytes.uint() === 1 ? bytes.string() : readId(bytes)
    if (info & 0b0010_0000) sub = bytes.string()
  }
  switch (kind) {
    case Content.deleted: {
      const length = readLength(bytes)
      return { client, clock, length, content: kind, origin, rightOrigin, parent, sub, value: null }
    }
    case Content.string: {
      const value = bytes.string()
      if (value === '') throw malformed()
      return { client, clock, length: value.length, content: kind, origin, rightOrigin, parent, sub, value }
    }
    case Content.type: {
      const value = bytes.uint()
      if (value !== TypeRef.map && value !== TypeRef.text) throw unknownPlace()
      return { client, clock, length: 1, content: kind, origin, rightOrigin, parent, sub, value }
    }
    case Content.any: {
      const value = readList(bytes, 1, () => bytes.json())
      if (value.length === 0) throw malformed()
      return { client, clock, length: value.length, content: kind, origin, rightOrigin, parent, sub, value }
    }
    default:
      // JSON, binary, embeds, formats, sub-documents, gaps, and numbers unknown to Yjs.
      throw unknownPlace()
  }
}

const nowhere = { origin: null, rightOrigin: null, parent: null, sub: null } as const

function readDeletes(bytes: ByteReader, take: Allowance): ClientDeletes {
  const client = readClientId(bytes)
  let last = -1
  const readRange = (): DeletedRange => {
    const clock = bytes.uint()
    const end = clock + readLength(bytes)
    // Yjs writes ranges sorted and merged. Overlapping ones would make it walk the same structs again and
    // again.
    if (clock < last || end > maxClock) throw malformed()
    last = end
    return { clock, end }
  }
  const ranges = readList(bytes, minBytes.range, readRange, take)
  return { client, ranges }
}

function readClientId(bytes: ByteReader): number {
  const client = bytes.uint()
  if (client > maxClient) throw malformed()
  return client
}

function readId(bytes: ByteReader): Id {
  return { client: readClientId(bytes), clock: bytes.uint() }
}

/** A struct or range without length would have the same clock as the next. */
function readLength(bytes: ByteReader): number {
  const length = bytes.uint()
  if (length === 0 || length > maxClock) throw malformed()
  return length
}
