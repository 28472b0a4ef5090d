import * as Y from 'yjs'
import { allStructsOf } from '#shared/board/yjs-internals.ts'
import type { Pace } from '../basics/yield-turn.ts'
import { Content, type ParsedUpdate, type Struct } from '../guard/parse-update.ts'

/**
 * Bytes that parts of a document take in the heap of Node 24. Measured with a hundred thousand of each,
 * rounded up. A letter that was written by itself has seven bytes as encoded and takes two hundred.
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

/** Memory of an empty document, including the room around it. */
export const memoryOfNothing: number = costs.document

/**
 * Most memory that one byte of an update can take: deleting single letters makes two structs of three bytes.
 */
export const maxMemoryOfByte = 192

/** Heap memory of an open document. One pass over its structs: some 50 ms for a million. */
export function memoryOf(doc: Y.Doc): number {
  let bytes = 0
  for (const part of memoryInParts(doc)) bytes += part
  return bytes
}

/** The same with pauses for other work. Nobody may change the document meanwhile. */
export async function memoryInTurns(doc: Y.Doc, pace: Pace): Promise<number> {
  let bytes = 0
  for (const part of memoryInParts(doc)) {
    bytes += part
    await pace()
  }
  return bytes
}

/** Structs counted between two pauses: less than a millisecond. */
const structsAtOnce = 5_000

function* memoryInParts(doc: Y.Doc): Generator<number> {
  let bytes: number = costs.document
  let structsLeft = structsAtOnce
  for (const structs of allStructsOf(doc).values()) {
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

/** Most memory that an update can add. */
export function memoryOfUpdate({ clients, deletes }: ParsedUpdate): number {
  let bytes = 0
  for (const { structs } of clients) {
    bytes += costs.client
    for (const struct of structs) bytes += memoryOfStruct(struct)
  }
  // Each range may split two structs.
  for (const { ranges } of deletes) bytes += 2 * ranges.length * (costs.struct + costs.string)
  return bytes
}

/** Memory of an entry of a shared map that holds a plain value. */
export function memoryOfEntry(key: string, value: unknown): number {
  return costs.struct + memoryOfKey(key) + memoryOfValue([value])
}

/** Memory of an entry of a shared map that holds a text in one piece. */
export function memoryOfTextEntry(key: string, text: string): number {
  return costs.struct + memoryOfKey(key) + costs.type + memoryOfPiece(text)
}

/** Memory of one piece of a text. */
export function memoryOfPiece(text: string): number {
  return costs.struct + memoryOfText(text)
}

/** Memory that is free after a text entry was deleted. Its pieces, its entry and its key stay. */
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

/** Memory of a plain value: free after its entry was deleted. The entry and its key stay. */
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
