import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { CloseCode } from '#shared/wire/message.ts'
import type { Connection } from './connection.ts'
import { limits } from './limits.ts'

const open = 1

type Receive = (data: Buffer, isBinary: boolean) => void

/** A websocket of this process. It is paused until somebody receives its messages. */
export class SocketConnection implements Connection {
  readonly #socket: WebSocket
  /** The socket under the websocket. Frames are encoded once and written to it as they are (frame.ts). */
  readonly #tcp: Socket
  #isAlive = true
  #drained: (() => void) | undefined
  #isGathering = false
  /** Messages that came in one piece with the first one. */
  readonly #unread: Parameters<Receive>[] = []
  #receive: Receive = (...message) => this.#unread.push(message)

  constructor(socket: WebSocket, tcp: Socket) {
    this.#socket = socket
    this.#tcp = tcp
    // Messages wait in the network meanwhile.
    socket.pause()
    socket.on('pong', () => this.markAlive())
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary))
  }

  get isOpen(): boolean {
    return this.#socket.readyState === open
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  get waiting(): number {
    return this.#tcp.writableLength
  }

  /**
   * Read from the handle: the public counters move only when a write is over, and one write may have 30
   * MB. Node's own timeout reads the same fields.
   */
  get taken(): number {
    const { _handle: handle } = this.#tcp as Socket & {
      readonly _handle?: { readonly bytesWritten: number; readonly writeQueueSize: number } | null
    }
    return handle ? handle.bytesWritten - handle.writeQueueSize : 0
  }

  onMessage(receive: (bytes: Uint8Array) => void): void {
    this.#receive = (data, isBinary) => {
      this.markAlive()
      receive(isBinary ? data : new Uint8Array())
    }
    for (const message of this.#unread.splice(0)) this.#receive(...message)
    this.#socket.resume()
  }

  /**
   * The first message, a text; the others wait for `onMessage`. Undefined when it does not come in time or is too long,
   * or when the line closes.
   */
  async firstText(most: { readonly bytes: number; readonly ms: number }): Promise<string | undefined> {
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    const wait = this.#receive
    this.#receive = (data, isBinary) => {
      this.#receive = wait
      resolve(isBinary ? undefined : data.toString())
    }
    let bytes = 0
    const count = (piece: Buffer): void => {
      bytes += piece.byteLength
      if (bytes > most.bytes) resolve(undefined)
    }
    // `ws` has read the piece before: a first message that others follow closely is not too long.
    this.#tcp.on('data', count)
    const late = setTimeout(resolve, most.ms, undefined)
    this.onClose(() => resolve(undefined))
    this.#socket.resume()
    const text = await promise
    this.#socket.pause()
    clearTimeout(late)
    this.#tcp.off('data', count)
    return text
  }

  /**
   * `ws` does not answer pings itself (websocket.ts): it would answer a flood to a peer that reads no
   * answers.
   */
  onPing(receive: (data: Buffer) => void): void {
    this.#socket.on('ping', (data: Buffer) => {
      this.markAlive()
      receive(data)
    })
  }

  onClose(then: () => void): void {
    this.#socket.once('close', then)
  }

  onDrain(then: () => void): void {
    if (!this.#drained) this.#tcp.once('drain', () => this.#drain())
    this.#drained = then
  }

  #drain(): void {
    const then = this.#drained
    this.#drained = undefined
    then?.()
  }

  /** `ws` writes its own frames (pings, close) to the same socket, so the order holds. */
  write(frames: Buffer): void {
    if (this.isOpen) this.#tcp.write(frames)
  }

  writeAll(buffers: readonly Buffer[]): void {
    this.#tcp.cork()
    for (const frames of buffers) this.write(frames)
    this.#tcp.uncork()
  }

  gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    this.#tcp.cork()
    setImmediate(() => {
      this.#isGathering = false
      this.#tcp.uncork()
    })
  }

  /** Not sent to a peer that does not read: answers to a flood of pings would pile up. */
  pong(data: Buffer): void {
    if (this.isOpen && this.waiting <= limits.presenceLagBytes) this.#socket.pong(data)
  }

  markAlive(): void {
    this.#isAlive = true
  }

  checkAlive(): void {
    if (!this.#isAlive) return this.terminate()
    this.#isAlive = false
    if (this.isOpen) this.#socket.ping()
  }

  close(code: CloseCode, reason: string): void {
    if (!this.isOpen) return
    this.#socket.close(code, fitReason(reason))
    // A paused socket would never read the peer's answer.
    this.#socket.resume()
  }

  end(code: CloseCode, reason: string, graceMs: number): void {
    this.close(code, reason)
    setTimeout(() => this.#socket.terminate(), graceMs).unref()
  }

  terminate(): void {
    this.#socket.terminate()
  }
}

/** A close reason has at most 123 bytes (RFC 6455 §5.5). `ws` throws for a longer one. */
function fitReason(reason: string): string {
  let fitted = reason
  while (Buffer.byteLength(fitted) > 123) fitted = fitted.slice(0, -1)
  return fitted
}
