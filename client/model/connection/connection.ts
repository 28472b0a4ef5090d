import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import {
  CloseCode,
  MessageType,
  subprotocol,
  wireVersion,
  encodeJson,
  type ClientHello,
} from '#shared/wire/message.ts'
import { askedWaitMs, healthyMs, waitMs } from '../basics/backoff.ts'
import { readFrame, type Incoming } from '../frames/incoming.ts'
import { answerMessages, askMessage, updateMessages } from '../frames/outgoing.ts'
import { createSlices, type Arriving, type Slices } from '../frames/slices.ts'
import type { Platform } from '../platform/platform.ts'
import { byServer, IncomingUpdates } from './incoming-updates.ts'
import { OutgoingUpdates } from './outgoing-updates.ts'
import type { SavingEvent } from './saving.ts'

/** A message of the server that is neither about the document nor about saving. */
export type ServerMessage = Exclude<Incoming, { kind: 'vector' | 'update' | 'slice' | 'saved' | 'writable' }>

/** The session and the document of a connection. */
export interface ConnectionOptions {
  /** The path after `/ws/`. */
  readonly room: string
  readonly session: string
  readonly mayWrite: boolean
  readonly doc: Y.Doc
  readonly platform: Platform
  /** Gets every message but the document's own traffic, in order. */
  readonly heard: (message: ServerMessage) => void
  /** Gets the progress of a large message; null when it is complete. */
  readonly arriving: (arriving: Arriving | null) => void
  readonly changed: (event: SavingEvent) => void
  /** Gets the state vector of the server, just before the client sends the rest. */
  readonly asked: (vector: Uint8Array) => void
}

/** A connection of one document. It reconnects until it is closed or the server ends it. */
export interface Connection {
  /** Nothing happens while there is no connection. */
  readonly send: (message: Uint8Array) => void
  /** Closes the socket for good; the document may then be replaced. */
  readonly close: () => void
}

/**
 * After so long without a message the client asks for missing updates. The provider gives up a silent connection after
 * 30 s; a large answer arrives part by part.
 */
const quietMs = 15_000

/** A socket that has not opened after so long is closed: some networks accept it and pass nothing on. Not measured. */
const openingMs = 20_000

/**
 * After so long without an attempt, a socket is tried even if HTTP does not answer: a proxy may pass sockets alone.
 * Firefox forgets a failed socket after a minute.
 */
const blindMs = 75_000

/** First close code with a reason of our server (RFC 6455 §7.4.2); lower codes mean the network, or a restart. */
const firstOwnCode = 4_000

/**
 * Connects a document to the server. y-websocket's provider carries the socket and notices when it is dead. It lacks: a
 * retry with jitter, one transaction for the updates of one frame, a count of sent messages, and our own messages.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const connection = new ServerConnection(options)
  return { send: (message) => connection.send(message), close: () => connection.close() }
}

class ServerConnection {
  readonly #options: ConnectionOptions
  readonly #provider: WebsocketProvider
  readonly #awareness = silentAwareness()
  readonly #updates: IncomingUpdates
  readonly #slices: Slices
  readonly #outgoing: OutgoingUpdates
  readonly #retry: Retry
  #opening: ReturnType<typeof setTimeout> | undefined
  readonly #quiet: ReturnType<typeof setInterval>
  /** When this connection had brought the missing updates. */
  #receivedAt: number | undefined
  #hasAnswered = false
  #isClosed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    const { doc, platform } = options
    this.#slices = createSlices(platform.now, options.arriving)
    this.#updates = new IncomingUpdates({
      doc,
      platform,
      received: () => this.#onReceived(),
      failed: () => this.#provider.ws?.close(),
    })
    this.#outgoing = new OutgoingUpdates(
      platform,
      (message) => this.#sendCounted(message),
      (isSending) => options.changed({ kind: 'sending', isSending }),
    )
    this.#retry = new Retry(platform, () => this.#connect())
    this.#provider = this.#openProvider()
    doc.on('update', this.#sendOwn)
    this.#quiet = setInterval(() => this.#askWhenQuiet(), quietMs / 3)
    this.#connect()
  }

  send(message: Uint8Array): void {
    const { ws } = this.#provider
    if (this.#provider.wsconnected && ws?.readyState === 1) ws.send(message as Uint8Array<ArrayBuffer>)
  }

  close(): void {
    this.#isClosed = true
    this.#outgoing.close()
    this.#retry.close()
    clearTimeout(this.#opening)
    clearInterval(this.#quiet)
    this.#updates.close()
    this.#options.doc.off('update', this.#sendOwn)
    this.#provider.destroy()
    this.#awareness.destroy()
  }

  #openProvider(): WebsocketProvider {
    const { platform, room, doc, session } = this.#options
    const provider = new WebsocketProvider(`${platform.address}/ws`, room, doc, {
      connect: false,
      disableBc: true,
      protocols: [subprotocol, session],
      // Presence travels apart from the document: the provider gets a throwaway awareness without a state.
      awareness: this.#awareness,
      WebSocketPolyfill: platform.webSocket,
      shouldReconnect: () => true,
    })
    // Otherwise it would announce, under the document's client id, that its awareness has gone.
    provider.disconnectBc = () => undefined
    // Replaced by `#sendOwn`, which counts, and waits until the server has asked.
    doc.off('update', provider._updateHandler)
    const handle: WebsocketProvider['messageHandlers'][number] = (
      _encoder,
      decoder,
      _provider,
      _emits,
      type,
    ) => {
      for (const message of readFrame(decoder, type)) this.#receive(message)
      // The rest belongs to a newer server.
      decoder.pos = decoder.arr.length
    }
    provider.messageHandlers = Array.from({ length: 128 }, () => handle)
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#onOpened()
    })
    provider.on('connection-close', (event) => this.#onClosed(event?.code ?? 0, event?.reason ?? ''))
    return provider
  }

  #connect(): void {
    this.#hasAnswered = false
    this.#provider.connect()
    clearTimeout(this.#opening)
    this.#opening = setTimeout(() => {
      if (!this.#provider.wsconnected) this.#provider.ws?.close()
    }, openingMs)
  }

  #onOpened(): void {
    const { mayWrite, changed } = this.#options
    this.send(
      encodeJson(MessageType.hello, { version: wireVersion, takesSlices: true } satisfies ClientHello),
    )
    changed({ kind: 'opened', mayWrite })
  }

  #onClosed(code: number, reason: string): void {
    const { changed, platform } = this.#options
    this.#provider.shouldConnect = false
    this.#slices.drop()
    this.#outgoing.drop()
    if (this.#isClosed) return
    this.#hasAnswered = false
    this.#updates.drop()
    if (code === CloseCode.tryAgain) changed({ kind: 'cannotWrite' })
    if (code === CloseCode.damaged) changed({ kind: 'damaged' })
    changed({ kind: 'closed' })
    if (code === CloseCode.unauthorised || code === CloseCode.boardGone) {
      this.#isClosed = true
      this.#updates.close()
      return changed({ kind: 'ended', end: code === CloseCode.boardGone ? 'gone' : 'revoked' })
    }
    const lastedMs = this.#receivedAt === undefined ? undefined : platform.now() - this.#receivedAt
    if (lastedMs !== undefined && isFresh(code, lastedMs)) this.#retry.reset()
    this.#receivedAt = undefined
    this.#retry.later(askedWaitMs(code, reason))
  }

  #onReceived(): void {
    this.#receivedAt ??= this.#options.platform.now()
    this.#provider.synced = true
    this.#options.changed({ kind: 'received' })
  }

  #receive(message: Incoming): void {
    const { doc, mayWrite, asked, changed, heard } = this.#options
    switch (message.kind) {
      case 'vector':
        if (!mayWrite) return
        asked(message.vector)
        // Later edits go out behind the answer, those among them that it occasions.
        this.#hasAnswered = true
        return this.#outgoing.add(answerMessages(doc, message.vector), () => changed({ kind: 'answered' }))
      case 'update':
        return this.#updates.add(message.update, message.isAnswer)
      case 'slice':
        return this.#updates.addSlice(message.deflated, this.#slices.add(message))
      case 'saved':
      case 'writable':
        return changed(message)
      default:
        heard(message)
    }
  }

  readonly #sendOwn = (update: Uint8Array, origin: unknown): void => {
    // Before the answer, updates would build on offline edits that the server does not have yet.
    if (origin === byServer || !this.#hasAnswered || !this.#options.mayWrite) return
    this.#outgoing.add(updateMessages(update))
  }

  #sendCounted(message: Uint8Array): void {
    this.send(message)
    this.#options.changed({ kind: 'sent' })
  }

  #askWhenQuiet(): void {
    const { wsconnected, wsLastMessageReceived } = this.#provider
    if (wsconnected && Date.now() - wsLastMessageReceived > quietMs) this.send(askMessage(this.#options.doc))
  }
}

/**
 * Reconnects after growing waits. It opens a socket once the server answers over HTTP: after each socket that failed,
 * Firefox delays the next one for longer, up to a minute.
 */
class Retry {
  readonly #platform: Platform
  readonly #connect: () => void
  readonly #stopWaking: () => void
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #isSeeking = false
  #triedAt: number
  #stopSeeking: () => void = () => undefined

  constructor(platform: Platform, connect: () => void) {
    this.#platform = platform
    this.#connect = connect
    this.#triedAt = platform.now()
    this.#stopWaking = platform.onWake(() => {
      if (this.#timer !== undefined || this.#isSeeking) this.#seek()
    })
  }

  reset(): void {
    this.#failures = 0
  }

  later(askedMs = 0): void {
    this.#failures += 1
    this.#timer = setTimeout(() => this.#seek(), askedMs + waitMs(this.#failures, this.#platform.random))
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#stopSeeking()
    this.#stopWaking()
  }

  #seek(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isSeeking = true
    this.#stopSeeking()
    this.#stopSeeking = this.#platform.seek((isThere) => {
      this.#isSeeking = false
      const now = this.#platform.now()
      if (!isThere && now - this.#triedAt <= blindMs) return this.later()
      this.#triedAt = now
      this.#connect()
    })
  }
}

/**
 * True when the next failure counts as the first. A connection that had brought the missing updates and then broke
 * counts as healthy, however short it was: a train goes through tunnels. A client that the server let in and closed at
 * once waits longer, or all such clients would be back at once.
 */
function isFresh(code: number, lastedMs: number): boolean {
  return code < firstOwnCode || lastedMs >= healthyMs
}

function silentAwareness(): Awareness {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  return awareness
}
