import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { inParts } from '#shared/board/update-parts.ts'
import { inWritingOrder, unwrittenIn } from '#shared/board/yjs-internals.ts'
import { MessageType, updateLimit, structLimit } from '#shared/wire/message.ts'

/** The least that a struct takes. */
const minStructBytes = 2

/**
 * Cuts a large update into parts of about `maxBytes`, with no more structs than the server takes at once. Each part
 * builds on earlier ones alone. A frame has a limit, and some updates exceed it: undoing the deletion of ten thousand
 * notes, or a day's work offline. A part is written when it is asked for: all parts of such an update take 200 ms.
 */
export function* splitUpdate(
  update: Uint8Array,
  maxBytes: number,
  maxStructs: number = structLimit,
): Generator<Uint8Array> {
  const isSmall = update.byteLength <= maxBytes
  if (isSmall && update.byteLength <= minStructBytes * maxStructs) return yield update
  const { structs, ds } = Y.decodeUpdate(update)
  if (isSmall && structs.length <= maxStructs) return yield update
  const deletions = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len: length }) => ({ client, clock, length })),
  )
  yield* inParts(inWritingOrder(unwrittenIn(structs)), deletions, { bytes: maxBytes, structs: maxStructs })
}

/** Well below what one message may hold: a part can exceed it by one note's text. */
const partLimit = updateLimit / 2

/** Asks for all missing updates. */
export function askMessage(doc: Y.Doc): Uint8Array {
  return syncMessage(sync.messageYjsSyncStep1, Y.encodeStateVector(doc))
}

/** One update: one message, or several for a large one, such as the undo of a large deletion. */
export interface Messages {
  /** True if writing them takes no time worth mentioning. */
  readonly isShort: boolean
  /** Each is written when it is asked for, and builds on those before. */
  readonly written: Iterator<Uint8Array>
}

/** The updates that a server with this state vector lacks. */
export function answerMessages(doc: Y.Doc, vector: Uint8Array): Messages {
  return messagesOf(Y.encodeStateAsUpdate(doc, vector), sync.messageYjsSyncStep2)
}

/** One change. */
export function updateMessages(update: Uint8Array): Messages {
  return messagesOf(update, sync.messageYjsUpdate)
}

function messagesOf(update: Uint8Array, type: number): Messages {
  return { isShort: update.byteLength <= partLimit, written: written(update, type) }
}

function* written(update: Uint8Array, type: number): Generator<Uint8Array> {
  for (const part of splitUpdate(update, partLimit)) yield syncMessage(type, part)
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
