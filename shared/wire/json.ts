import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { MessageType } from './message.ts'

/** A whole frame: the message's number, then its value as one JSON string. */
export function encodeJson(type: MessageType, value: unknown): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarString(encoder, JSON.stringify(value))
  return encoding.toUint8Array(encoder)
}

/** Reads the JSON string at the decoder; undefined when it is not JSON. The caller checks its form. */
export function decodeJson(decoder: decoding.Decoder): unknown {
  try {
    return JSON.parse(decoding.readVarString(decoder))
  } catch {
    // Hostile or truncated input is a value here, never a throw.
    return undefined
  }
}
