import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { structLimit } from '#shared/wire/message.ts'

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]
type Deletions = ReturnType<typeof Y.decodeUpdate>['ds']['clients']

/** Two numbers of at most 8 bytes each, and the client's number where a part begins. */
const rangeBytes = 16

/** The smallest size of a struct. */
const structBytes = 2

/**
 * Cuts a large update into parts of about `most` bytes, with no more structs each than the server takes at once. No part
 * builds on a later one. A frame has a limit: the undo of a large deletion, or a day of offline work, does not fit in.
 */
export function splitUpdate(
  update: Uint8Array,
  most: number,
  mostStructs: number = structLimit,
): readonly Uint8Array[] {
  const isSmall = update.byteLength <= most
  if (isSmall && update.byteLength <= structBytes * mostStructs) return [update]
  const { structs, ds } = Y.decodeUpdate(update)
  if (isSmall && structs.length <= mostStructs) return [update]
  const parts: Struct[][] = [[]]
  let size = 0
  for (const struct of inOrder(structs)) {
    const weight = sizeOf(struct)
    const isFull = size + weight > most || parts.at(-1)?.length === mostStructs
    if (size > 0 && isFull) {
      parts.push([])
      size = 0
    }
    parts.at(-1)?.push(struct)
    size += weight
  }
  return [
    ...parts.filter((part) => part.length > 0).map((part) => encode(part, new Map())),
    ...cutDeletions(ds.clients, most).map((deletions) => encode([], deletions)),
  ]
}

/** Deleted structs are in earlier parts, or the reader has them: the order of deletions does not matter. */
function cutDeletions(deletions: Deletions, most: number): readonly Deletions[] {
  const parts: Deletions[] = []
  let room = 0
  for (const [client, ranges] of deletions) {
    for (const range of ranges) {
      room -= rangeBytes
      if (room < 0) {
        parts.push(new Map())
        room = most - rangeBytes
      }
      const part = parts.at(-1)
      const own = part?.get(client)
      if (own) own.push(range)
      else part?.set(client, [range])
    }
  }
  return parts
}

/** Each struct after everything it builds on. */
function inOrder(structs: readonly Struct[]): readonly Struct[] {
  const queues = new Map<number, Struct[]>()
  for (const struct of structs) {
    const queue = queues.get(struct.id.client)
    if (queue) queue.push(struct)
    else queues.set(struct.id.client, [struct])
  }
  const next = new Map<number, number>([...queues.keys()].map((client) => [client, 0]))
  const isHere = (id: Y.ID | null) => {
    const head = id && queues.get(id.client)?.[next.get(id.client) ?? 0]
    return !id || !head || id.clock < head.id.clock
  }
  const ordered: Struct[] = []
  for (let before = -1; ordered.length > before;) {
    before = ordered.length
    for (const [client, queue] of queues) {
      let at = next.get(client) ?? 0
      for (let head = queue[at]; head && basesOf(head).every(isHere); head = queue[at]) {
        ordered.push(head)
        next.set(client, (at += 1))
      }
    }
  }
  if (ordered.length < structs.length) throw new Error('an update of a complete document builds on itself')
  return ordered
}

function basesOf(struct: Struct): readonly (Y.ID | null)[] {
  if (!(struct instanceof Y.Item)) return []
  // In a struct that was read from bytes and not integrated, the parent is the name of a root or an id.
  const parent: unknown = struct.parent
  return [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null]
}

function sizeOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1()
  struct.write(encoder, 0)
  return encoding.length(encoder.restEncoder)
}

/** Form of a version 1 update: structs by client, larger ids first, then the deletions. */
function encode(structs: readonly Struct[], deleted: Deletions): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const clients = [...new Set(structs.map(({ id }) => id.client))].sort((a, b) => b - a)
  encoding.writeVarUint(encoder.restEncoder, clients.length)
  for (const client of clients) {
    const own = structs.filter(({ id }) => id.client === client)
    encoding.writeVarUint(encoder.restEncoder, own.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, own[0]?.id.clock ?? 0)
    for (const struct of own) struct.write(encoder, 0)
  }
  const deletions = [...deleted].sort(([a], [b]) => b - a)
  encoding.writeVarUint(encoder.restEncoder, deletions.length)
  for (const [client, ranges] of deletions) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
  return encoder.toUint8Array()
}
