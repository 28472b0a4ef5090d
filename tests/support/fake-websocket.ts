import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { SocketConnection } from '#server/relay/socket-connection.ts'

/** The part of a websocket that connections use: open (1) or closed (3). It records how it was closed. */
export class FakeWebSocket extends EventEmitter {
  readonly readyState: number
  readonly codes: number[] = []
  readonly reasons: string[] = []

  constructor(readyState = 1) {
    super()
    this.readyState = readyState
  }

  pause(): void {}
  resume(): void {}
  ping(): void {}
  terminate(): void {}

  close(code: number, reason: string): void {
    this.codes.push(code)
    this.reasons.push(reason)
  }

  /** A connection over this websocket. `tcp`: the socket under it. */
  connect(tcp: unknown = new PassThrough()): SocketConnection {
    return new SocketConnection(this as unknown as WebSocket, tcp as Socket)
  }
}
