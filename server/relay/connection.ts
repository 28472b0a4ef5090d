import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Refusal } from '#shared/wire/refusal.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType, type CloseCode } from '#shared/wire/message.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import type { Session } from '../contracts/session.ts'
import { Budgets } from './budgets.ts'
import { frameOf } from './frame.ts'
import { limits } from './limits.ts'

/** From here on a lagging connection has received no document frames; one difference from `vector` repairs that. */
export interface Lag {
  readonly vector: Uint8Array
}

/** How far the network had got, and when that was last enough. */
export interface Progress {
  readonly last: number
  readonly taken: number
  readonly since: number
}

const open = 1

/** One socket of one session. It knows how to send and to stop; what is sent is the room's business. */
export class Connection {
  /** Its number in `cursors` messages. */
  readonly index: number
  session: Session
  /** It said hello: it is our client, and may be sent our messages. */
  speaksOurs = false
  /** It said so in its hello. */
  takesParts = false
  /** It has been answered once, so that updates mean something to it. */
  isSynced = false
  lag: Lag | undefined
  /** Size of an answer that is still on its way: having it in the buffer is not lagging. */
  answerBytes = 0
  /** What it will have when a large answer has arrived: asking again meanwhile is not to bring all of it twice. */
  answerVector: Uint8Array | undefined
  /** Looked at by each sweep: how much of what waits the network has taken. */
  progress: Progress | undefined
  /** It was skipped by a flush of presence and needs all states again. */
  missedPresence = false
  /** The one awareness client it may speak for. */
  awarenessClient: number | undefined
  /** How many of its updates are on disk. */
  saved = 0
  isAlive = true
  /** It has told what the server lacked; until then an update may build on something that is still to come. */
  hasAnswered: boolean
  /** Updates that were refused before it had answered, to be tried again. */
  held: Uint8Array[] | undefined
  readonly since: number
  /** Its own until it joins a room, where all connections of a person share one. */
  budgets: Budgets
  /** What it asked for while the document was being made durable; a later question takes its place. */
  asked: Uint8Array | undefined
  /** A large answer to the server's question is taken once. */
  hasSentLarge = false
  readonly #socket: WebSocket
  readonly #tcp: Socket
  #drained: (() => void) | undefined

  constructor(socket: WebSocket, tcp: Socket, session: Session, index: number, at: number) {
    this.#socket = socket
    this.#tcp = tcp
    this.session = session
    this.index = index
    this.since = at
    this.hasAnswered = !mayWrite(session.role)
    this.budgets = new Budgets(at)
  }

  get isOpen(): boolean {
    return this.#socket.readyState === open
  }

  /** Bytes written and not yet taken by the network. */
  get waiting(): number {
    return this.#tcp.writableLength
  }

  /**
   * Bytes that the network has taken. What is public of a socket moves when a write is over, and one may have 30 MB; Node's own
   * timeout looks where this does.
   */
  get taken(): number {
    const { _handle: handle } = this.#tcp as Socket & {
      readonly _handle?: { readonly bytesWritten: number; readonly writeQueueSize: number } | null
    }
    return handle ? handle.bytesWritten - handle.writeQueueSize : 0
  }

  /** Whole websocket frames; `ws` writes its own (pings, close) straight to the same socket, so order holds. */
  write(frames: Buffer): void {
    if (this.isOpen) this.#tcp.write(frames)
  }

  /** In one go, so that what belongs together arrives together as far as the network lets it. */
  writeAll(buffers: readonly Buffer[]): void {
    this.#tcp.cork()
    for (const frames of buffers) this.write(frames)
    this.#tcp.uncork()
  }

  /** For our client only: the stock one logs an error for a message it does not know. */
  tell(frame: Buffer): void {
    if (this.speaksOurs) this.write(frame)
  }

  refuse(refusal: Refusal): void {
    this.tell(frameOf(encodeJson(MessageType.refused, { code: refusal.code, message: refusal.message })))
  }

  /** One at a time: a later one takes the place of what was to be done before. */
  onDrain(then: () => void): void {
    if (!this.#drained) this.#tcp.once('drain', () => this.#drain())
    this.#drained = then
  }

  #drain(): void {
    const then = this.#drained
    this.#drained = undefined
    then?.()
  }

  ping(): void {
    this.isAlive = false
    if (this.isOpen) this.#socket.ping()
  }

  /** Not to one that does not read: answers to a flood of pings would pile up. */
  pong(data: Buffer): void {
    if (this.isOpen && this.waiting <= limits.presenceLagBytes) this.#socket.pong(data)
  }

  close(code: CloseCode, reason: string): void {
    if (this.isOpen) this.#socket.close(code, fitReason(reason))
  }

  /** For a peer that takes nothing: says why, and waits for its answer no longer than `graceMs`. */
  end(code: CloseCode, reason: string, graceMs: number): void {
    this.close(code, reason)
    setTimeout(() => this.#socket.terminate(), graceMs).unref()
  }

  terminate(): void {
    this.#socket.terminate()
  }
}

/** A close reason has at most 123 bytes (RFC 6455 §5.5); `ws` throws for more. */
function fitReason(reason: string): string {
  let fitted = reason
  while (Buffer.byteLength(fitted) > 123) fitted = fitted.slice(0, -1)
  return fitted
}
