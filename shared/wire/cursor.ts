import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { boundedReach } from '../board/limits.ts'
import { MessageType } from './message.ts'

/**
 * One pointer, in rounded board units. While a selection is dragged, `drag` is its distance from its place in the
 * document. The selection is the one of that connection's presence.
 */
export interface Cursor {
  readonly x: number
  readonly y: number
  readonly drag: { readonly dx: number; readonly dy: number } | null
}

/** Null: the pointer has left the board. */
export interface IndexedCursor {
  readonly index: number
  readonly cursor: Cursor | null
}

const Flag = { gone: 0, here: 1, dragging: 2 } as const

export function encodeCursor(cursor: Cursor | null): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.cursor)
  writeCursor(encoder, cursor)
  return encoding.toUint8Array(encoder)
}

export function encodeCursors(cursors: readonly IndexedCursor[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.cursors)
  encoding.writeVarUint(encoder, cursors.length)
  for (const { index, cursor } of cursors) {
    encoding.writeVarUint(encoder, index)
    writeCursor(encoder, cursor)
  }
  return encoding.toUint8Array(encoder)
}

/** Throws lib0's end-of-buffer error on truncated bytes; callers turn that into a refusal. */
export function readCursor(decoder: decoding.Decoder): Cursor | null {
  const flag = decoding.readVarUint(decoder)
  if (flag === Flag.gone) return null
  const x = readReach(decoder)
  const y = readReach(decoder)
  if (flag !== Flag.dragging) return { x, y, drag: null }
  return { x, y, drag: { dx: readReach(decoder), dy: readReach(decoder) } }
}

/** A number far outside the board is read as the nearest one that a pointer can have. */
function readReach(decoder: decoding.Decoder): number {
  return boundedReach(decoding.readVarInt(decoder))
}

export function readCursors(decoder: decoding.Decoder): readonly IndexedCursor[] {
  const cursors: IndexedCursor[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    cursors.push({ index: decoding.readVarUint(decoder), cursor: readCursor(decoder) })
  }
  return cursors
}

function writeCursor(encoder: encoding.Encoder, cursor: Cursor | null): void {
  if (cursor === null) return encoding.writeVarUint(encoder, Flag.gone)
  encoding.writeVarUint(encoder, cursor.drag ? Flag.dragging : Flag.here)
  encoding.writeVarInt(encoder, Math.round(cursor.x))
  encoding.writeVarInt(encoder, Math.round(cursor.y))
  if (!cursor.drag) return
  encoding.writeVarInt(encoder, Math.round(cursor.drag.dx))
  encoding.writeVarInt(encoder, Math.round(cursor.drag.dy))
}
