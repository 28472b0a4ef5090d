import { inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { nanoid } from 'nanoid'
import * as sync from 'y-protocols/sync'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Command, CommandReply, Gathering, Refusal } from '#shared/wire/command.ts'
import { encodeCursor, readCursors, type Cursor } from '#shared/wire/cursor.ts'
import {
  Fill,
  MessageType,
  subprotocol,
  wireVersion,
  decodeJson,
  encodeJson,
  type OwnBallot,
  type ServerHello,
} from '#shared/wire/message.ts'
import { factTimeoutMs, startTimeout } from './time-limits.ts'

export interface SocketClientOptions {
  /** `ws://host:port`, without path. */
  readonly url: string
  readonly board: string
  readonly token: string
  /** Its document; null for a client that only counts what comes (cheap: thousands fit in one process). */
  readonly doc?: Y.Doc | null
  /** false: behaves like the stock client, which never says hello. */
  readonly saysHello?: boolean
  /** Takes a large answer in slices, as our own page does. */
  readonly takesSlices?: boolean
  /** Keeps every frame received, for tests that read the bytes. */
  readonly keepsFrames?: boolean
}

/** A client of the wire protocol without anything around it: no reconnection, no presence of its own. */
export interface SocketClient {
  readonly doc: Y.Doc
  readonly socket: WebSocket
  readonly frames: Uint8Array[]
  readonly refusals: Refusal[]
  readonly replies: CommandReply[]
  readonly ballots: OwnBallot[]
  readonly gatherings: Gathering[]
  /** Latest cursor by index. */
  readonly cursors: Map<number, Cursor | null>
  /** Latest awareness state by client; null once it has gone. */
  readonly states: Map<number, Record<string, unknown> | null>
  readonly hello: () => ServerHello | undefined
  /** Facilitators and participants who are here. */
  readonly people: () => number | undefined
  readonly viewers: () => number | undefined
  /** Whether the server can save, as it last said. */
  readonly isWritable: () => boolean | undefined
  /** How full the board is, as the server last said. */
  readonly fill: () => Fill
  readonly isSynced: () => boolean
  /** Sync step 2 and update messages sent, and how many of them the server says are on disk. */
  readonly sent: () => number
  readonly saved: () => number
  readonly received: () => { readonly frames: number; readonly bytes: number }
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly send: (bytes: Uint8Array) => void
  readonly sendUpdate: (update: Uint8Array) => void
  readonly point: (cursor: Cursor | null) => void
  /** `json` as it stands on the wire, so that tests can lie. */
  readonly showState: (client: number, clock: number, json: string) => void
  readonly command: (command: Command, key?: string) => Promise<CommandReply>
  /** Settles at the first moment the fact holds; rejects when the socket closes or the time is over before. */
  readonly until: (fact: () => boolean, timeoutMs?: number) => Promise<void>
  /** Settles when everything sent so far is on disk; rejects when anything was ever refused. */
  readonly allSaved: () => Promise<void>
  readonly close: () => Promise<void>
}

export function connectClient(options: SocketClientOptions): SocketClient {
  return new ConnectedClient(options)
}

class ConnectedClient implements SocketClient {
  readonly doc: Y.Doc
  readonly socket: WebSocket
  readonly frames: Uint8Array[] = []
  readonly refusals: Refusal[] = []
  readonly replies: CommandReply[] = []
  readonly ballots: OwnBallot[] = []
  readonly gatherings: Gathering[] = []
  readonly cursors = new Map<number, Cursor | null>()
  readonly states = new Map<number, Record<string, unknown> | null>()
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly #hasDocument: boolean
  readonly #keepsFrames: boolean
  readonly #waiting = new Set<() => void>()
  readonly #count = { sent: 0, saved: 0, frames: 0, bytes: 0 }
  #hello: ServerHello | undefined
  #people: number | undefined
  #viewers: number | undefined
  #isWritable: boolean | undefined
  #fill: Fill = Fill.roomy
  #isSynced = false
  #isClosed = false

  constructor(options: SocketClientOptions) {
    const { url, board, token, doc, saysHello = true, takesSlices = false, keepsFrames = false } = options
    this.doc = doc ?? new Y.Doc()
    this.#hasDocument = doc !== null
    this.#keepsFrames = keepsFrames
    this.socket = new WebSocket(`${url}/ws/${board}`, [subprotocol, token], { perMessageDeflate: false })
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => {
        this.#isClosed = true
        this.doc.off('update', this.#sendOwn)
        resolve({ code, reason: reason.toString() })
        this.#lookAgain()
      })
    })
    this.socket.on('open', () => {
      if (saysHello) this.send(encodeJson(MessageType.hello, { version: wireVersion, takesSlices }))
      const vector = this.#hasDocument ? Y.encodeStateVector(this.doc) : emptyVector
      this.#sendSync(sync.messageYjsSyncStep1, vector)
    })
    // A refused or broken connection shows as its close.
    this.socket.on('error', () => {})
    this.socket.on('message', (data: Buffer) => this.#receive(data))
    if (this.#hasDocument) this.doc.on('update', this.#sendOwn)
  }

  readonly hello = () => this.#hello
  readonly people = () => this.#people
  readonly viewers = () => this.#viewers
  readonly isWritable = () => this.#isWritable
  readonly fill = () => this.#fill
  readonly isSynced = () => this.#isSynced
  readonly sent = () => this.#count.sent
  readonly saved = () => this.#count.saved
  readonly received = () => ({ frames: this.#count.frames, bytes: this.#count.bytes })

  readonly send = (bytes: Uint8Array): void => {
    this.socket.send(bytes)
  }

  readonly sendUpdate = (update: Uint8Array): void => {
    this.#count.sent += 1
    this.#sendSync(sync.messageYjsUpdate, update)
  }

  readonly point = (cursor: Cursor | null): void => this.send(encodeCursor(cursor))

  readonly showState = (awareness: number, clock: number, json: string): void =>
    this.send(awarenessMessage(awareness, clock, json))

  readonly command = async (command: Command, key = nanoid()): Promise<CommandReply> => {
    this.send(encodeJson(MessageType.command, { key, command }))
    let reply: CommandReply | undefined
    await this.until(() => (reply = this.replies.find((candidate) => candidate.key === key)) !== undefined)
    if (!reply) throw new Error('unreachable: the wait above ended')
    return reply
  }

  readonly until = async (fact: () => boolean, timeoutMs = factTimeoutMs): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      const timeout = startTimeout(() => {
        this.#waiting.delete(check)
        reject(new Error(`this did not hold in time: ${fact.toString()}`))
      }, timeoutMs)
      const check = (): void => {
        const holds = fact()
        if (!holds && !this.#isClosed) return
        this.#waiting.delete(check)
        timeout.stop()
        if (holds) resolve()
        else reject(new Error(`the socket closed before this held: ${fact.toString()}`))
      }
      this.#waiting.add(check)
      check()
    })
  }

  readonly allSaved = async (): Promise<void> => {
    await this.until(() => this.#count.saved >= this.#count.sent || this.refusals.length > 0)
    const [refusal] = this.refusals
    if (refusal) throw new Error(`refused: ${refusal.code}: ${refusal.message}`)
  }

  readonly close = async (): Promise<void> => {
    this.socket.close()
    await this.closed
  }

  readonly #sendOwn = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this && this.socket.readyState === this.socket.OPEN) this.sendUpdate(update)
  }

  #sendSync(kind: number, bytes: Uint8Array): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MessageType.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, bytes)
    this.send(encoding.toUint8Array(encoder))
  }

  #lookAgain(): void {
    for (const check of this.#waiting) check()
  }

  #receive(data: Buffer): void {
    this.#count.frames += 1
    this.#count.bytes += data.byteLength
    if (this.#keepsFrames) this.frames.push(new Uint8Array(data))
    this.#read(decoding.createDecoder(data))
    this.#lookAgain()
  }

  #read(decoder: decoding.Decoder): void {
    switch (decoding.readVarUint(decoder)) {
      case MessageType.sync:
        return this.#readSync(decoder)
      case MessageType.awareness:
        return this.#readStates(decoding.createDecoder(decoding.readVarUint8Array(decoder)))
      case MessageType.slice:
        return this.#readSlice(decoder)
      case MessageType.hello:
        this.#hello = decodeJson(decoder) as ServerHello
        return
      case MessageType.saved:
        this.#count.saved = decoding.readVarUint(decoder)
        return
      case MessageType.writable:
        this.#isWritable = decoding.readVarUint(decoder) === 1
        return
      case MessageType.fill:
        this.#fill = decoding.readVarUint(decoder) as Fill
        return
      case MessageType.refused:
        this.refusals.push(decodeJson(decoder) as Refusal)
        return
      case MessageType.reply:
        this.replies.push(decodeJson(decoder) as CommandReply)
        return
      case MessageType.ballot:
        this.ballots.push(decodeJson(decoder) as OwnBallot)
        return
      case MessageType.gather:
        this.gatherings.push(decodeJson(decoder) as Gathering)
        return
      case MessageType.pages:
      case MessageType.ink:
        decodeJson(decoder)
        return
      case MessageType.people:
        this.#people = decoding.readVarUint(decoder)
        this.#viewers = decoding.readVarUint(decoder)
        return
      case MessageType.cursors:
        for (const { index, cursor } of readCursors(decoder)) this.cursors.set(index, cursor)
    }
  }

  #readSlice(decoder: decoding.Decoder): void {
    const left = decoding.readVarUint(decoder)
    const deflated = decoding.readVarUint8Array(decoder)
    if (this.#hasDocument) Y.applyUpdate(this.doc, inflateRawSync(deflated), this)
    this.#isSynced ||= left === 0
  }

  #readSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    if (!this.#hasDocument) {
      this.#isSynced ||= kind === sync.messageYjsSyncStep2
      return
    }
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind === sync.messageYjsSyncStep1) {
      this.#count.sent += 1
      return this.#sendSync(sync.messageYjsSyncStep2, Y.encodeStateAsUpdate(this.doc, bytes))
    }
    Y.applyUpdate(this.doc, bytes, this)
    this.#isSynced ||= kind === sync.messageYjsSyncStep2
  }

  #readStates(decoder: decoding.Decoder): void {
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const awareness = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      this.states.set(
        awareness,
        JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null,
      )
    }
  }
}

const emptyVector = Uint8Array.of(0)

function awarenessMessage(client: number, clock: number, json: string): Uint8Array {
  const entry = encoding.createEncoder()
  encoding.writeVarUint(entry, 1)
  encoding.writeVarUint(entry, client)
  encoding.writeVarUint(entry, clock)
  encoding.writeVarString(entry, json)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MessageType.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(entry))
  return encoding.toUint8Array(encoder)
}
