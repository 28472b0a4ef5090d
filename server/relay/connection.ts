import type { CloseCode } from '#shared/wire/message.ts'

/**
 * A line to one page: a socket of this node, or one that another node keeps. It carries frames and knows
 * no documents. Nothing arrives before the first call of `onMessage`.
 */
export interface Connection {
  readonly isOpen: boolean
  /** Bytes that were written and that the network has not taken yet. */
  readonly waiting: number
  /** Bytes that the network has taken so far. */
  readonly taken: number
  /** Receives the messages from now on. A text message arrives as no bytes. */
  readonly onMessage: (receive: (bytes: Uint8Array) => void) => void
  /** Receives the pings. The receiver decides whether to answer them with `pong`. */
  readonly onPing: (receive: (data: Buffer) => void) => void
  /** Calls `then` once, when the line has closed. Several callers may ask. */
  readonly onClose: (then: () => void) => void
  /** Calls `then` when the network has taken everything. A later call replaces an earlier one. */
  readonly onDrain: (then: () => void) => void
  /** Writes whole websocket frames. */
  readonly write: (frames: Buffer) => void
  /** Writes several buffers in one go, so that the network can send them together. */
  readonly writeAll: (buffers: readonly Buffer[]) => void
  /** Until the end of this turn of the event loop, frames are kept, and then written in one go. */
  readonly gather: () => void
  readonly pong: (data: Buffer) => void
  /** Notes a sign of life of the peer. */
  readonly markAlive: () => void
  /** Cuts a line that gave no sign of life since the last call. Pings the peer otherwise. */
  readonly checkAlive: () => void
  readonly close: (code: CloseCode, reason: string) => void
  /** Closes a line that takes nothing: cuts it when the peer has not answered after `graceMs`. */
  readonly end: (code: CloseCode, reason: string, graceMs: number) => void
  readonly terminate: () => void
}
