import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { frameLimit, MessageType, updateLimit } from '#shared/wire/message.ts'
import { splitUpdate } from './split-update.ts'

/** Well below what a frame may hold: a part can exceed it by one note's text, and the last has all deletions. */
const partLimit = frameLimit / 2

/** "Send me what I lack." */
export function askMessage(doc: Y.Doc): Uint8Array {
  return syncMessage(sync.messageYjsSyncStep1, Y.encodeStateVector(doc))
}

/** What a server with this state vector lacks: one message, or several that build on one another. */
export function answerMessages(doc: Y.Doc, vector: Uint8Array): readonly Uint8Array[] {
  return splitUpdate(Y.encodeStateAsUpdate(doc, vector), partLimit).map((part) =>
    syncMessage(sync.messageYjsSyncStep2, part),
  )
}

/** One change; a large one (the undo of a large deletion) goes as answers, which may be larger than an update. */
export function updateMessages(update: Uint8Array): readonly Uint8Array[] {
  if (update.byteLength <= updateLimit) return [syncMessage(sync.messageYjsUpdate, update)]
  return splitUpdate(update, partLimit).map((part) => syncMessage(sync.messageYjsSyncStep2, part))
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
