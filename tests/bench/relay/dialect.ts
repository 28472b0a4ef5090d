import { inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { encodeCursor, readCursors } from '#shared/wire/cursor.ts'
import type { CommandReply } from '#shared/wire/command.ts'
import { MessageType, wireVersion, encodeJson, type ClientHello } from '#shared/wire/message.ts'

export type Heard =
  | { readonly kind: 'asked'; readonly vector: Uint8Array }
  | { readonly kind: 'synced' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'pointers'; readonly count: number }
  | { readonly kind: 'saved'; readonly count: number }
  /** An awareness update. */
  | { readonly kind: 'states'; readonly update: Uint8Array }
  | { readonly kind: 'refused'; readonly code: string }
  /** The answer to a command; a code when it was refused. */
  | { readonly kind: 'replied'; readonly code: string | undefined; readonly round: string | undefined }

/** How a server is spoken to: y-websocket's messages, framed its own way. */
export interface Dialect {
  readonly name: string
  /** Frames that come before everything else. */
  readonly greeting: readonly Uint8Array[]
  readonly ask: (vector: Uint8Array) => Uint8Array
  readonly answer: (update: Uint8Array) => Uint8Array
  readonly update: (update: Uint8Array) => Uint8Array
  readonly states: (update: Uint8Array) => Uint8Array
  /** Anything, where a message stands. */
  readonly message: (bytes: Uint8Array) => Uint8Array
  /** A sync message of this kind with anything after it. */
  readonly sync: (step: number, bytes: Uint8Array) => Uint8Array
  readonly pointer: (client: number, clock: number, x: number, y: number) => Uint8Array
  readonly read: (frame: Uint8Array) => readonly Heard[]
}

const Sync = { step1: 0, step2: 1, update: 2 } as const

/** Our own, after a hello: several messages may stand in one frame, pointers are compact. */
export const boussole: Dialect = {
  name: 'Boussole',
  greeting: [
    encodeJson(MessageType.hello, { version: wireVersion, takesSlices: true } satisfies ClientHello),
  ],
  ...framesFrom(() => encoding.createEncoder()),
  pointer: (_client, _clock, x, y) => encodeCursor({ x, y, drag: null }),
  read: (frame) => {
    const decoder = decoding.createDecoder(frame)
    const heard: Heard[] = []
    while (decoding.hasContent(decoder)) {
      const type = decoding.readVarUint(decoder)
      if (type === MessageType.sync) heard.push(readSync(decoder))
      else if (type === MessageType.slice) heard.push(readSlice(decoder))
      else if (type === MessageType.cursors)
        heard.push({ kind: 'pointers', count: readCursors(decoder).length })
      else if (type === MessageType.saved) heard.push({ kind: 'saved', count: decoding.readVarUint(decoder) })
      else if (type === MessageType.writable) decoding.readVarUint(decoder)
      else if (type === MessageType.people) {
        decoding.readVarUint(decoder)
        decoding.readVarUint(decoder)
      } else if (type === MessageType.awareness)
        heard.push({ kind: 'states', update: decoding.readVarUint8Array(decoder) })
      else if (type === MessageType.refused) {
        const { code } = JSON.parse(decoding.readVarString(decoder)) as { readonly code: string }
        heard.push({ kind: 'refused', code })
      } else if (type === MessageType.reply) {
        const reply = JSON.parse(decoding.readVarString(decoder)) as CommandReply
        heard.push({ kind: 'replied', ...outcomeOf(reply) })
      } else decoding.readVarString(decoder)
    }
    return heard
  },
}

function readSlice(decoder: decoding.Decoder): Heard {
  const left = decoding.readVarUint(decoder)
  const deflated = decoding.readVarUint8Array(decoder)
  return {
    kind: left === 0 ? 'synced' : 'update',
    // Only somebody who keeps the board reads it.
    get update() {
      return inflateRawSync(deflated)
    },
  }
}

function outcomeOf(reply: CommandReply): { code: string | undefined; round: string | undefined } {
  return reply.ok ? { code: undefined, round: reply.round } : { code: reply.code, round: undefined }
}

const HocuspocusType = { sync: 0, awareness: 1, auth: 2, syncReply: 4 } as const

/** y-websocket's own messages and no others. */
export const reference: Dialect = {
  name: 'y-websocket server 0.1',
  greeting: [],
  ...framesFrom(() => encoding.createEncoder()),
  pointer: (client, clock, x, y) => statesFrame(encoding.createEncoder(), pointerStates(client, clock, x, y)),
  read: (frame) => {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === MessageType.sync) return [readSync(decoder)]
    return type === MessageType.awareness ? readStates(decoder) : []
  },
}

/** Hocuspocus 4: the document's name stands before each message; a token comes first. */
export function hocuspocus(document: string, token = 'token'): Dialect {
  const start = () => {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, document)
    return encoder
  }
  const auth = start()
  encoding.writeVarUint(auth, HocuspocusType.auth)
  encoding.writeVarUint(auth, 0)
  encoding.writeVarString(auth, token)
  encoding.writeVarString(auth, '4.7.0')
  return {
    name: 'Hocuspocus 4.7',
    greeting: [encoding.toUint8Array(auth)],
    ...framesFrom(start),
    pointer: (client, clock, x, y) => statesFrame(start(), pointerStates(client, clock, x, y)),
    read: (frame) => {
      const decoder = decoding.createDecoder(frame)
      decoding.readVarString(decoder)
      const type = decoding.readVarUint(decoder)
      if (type === HocuspocusType.sync || type === HocuspocusType.syncReply) return [readSync(decoder)]
      return type === HocuspocusType.awareness ? readStates(decoder) : []
    },
  }
}

function framesFrom(
  start: () => encoding.Encoder,
): Pick<Dialect, 'message' | 'ask' | 'answer' | 'update' | 'sync' | 'states'> {
  const sync = (step: number, bytes: Uint8Array) => {
    const encoder = start()
    encoding.writeVarUint(encoder, MessageType.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
    return encoding.toUint8Array(encoder)
  }
  return {
    message: (bytes) => {
      const encoder = start()
      encoding.writeUint8Array(encoder, bytes)
      return encoding.toUint8Array(encoder)
    },
    sync,
    ask: (vector) => sync(Sync.step1, vector),
    answer: (update) => sync(Sync.step2, update),
    update: (update) => sync(Sync.update, update),
    states: (update) => statesFrame(start(), update),
  }
}

function statesFrame(encoder: encoding.Encoder, update: Uint8Array): Uint8Array {
  encoding.writeVarUint(encoder, MessageType.awareness)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

function pointerStates(client: number, clock: number, x: number, y: number): Uint8Array {
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, 1)
  encoding.writeVarUint(states, client)
  encoding.writeVarUint(states, clock)
  encoding.writeVarString(
    states,
    JSON.stringify({ user: { name: 'Person', color: '#ff8800' }, pointer: { x, y } }),
  )
  return encoding.toUint8Array(states)
}

function readStates(decoder: decoding.Decoder): readonly Heard[] {
  const update = decoding.readVarUint8Array(decoder)
  const count = decoding.readVarUint(decoding.createDecoder(update))
  return [
    { kind: 'pointers', count },
    { kind: 'states', update },
  ]
}

function readSync(decoder: decoding.Decoder): Heard {
  const step = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (step === Sync.step1) return { kind: 'asked', vector: bytes }
  return { kind: step === Sync.step2 ? 'synced' : 'update', update: bytes }
}
