import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import { MessageType, type Fill } from '#shared/wire/message.ts'
import { emptyUpdate } from '../basics/update-pack.ts'

/**
 * Encodes a message as one websocket frame: final, binary, unmasked (RFC 6455 §5.2). The same buffer goes
 * to every TCP socket; `ws` would build a header for each receiver. Correct only without compression.
 */
export function frameOf(message: Uint8Array): Buffer {
  const length = message.byteLength
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = 0x82
  if (header === 2) frame[1] = length
  else if (header === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(message, header)
  return frame
}

/** Joins frames: still separate messages to the receiver, but one write to the system. */
export function joinFrames(frames: readonly Buffer[]): Buffer {
  const [first] = frames
  return frames.length === 1 && first ? first : Buffer.concat(frames)
}

/** Asks the client for updates that the server lacks. `vector`: the server's state vector. */
export function askFrame(vector: Uint8Array): Buffer {
  return syncFrame(sync.messageYjsSyncStep1, vector)
}

/** Tells a client, the stock client too, that it now has everything. It brings nothing itself. */
export const endOfAnswer: Buffer = syncFrame(sync.messageYjsSyncStep2, emptyUpdate)

/** One slice of an answer for our own client. `left`: bytes of the slices that follow. */
export function sliceFrame(left: number, deflated: Uint8Array): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.slice)
  encoding.writeVarUint(encoder, left)
  encoding.writeVarUint8Array(encoder, deflated)
  return frameOf(encoding.toUint8Array(encoder))
}

export function updateFrame(update: Uint8Array): Buffer {
  return syncFrame(sync.messageYjsUpdate, update)
}

export function awarenessFrame(update: Uint8Array): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.awareness)
  encoding.writeVarUint8Array(encoder, update)
  return frameOf(encoding.toUint8Array(encoder))
}

export function countFrame(type: MessageType, ...counts: readonly number[]): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  for (const count of counts) encoding.writeVarUint(encoder, count)
  return frameOf(encoding.toUint8Array(encoder))
}

export function writableFrame(isWritable: boolean): Buffer {
  return countFrame(MessageType.writable, isWritable ? 1 : 0)
}

/** `at`: null when the restart is called off. */
export function restartFrame(at: number | null): Buffer {
  return countFrame(MessageType.restart, at ?? 0)
}

export function fillFrame(fill: Fill): Buffer {
  return countFrame(MessageType.fill, fill)
}

function syncFrame(kind: number, bytes: Uint8Array): Buffer {
  return frameOf(syncMessage(kind, bytes))
}

function syncMessage(kind: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}
