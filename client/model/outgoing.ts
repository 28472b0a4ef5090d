import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { MessageType, updateLimit } from '#shared/wire/message.ts'

/** "Send me what I lack." */
export function askMessage(doc: Y.Doc): Uint8Array {
  return syncMessage(sync.messageYjsSyncStep1, Y.encodeStateVector(doc))
}

/** What a server with this state vector lacks. */
export function answerMessage(doc: Y.Doc, vector: Uint8Array): Uint8Array {
  return syncMessage(sync.messageYjsSyncStep2, Y.encodeStateAsUpdate(doc, vector))
}

/** One change; a large one (the undo of a large deletion) goes as an answer, which may be larger than an update. */
export function updateMessage(update: Uint8Array): Uint8Array {
  const isLarge = update.byteLength > updateLimit
  return syncMessage(isLarge ? sync.messageYjsSyncStep2 : sync.messageYjsUpdate, update)
}

export function awarenessMessage(update: Uint8Array): Uint8Array {
  return message(MessageType.awareness, update)
}

function syncMessage(type: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.sync)
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

function message(type: MessageType, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}
