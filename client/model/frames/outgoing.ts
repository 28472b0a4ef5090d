import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { MessageType, updateLimit } from '#shared/wire/message.ts'
import { splitUpdate } from '../document/split-update.ts'

/** Well below what one message may hold: a part can exceed it by one note's text. */
const partLimit = updateLimit / 2

/** Asks for all missing updates. */
export function askMessage(doc: Y.Doc): Uint8Array {
  return syncMessage(sync.messageYjsSyncStep1, Y.encodeStateVector(doc))
}

/** The updates that a server with this state vector lacks: one message, or several that build on one another. */
export function answerMessages(doc: Y.Doc, vector: Uint8Array): readonly Uint8Array[] {
  return splitUpdate(Y.encodeStateAsUpdate(doc, vector), partLimit).map((part) =>
    syncMessage(sync.messageYjsSyncStep2, part),
  )
}

/** One change: one message, or several for a large one, such as the undo of a large deletion. */
export function updateMessages(update: Uint8Array): readonly Uint8Array[] {
  return splitUpdate(update, partLimit).map((part) => syncMessage(sync.messageYjsUpdate, part))
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
