import * as decoding from 'lib0/decoding'
import * as sync from 'y-protocols/sync'
import type { CommandReply, Gathering, Ink, ProjectedPages, Refusal } from '#shared/wire/command.ts'
import { readCursors, type IndexedCursor } from '#shared/wire/cursor.ts'
import { MessageType, decodeJson, type Fill, type OwnBallot, type ServerHello } from '#shared/wire/message.ts'
import type { Participant } from '#shared/workshop/role.ts'

/** A message of the server. The page trusts the server that it came from: JSON is not checked again. */
export type Incoming =
  | { readonly kind: 'vector'; readonly vector: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  /** A compressed update; further slices of its answer have `left` bytes. */
  | { readonly kind: 'slice'; readonly left: number; readonly deflated: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'hello'; readonly hello: ServerHello }
  | { readonly kind: 'me'; readonly me: Participant }
  | { readonly kind: 'saved'; readonly count: number }
  | { readonly kind: 'people'; readonly count: number; readonly viewers: number }
  | { readonly kind: 'writable'; readonly isWritable: boolean }
  | { readonly kind: 'fill'; readonly fill: Fill }
  | { readonly kind: 'restart'; readonly at: number | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'reply'; readonly reply: CommandReply }
  | { readonly kind: 'ballot'; readonly ballot: OwnBallot }
  | { readonly kind: 'cursors'; readonly cursors: readonly IndexedCursor[] }
  | { readonly kind: 'gather'; readonly gathering: Gathering }
  | { readonly kind: 'pages'; readonly projected: ProjectedPages }
  | { readonly kind: 'ink'; readonly ink: Ink }

/**
 * Reads every message of a frame whose first number has been read already. An unknown number ends the frame: only a
 * newer server knows the length of such a message.
 */
export function readFrame(decoder: decoding.Decoder, first: number): readonly Incoming[] {
  const messages: Incoming[] = []
  for (let type = first; ; type = decoding.readVarUint(decoder)) {
    const message = readMessage(decoder, type)
    if (!message) return messages
    messages.push(message)
    if (!decoding.hasContent(decoder)) return messages
  }
}

function readMessage(decoder: decoding.Decoder, type: number): Incoming | undefined {
  switch (type) {
    case MessageType.sync:
      return readSync(decoder)
    case MessageType.slice:
      return {
        kind: 'slice',
        left: decoding.readVarUint(decoder),
        deflated: decoding.readVarUint8Array(decoder),
      }
    case MessageType.awareness:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case MessageType.hello:
      return { kind: 'hello', hello: decodeJson(decoder) as ServerHello }
    case MessageType.me:
      return { kind: 'me', me: decodeJson(decoder) as Participant }
    case MessageType.saved:
      return { kind: 'saved', count: decoding.readVarUint(decoder) }
    case MessageType.writable:
      return { kind: 'writable', isWritable: decoding.readVarUint(decoder) === 1 }
    case MessageType.fill:
      return { kind: 'fill', fill: decoding.readVarUint(decoder) as Fill }
    case MessageType.restart:
      return { kind: 'restart', at: decoding.readVarUint(decoder) || null }
    case MessageType.people:
      return {
        kind: 'people',
        count: decoding.readVarUint(decoder),
        viewers: decoding.readVarUint(decoder),
      }
    case MessageType.refused:
      return { kind: 'refused', refusal: decodeJson(decoder) as Refusal }
    case MessageType.reply:
      return { kind: 'reply', reply: decodeJson(decoder) as CommandReply }
    case MessageType.ballot:
      return { kind: 'ballot', ballot: decodeJson(decoder) as OwnBallot }
    case MessageType.cursors:
      return { kind: 'cursors', cursors: readCursors(decoder) }
    case MessageType.gather:
      return { kind: 'gather', gathering: decodeJson(decoder) as Gathering }
    case MessageType.pages:
      return { kind: 'pages', projected: decodeJson(decoder) as ProjectedPages }
    case MessageType.ink:
      return { kind: 'ink', ink: decodeJson(decoder) as Ink }
    default:
      return undefined
  }
}

function readSync(decoder: decoding.Decoder): Incoming {
  const type = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  return type === sync.messageYjsSyncStep1
    ? { kind: 'vector', vector: bytes }
    : { kind: 'update', update: bytes, isAnswer: type === sync.messageYjsSyncStep2 }
}
