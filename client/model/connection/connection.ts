import * as decoding from 'lib0/decoding'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { ClientHello } from '#shared/wire/hello.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { CloseCode, MessageType, subprotocol, wireVersion } from '#shared/wire/message.ts'
import { askedWaitMs, healthyMs, waitMs } from '../basics/backoff.ts'
import { readFrame, type Incoming } from '../frames/incoming.ts'
import { answerMessages, askMessage, updateMessages } from '../frames/outgoing.ts'
import { createParts, type Arriving } from '../frames/parts.ts'
import type { Platform } from '../platform/platform.ts'
import type { SavingEvent } from './saving.ts'

/** What the server says besides the document and how it is kept. */
export type ServerMessage = Exclude<Incoming, { kind: 'vector' | 'update' | 'part' | 'saved' | 'writable' }>

/** Whose connection it is, and to which document. */
export interface ConnectionOptions {
  /** The path after `/ws/`. */
  readonly room: string
  readonly session: string
  readonly mayWrite: boolean
  readonly doc: Y.Doc
  readonly platform: Platform
  /** Everything but the document's own traffic, in the order it came. */
  readonly heard: (message: ServerMessage) => void
  /** Something large is on its way for a while; null when it is no longer. */
  readonly arriving: (arriving: Arriving | null) => void
  readonly changed: (event: SavingEvent) => void
  /** The server has what this state vector says, and is about to be sent the rest. */
  readonly asked: (vector: Uint8Array) => void
}

/** A connection of one document that comes back by itself until it is closed or the server ends it for good. */
export interface Connection {
  /** Nothing happens while there is no connection. */
  readonly send: (message: Uint8Array) => void
  /** Closes the socket and waits as after a failure; for when the document is about to be replaced. */
  readonly close: () => void
}

/** The origin of what the server sent; undo does not follow it and it is not sent back. */
export const byServer = Symbol('by server')

/**
 * Nothing heard for so long: ask what we lack. The provider gives a silent connection up after 30 s; a large answer is
 * heard part by part.
 */
const quietMs = 15_000

/** A socket that has not opened after so long is given up: some networks take it and pass nothing on. Taste. */
const openingMs = 20_000

/**
 * None was tried for so long: one is, whatever the server answers otherwise, as what stands between may pass sockets alone.
 * Firefox forgets one that failed after a minute.
 */
const blindMs = 75_000

/** Close codes that a server gives its reasons by (RFC 6455 §7.4.2); below are the network's, and a restart. */
const firstOwnCode = 4_000

/**
 * y-websocket's provider carries the socket and notices when it is dead. It lacks: a jittered return, one
 * transaction for what arrives within a frame, a count of what was sent, and our own messages.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { doc, platform, changed } = options
  let failures = 0
  /** When this line brought what was lacking. */
  let receivedAt: number | undefined
  let hasAnswered = false
  let isClosed = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let isSeeking = false
  let triedAt = 0
  let stopSeeking = (): void => undefined
  let opening: ReturnType<typeof setTimeout> | undefined
  let waiting: Uint8Array[] = []
  let isAnswerWaiting = false
  const parts = createParts(platform.now, options.arriving)

  const awareness = silentAwareness()
  const provider = new WebsocketProvider(`${platform.address}/ws`, options.room, doc, {
    connect: false,
    disableBc: true,
    protocols: [subprotocol, options.session],
    // Presence is not the document's business: a throwaway without a state, on a document of its own.
    awareness,
    WebSocketPolyfill: platform.webSocket,
    shouldReconnect: () => true,
  })
  // It would announce, under the document's client id, that its awareness has gone.
  provider.disconnectBc = () => undefined
  // Replaced by `sendOwn`, which counts and which waits until the server has asked.
  doc.off('update', provider._updateHandler)

  const send = (message: Uint8Array): void => {
    const { ws } = provider
    if (provider.wsconnected && ws?.readyState === 1) ws.send(message as Uint8Array<ArrayBuffer>)
  }
  const sendCounted = (messages: readonly Uint8Array[]): void => {
    for (const message of messages) {
      send(message)
      changed({ kind: 'sent' })
    }
  }
  const sendOwn = (update: Uint8Array, origin: unknown): void => {
    // Before the answer, updates would build on offline edits that the server does not have yet.
    if (origin === byServer || !hasAnswered || !options.mayWrite) return
    sendCounted(updateMessages(update))
  }
  const applyWaiting = (): void => {
    const updates = waiting
    if (isClosed || updates.length === 0) return
    waiting = []
    Y.transact(
      doc,
      () => {
        for (const update of updates) Y.applyUpdate(doc, update, byServer)
      },
      byServer,
      false,
    )
    if (!isAnswerWaiting) return
    isAnswerWaiting = false
    receivedAt ??= platform.now()
    provider.synced = true
    changed({ kind: 'received' })
  }
  const receive = (message: Incoming): void => {
    switch (message.kind) {
      case 'vector':
        if (!options.mayWrite) return
        options.asked(message.vector)
        sendCounted(answerMessages(doc, message.vector))
        hasAnswered = true
        return changed({ kind: 'answered' })
      case 'update':
        if (waiting.length === 0) platform.soon(applyWaiting)
        isAnswerWaiting ||= message.isAnswer
        // A view into the frame: the frame stays, so nothing is copied.
        waiting.push(message.update)
        return
      case 'part': {
        const whole = parts.add(message)
        return whole && read(decoding.createDecoder(whole))
      }
      case 'saved':
      case 'writable':
        return changed(message)
      default:
        options.heard(message)
    }
  }
  const read = (decoder: decoding.Decoder, type = decoding.readVarUint(decoder)): void => {
    for (const message of readFrame(decoder, type)) receive(message)
  }
  const handle: WebsocketProvider['messageHandlers'][number] = (
    _encoder,
    decoder,
    _provider,
    _emits,
    type,
  ) => {
    read(decoder, type)
    // Whatever is left belongs to a newer server.
    decoder.pos = decoder.arr.length
  }
  provider.messageHandlers = Array.from({ length: 128 }, () => handle)

  const connect = (): void => {
    hasAnswered = false
    triedAt = platform.now()
    provider.connect()
    clearTimeout(opening)
    opening = setTimeout(() => {
      if (!provider.wsconnected) provider.ws?.close()
    }, openingMs)
  }
  /**
   * A socket is tried again once the server answers otherwise: after each that failed Firefox holds the next one back for
   * longer, up to a minute.
   */
  const seek = (): void => {
    clearTimeout(retry)
    retry = undefined
    isSeeking = true
    stopSeeking()
    stopSeeking = platform.seek((isThere) => {
      isSeeking = false
      if (isThere || platform.now() - triedAt > blindMs) connect()
      else seekLater()
    })
  }
  const seekLater = (askedMs = 0): void => {
    failures += 1
    retry = setTimeout(seek, askedMs + waitMs(failures, platform.random))
  }
  provider.on('status', ({ status }) => {
    if (status !== 'connected') return
    send(encodeJson(MessageType.hello, { version: wireVersion, takesParts: true } satisfies ClientHello))
    changed({ kind: 'opened', mayWrite: options.mayWrite })
  })
  provider.on('connection-close', (event) => {
    provider.shouldConnect = false
    parts.drop()
    if (isClosed) return
    hasAnswered = false
    waiting = []
    isAnswerWaiting = false
    const code = event?.code ?? 0
    if (code === CloseCode.tryAgain) changed({ kind: 'cannotWrite' })
    if (code === CloseCode.damaged) changed({ kind: 'damaged' })
    changed({ kind: 'closed' })
    if (code === CloseCode.unauthorised || code === CloseCode.boardGone) {
      isClosed = true
      return changed({ kind: 'ended', end: code === CloseCode.boardGone ? 'gone' : 'revoked' })
    }
    if (receivedAt !== undefined && isFresh(code, platform.now() - receivedAt)) failures = 0
    receivedAt = undefined
    seekLater(askedWaitMs(code, event?.reason ?? ''))
  })
  doc.on('update', sendOwn)
  const stopWaking = platform.onWake(() => {
    if (retry !== undefined || isSeeking) seek()
  })
  const quiet = setInterval(() => {
    if (provider.wsconnected && Date.now() - provider.wsLastMessageReceived > quietMs) send(askMessage(doc))
  }, quietMs / 3)
  connect()

  return {
    send,
    close: () => {
      isClosed = true
      clearTimeout(retry)
      stopSeeking()
      clearTimeout(opening)
      clearInterval(quiet)
      stopWaking()
      doc.off('update', sendOwn)
      provider.destroy()
      awareness.destroy()
    },
  }
}

/**
 * A line that brought what was lacking and then went is a first failure, however short it was: a train goes through tunnels. Whom
 * the server let in and sent away at once would be back at once with all the others.
 */
function isFresh(code: number, lastedMs: number): boolean {
  return code < firstOwnCode || lastedMs >= healthyMs
}

function silentAwareness(): Awareness {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  return awareness
}
