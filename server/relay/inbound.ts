import * as decoding from 'lib0/decoding'
import * as sync from 'y-protocols/sync'
import { readCursor, type Cursor } from '#shared/wire/cursor.ts'
import { decodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { limits } from './limits.ts'

/** What a client said, read from one frame and not yet believed. */
export type Inbound =
  | { readonly kind: 'vector'; readonly vector: Uint8Array }
  /** `isAnswer`: what the server's question brought, which after a time offline may fill the frame. */
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'awareness?' }
  | { readonly kind: 'hello'; readonly hello: unknown }
  | { readonly kind: 'command'; readonly envelope: unknown }
  | { readonly kind: 'cursor'; readonly cursor: Cursor | null }
  /** JSON that is too long to be parsed. */
  | { readonly kind: 'large' }
  /** A number of a newer version: ignored, so that old servers and new pages can meet. */
  | { readonly kind: 'unknown' }

/** Undefined for bytes that are no message. Arrays are views into the frame. */
export function readInbound(bytes: Uint8Array): Inbound | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const inbound = read(decoder)
    // lib0 follows a length beyond the frame into whatever memory the frame is a slice of: other people's frames.
    return decoder.pos <= bytes.byteLength ? inbound : undefined
  } catch {
    // lib0 throws at the end of the buffer: truncated bytes are hostile or broken, and a value here.
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
