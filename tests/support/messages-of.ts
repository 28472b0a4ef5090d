import * as decoding from 'lib0/decoding'
import { readCursors } from '#shared/wire/cursor.ts'
import { MessageType } from '#shared/wire/message.ts'

export interface Message {
  readonly kind: number
  /** The JSON of ballots and replies; the update of sync messages; pointers; states of presence. */
  readonly value: unknown
}

/** Every message in a frame; the server may put several of them into one. */
export function messagesOf(frame: Uint8Array): readonly Message[] {
  const decoder = decoding.createDecoder(frame)
  const messages: Message[] = []
  while (decoding.hasContent(decoder)) {
    const kind = decoding.readVarUint(decoder)
    switch (kind) {
      case MessageType.sync: {
        const step = decoding.readVarUint(decoder)
        const bytes = decoding.readVarUint8Array(decoder)
        messages.push({ kind, value: step === 0 ? null : bytes })
        break
      }
      case MessageType.awareness:
        messages.push({ kind, value: statesOf(decoding.readVarUint8Array(decoder)) })
        break
      case MessageType.cursors:
        messages.push({ kind, value: readCursors(decoder) })
        break
      case MessageType.people:
        messages.push({ kind, value: [decoding.readVarUint(decoder), decoding.readVarUint(decoder)] })
        break
      case MessageType.saved:
        messages.push({ kind, value: decoding.readVarUint(decoder) })
        break
      case MessageType.hello:
      case MessageType.refused:
      case MessageType.reply:
      case MessageType.ballot:
        messages.push({ kind, value: JSON.parse(decoding.readVarString(decoder)) })
        break
      default:
        throw new Error(`a message of a kind that this test does not know: ${kind}`)
    }
  }
  return messages
}

function statesOf(update: Uint8Array): readonly unknown[] {
  const decoder = decoding.createDecoder(update)
  return Array.from({ length: decoding.readVarUint(decoder) }, (): unknown => {
    // Client and clock.
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    return JSON.parse(decoding.readVarString(decoder))
  })
}
