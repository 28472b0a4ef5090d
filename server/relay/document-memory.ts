import * as Y from 'yjs'
import type { Pace } from '../basics/yield-turn.ts'
import { Content, type ParsedUpdate, type Struct } from '../guard/parse-update.ts'

/**
 * What documents cost in the heap of Node 24, bytes: measured with a hundred thousand of each, rounded up. A letter that
 * was written by itself has seven bytes as encoded and takes two hundred.
 */
const costs = {
  document: 16_384,
  client: 500,
  struct: 220,
  /** One of Yjs's shared types. */
  type: 350,
  /** A key of a shared map. */
  key: 200,
  value: 24,
  string: 24,
  letter: 2,
  array: 40,
  object: 64,
  field: 40,
} as const

/** A document with nothing in it, the room around it included. */
export const memoryOfNothing: number = costs.document

/** No byte of an update takes more: deleting letters here and there makes two structs of three bytes. */
export const memoryOfByte = 192

/** What an open document takes of the heap. A pass over its structs: some 50 ms for a million. */
export function memoryOf(doc: Y.Doc): number {
  let bytes = 0
  for (const part of memoryInParts(doc)) bytes += part
  return bytes
}

/** With turns for others, in which nobody may change the document. */
export async function memoryInTurns(doc: Y.Doc, pace: Pace): Promise<number> {
  let bytes = 0
  for (const part of memoryInParts(doc)) {
    bytes += part
    await pace()
  }
  return bytes
}

/** How many structs are looked at between two turns of others: less than a millisecond. */
const structsAtOnce = 5_000

function* memoryInParts(doc: Y.Doc): Generator<number> {
  let bytes: number = costs.document
  let structsLeft = structsAtOnce
  for (const structs of doc.store.clients.values()) {
    bytes += costs.client
    for (const struct of structs) {
      bytes += struct instanceof Y.Item ? memoryOfItem(struct) : costs.struct
      structsLeft -= 1
      if (structsLeft > 0) continue
      yield bytes
      bytes = 0
      structsLeft = structsAtOnce
    }
  }
  yield bytes
}

/** What an update adds at most. */
export function memoryOfUpdate({ clients, deletes }: ParsedUpdate): number {
  let bytes = 0
  for (const { structs } of clients) {
    bytes += costs.client
    for (const struct of structs) bytes += memoryOfStruct(struct)
  }
  // Each may split two structs.
  for (const { ranges } of deletes) bytes += 2 * ranges.length * (costs.struct + costs.string)
  return bytes
}

/** What an entry of a shared map takes that has a value. */
export function memoryOfEntry(key: string, value: unknown): number {
  return costs.struct + memoryOfKey(key) + memoryOfValue([value])
}

/** And one that has a text in one piece. */
export function memoryOfTextEntry(key: string, text: string): number {
  return costs.struct + memoryOfKey(key) + costs.type + memoryOfPiece(text)
}

/** A piece of a text. */
export function memoryOfPiece(text: string): number {
  return costs.struct + memoryOfText(text)
}

/** What is free when such a one is deleted: pieces, entries and their keys stay. */
export function memoryOfTextContent(text: string): number {
  return costs.type + (text === '' ? 0 : memoryOfText(text))
}

function memoryOfItem({ content, parentSub }: Y.Item): number {
  const bytes = costs.struct + (parentSub === null ? 0 : memoryOfKey(parentSub))
  if (content instanceof Y.ContentString) return bytes + memoryOfText(content.str)
  if (content instanceof Y.ContentAny) return bytes + memoryOfValue(content.arr)
  return bytes + (content instanceof Y.ContentType ? costs.type : 0)
}

function memoryOfStruct({ content, value, sub }: Struct): number {
  const bytes = costs.struct + (sub === null ? 0 : memoryOfKey(sub))
  return bytes + (content === Content.type ? costs.type : memoryOfValue(value))
}

function memoryOfKey(key: string): number {
  return costs.key + memoryOfText(key)
}

function memoryOfText(text: string): number {
  return costs.string + costs.letter * text.length
}

/** What is free when an entry is deleted that has it: the entry and its key stay. */
export function memoryOfValue(value: unknown): number {
  if (typeof value === 'string') return memoryOfText(value)
  if (typeof value !== 'object' || value === null) return costs.value
  if (Array.isArray(value)) {
    let bytes: number = costs.array
    for (const item of value) bytes += memoryOfValue(item)
    return bytes
  }
  let bytes: number = costs.object
  for (const [key, field] of Object.entries(value)) bytes += costs.field + key.length + memoryOfValue(field)
  return bytes
}
