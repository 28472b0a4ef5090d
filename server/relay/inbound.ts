import * as decoding from 'lib0/decoding'
import * as sync from 'y-protocols/sync'
import { readCursor, type Cursor } from '#shared/wire/cursor.ts'
import { MessageType, decodeJson } from '#shared/wire/message.ts'
import { limits } from './limits.ts'

/** One message of a client, decoded and not trusted. */
export type Inbound =
  | { readonly kind: 'vector'; readonly vector: Uint8Array }
  /** `isAnswer`: the answer to the server's question. After a time offline it may fill the frame. */
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'awareness?' }
  | { readonly kind: 'hello'; readonly hello: unknown }
  | { readonly kind: 'command'; readonly envelope: unknown }
  | { readonly kind: 'cursor'; readonly cursor: Cursor | null }
  /** JSON that is too long to parse. */
  | { readonly kind: 'large' }
  /** A message type of a newer version. It is ignored, so that new pages can use old servers. */
  | { readonly kind: 'unknown' }

/** Decodes a message. Undefined for bytes that are no message. Arrays are views into the frame. */
export function readInbound(bytes: Uint8Array): Inbound | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const inbound = read(decoder)
    // lib0 follows a length beyond the frame into the memory around it, which holds frames of other
    // people.
    return decoder.pos <= bytes.byteLength ? inbound : undefined
  } catch {
    // lib0 throws at the end of the buffer. Truncated bytes are a refusal, not an error of ours.
    return undefined
  }
}

function read(decoder: decoding.Decoder): Inbound | undefined {
  switch (decoding.readVarUint(decoder)) {
    case MessageType.sync:
      return readSync(decoder)
    case MessageType.awareness:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case MessageType.queryAwareness:
      return { kind: 'awareness?' }
    case MessageType.hello:
      return isLong(decoder) ? { kind: 'large' } : { kind: 'hello', hello: decodeJson(decoder) }
    case MessageType.command:
      return isLong(decoder) ? { kind: 'large' } : { kind: 'command', envelope: decodeJson(decoder) }
    case MessageType.cursor:
      return { kind: 'cursor', cursor: readCursor(decoder) }
    default:
      return { kind: 'unknown' }
  }
}

function isLong(decoder: decoding.Decoder): boolean {
  return decoder.arr.byteLength > limits.jsonBytes
}

function readSync(decoder: decoding.Decoder): Inbound | undefined {
  switch (decoding.readVarUint(decoder)) {
    case sync.messageYjsSyncStep1:
      return { kind: 'vector', vector: decoding.readVarUint8Array(decoder) }
    case sync.messageYjsSyncStep2:
      return { kind: 'update', update: decoding.readVarUint8Array(decoder), isAnswer: true }
    case sync.messageYjsUpdate:
      return { kind: 'update', update: decoding.readVarUint8Array(decoder), isAnswer: false }
    default:
      return undefined
  }
}
