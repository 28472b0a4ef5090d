import * as decoding from 'lib0/decoding'
import { messageYjsUpdate } from 'y-protocols/sync'
import type { CommandEnvelope } from '#shared/wire/command.ts'
import { decodeJson, MessageType } from '#shared/wire/message.ts'

/** When the people of this process last sent a change or a command, in milliseconds since 1970. To be done is neither. */
export class LastAnswer {
  at = 0

  /** The same sockets, watched. */
  of(sockets: typeof WebSocket): typeof WebSocket {
    const sent = (frame: Uint8Array): void => {
      if (isAnswer(frame)) this.at = Date.now()
    }
    return class extends sockets {
      override send(frame: Parameters<WebSocket['send']>[0]): void {
        if (frame instanceof Uint8Array) sent(frame)
        super.send(frame)
      }
    }
  }
}

function isAnswer(frame: Uint8Array): boolean {
  const decoder = decoding.createDecoder(frame)
  const type = decoding.readVarUint(decoder)
  if (type === MessageType.sync) return decoding.readVarUint(decoder) === messageYjsUpdate
  if (type !== MessageType.command) return false
  return (decodeJson(decoder) as CommandEnvelope).command.kind !== 'agenda.done'
}
