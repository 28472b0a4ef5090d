import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { encodeCursor, readCursors } from '#shared/wire/cursor.ts'
import type { ClientHello } from '#shared/wire/hello.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType, wireVersion } from '#shared/wire/message.ts'

export type Heard =
  | { readonly kind: 'asked'; readonly vector: Uint8Array }
  | { readonly kind: 'synced' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'pointers'; readonly count: number }
  | { readonly kind: 'saved'; readonly count: number }

/** How a server is spoken to: y-websocket's messages, framed its own way. */
export interface Dialect {
  readonly name: string
  /** Frames that come before everything else. */
  readonly greeting: readonly Uint8Array[]
  readonly ask: (vector: Uint8Array) => Uint8Array
  readonly answer: (update: Uint8Array) => Uint8Array
  readonly update: (update: Uint8Array) => Uint8Array
  readonly pointer: (client: number, clock: number, x: number, y: number) => Uint8Array
  readonly read: (frame: Uint8Array) => readonly Heard[]
}

const Sync = { step1: 0, step2: 1, update: 2 } as const

/** Our own, after a hello: several messages may stand in one frame, pointers are compact. */
export const boussole: Dialect = {
  name: 'Boussole',
  greeting: [encodeJson(MessageType.hello, { version: wireVersion } satisfies ClientHello)],
  ...syncFrames(() => encoding.createEncoder()),
  pointer: (_client, _clock, x, y) => encodeCursor({ x, y, drag: null }),
  read: (frame) => {
    const decoder = decoding.createDecoder(frame)
    const heard: Heard[] = []
    while (decoding.hasContent(decoder)) {
      const type = decoding.readVarUint(decoder)
      if (type === MessageType.sync) heard.push(readSync(decoder))
      else if (type === MessageType.cursors)
        heard.push({ kind: 'pointers', count: readCursors(decoder).length })
      else if (type === MessageType.saved) heard.push({ kind: 'saved', count: decoding.readVarUint(decoder) })
      else if (type === MessageType.people) decoding.readVarUint(decoder)
      else if (type === MessageType.awareness) decoding.readVarUint8Array(decoder)
      else decoding.readVarString(decoder)
    }
    return heard
  },
}

const HocuspocusType = { sync: 0, awareness: 1, auth: 2, syncReply: 4 } as const

/** Hocuspocus 4: the document's name stands before each message; a token comes first. */
export function hocuspocus(document: string): Dialect {
  const start = () => {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, document)
    return encoder
  }
  const auth = start()
  encoding.writeVarUint(auth, HocuspocusType.auth)
  encoding.writeVarUint(auth, 0)
  encoding.writeVarString(auth, 'token')
  encoding.writeVarString(auth, '4.7.0')
  return {
    name: 'Hocuspocus 4.7',
    greeting: [encoding.toUint8Array(auth)],
    ...syncFrames(start),
    pointer: (client, clock, x, y) => {
      const states = encoding.createEncoder()
      encoding.writeVarUint(states, 1)
      encoding.writeVarUint(states, client)
      encoding.writeVarUint(states, clock)
      encoding.writeVarString(
        states,
        JSON.stringify({ user: { name: 'Person', color: '#ff8800' }, pointer: { x, y } }),
      )
      const encoder = start()
      encoding.writeVarUint(encoder, HocuspocusType.awareness)
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
      return encoding.toUint8Array(encoder)
    },
    read: (frame) => {
      const decoder = decoding.createDecoder(frame)
      decoding.readVarString(decoder)
      const type = decoding.readVarUint(decoder)
      if (type === HocuspocusType.sync || type === HocuspocusType.syncReply) return [readSync(decoder)]
      if (type !== HocuspocusType.awareness) return []
      const states = decoding.createDecoder(decoding.readVarUint8Array(decoder))
      return [{ kind: 'pointers', count: decoding.readVarUint(states) }]
    },
  }
}

function syncFrames(start: () => encoding.Encoder): Pick<Dialect, 'ask' | 'answer' | 'update'> {
  const frame = (step: number) => (bytes: Uint8Array) => {
    const encoder = start()
    encoding.writeVarUint(encoder, MessageType.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
    return encoding.toUint8Array(encoder)
  }
  return { ask: frame(Sync.step1), answer: frame(Sync.step2), update: frame(Sync.update) }
}

function readSync(decoder: decoding.Decoder): Heard {
  const step = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (step === Sync.step1) return { kind: 'asked', vector: bytes }
  return { kind: step === Sync.step2 ? 'synced' : 'update', update: bytes }
}
