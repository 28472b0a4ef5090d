import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { sliceBytes } from '../basics/update-pack.ts'

/**
 * A document without what is deleted from it, as updates that each build on nothing but those before them: applied one
 * after the other they make the same document, and others may have a turn in between. What still waits for something that
 * is missing is left out.
 */
export function slicesOf(doc: Y.Doc, most = sliceBytes): readonly Uint8Array[] {
  const slices: Uint8Array[] = []
  let slice = newSlice()
  for (const struct of inOrder(doc)) {
    slice.add(struct)
    if (slice.bytes() < most) continue
    slices.push(slice.encoded())
    slice = newSlice()
  }
  if (slice.bytes() > 0 || slices.length === 0) slices.push(slice.encoded())
  return slices
}

type Struct = Y.Item | Y.GC

/** Those of each client by their clocks, and each after what it stands beside or in: the order in which Yjs takes them in. */
function* inOrder({ store }: Y.Doc): Generator<Struct> {
  const written = new Map<number, number>()
  const nextOf = (client: number): Struct | undefined => store.clients.get(client)?.[written.get(client) ?? 0]
  // What lies in `waiting` waits for the one after it.
  const waiting: Struct[] = []
  // Yjs resolves conflicts fastest when the highest comes first.
  for (const client of [...store.clients.keys()].toSorted((a, b) => b - a)) {
    for (let struct = nextOf(client); struct; struct = waiting.pop() ?? nextOf(client)) {
      for (let lacking = lackingTo(struct, nextOf); lacking; lacking = lackingTo(struct, nextOf)) {
        waiting.push(struct)
        struct = lacking
      }
      yield struct
      written.set(struct.id.client, (written.get(struct.id.client) ?? 0) + 1)
    }
  }
}

/** The next one of a client that must be written before there is what this one builds on. */
function lackingTo(struct: Struct, nextOf: (client: number) => Struct | undefined): Struct | undefined {
  if (!(struct instanceof Y.Item)) return undefined
  const { origin, rightOrigin, parent } = struct
  // The parent is not written where there is a neighbour to find it by.
  const within =
    origin || rightOrigin || !(parent instanceof Y.AbstractType) ? null : (parent._item?.id ?? null)
  for (const id of [origin, rightOrigin, within]) {
    if (!id || id.client === struct.id.client) continue
    const next = nextOf(id.client)
    if (next && next.id.clock <= id.clock) return next
  }
  return undefined
}

interface Slice {
  readonly add: (struct: Struct) => void
  readonly bytes: () => number
  /** As a Yjs update. */
  readonly encoded: () => Uint8Array
}

interface Block {
  readonly clock: number
  readonly encoder: Y.UpdateEncoderV1
  count: number
  readonly deleted: { readonly clock: number; length: number }[]
}

function newSlice(): Slice {
  const blocks = new Map<number, Block>()
  let bytes = 0
  return {
    add: (struct) => {
      const { client, clock } = struct.id
      const block = blocks.get(client) ?? { clock, encoder: new Y.UpdateEncoderV1(), count: 0, deleted: [] }
      blocks.set(client, block)
      const before = encoding.length(block.encoder.restEncoder)
      struct.write(block.encoder, 0)
      bytes += encoding.length(block.encoder.restEncoder) - before
      block.count += 1
      if (!struct.deleted) return
      const last = block.deleted.at(-1)
      if (last && last.clock + last.length === clock) last.length += struct.length
      else block.deleted.push({ clock, length: struct.length })
    },
    bytes: () => bytes,
    encoded: () => {
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, blocks.size)
      for (const [client, block] of [...blocks].toSorted(([a], [b]) => b - a)) {
        encoding.writeVarUint(encoder, block.count)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, block.clock)
        encoding.writeUint8Array(encoder, block.encoder.toUint8Array())
      }
      const deleting = [...blocks].filter(([, { deleted }]) => deleted.length > 0)
      encoding.writeVarUint(encoder, deleting.length)
      for (const [client, { deleted }] of deleting) {
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, deleted.length)
        for (const { clock, length } of deleted) {
          encoding.writeVarUint(encoder, clock)
          encoding.writeVarUint(encoder, length)
        }
      }
      return encoding.toUint8Array(encoder)
    },
  }
}
