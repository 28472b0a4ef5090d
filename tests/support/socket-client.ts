import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { nanoid } from 'nanoid'
import * as sync from 'y-protocols/sync'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Command, CommandReply, Gathering } from '#shared/wire/command.ts'
import { encodeCursor, readCursors, type Cursor } from '#shared/wire/cursor.ts'
import type { Refusal } from '#shared/wire/refusal.ts'
import type { OwnBallot, ServerHello } from '#shared/wire/hello.ts'
import { decodeJson, encodeJson } from '#shared/wire/json.ts'
import { MessageType, subprotocol, wireVersion } from '#shared/wire/message.ts'
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
  /** Takes large messages in parts, as our own page does. */
  readonly takesParts?: boolean
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
  readonly people: () => number | undefined
  /** Whether the server can save, as it last said. */
  readonly isWritable: () => boolean | undefined
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
  const { url, board, token, saysHello = true, takesParts = false, keepsFrames = false } = options
  const doc = options.doc ?? new Y.Doc()
  const hasDocument = options.doc !== null
  const socket = new WebSocket(`${url}/ws/${board}`, [subprotocol, token], { perMessageDeflate: false })
  const waiting = new Set<() => void>()
  const count = { sent: 0, saved: 0, frames: 0, bytes: 0 }
  let hello: ServerHello | undefined
  let people: number | undefined
  let isWritable: boolean | undefined
  let parts: Uint8Array[] = []
  let isSynced = false
  let isClosed = false

  const client: SocketClient = {
    doc,
    socket,
    frames: [],
    refusals: [],
    replies: [],
    ballots: [],
    gatherings: [],
    cursors: new Map(),
    states: new Map(),
    hello: () => hello,
    people: () => people,
    isWritable: () => isWritable,
    isSynced: () => isSynced,
    sent: () => count.sent,
    saved: () => count.saved,
    received: () => ({ frames: count.frames, bytes: count.bytes }),
    closed: new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        isClosed = true
        doc.off('update', sendOwn)
        resolve({ code, reason: reason.toString() })
        for (const check of waiting) check()
      })
    }),
    send,
    sendUpdate,
    point: (cursor) => send(encodeCursor(cursor)),
    showState: (awareness, clock, json) => send(awarenessMessage(awareness, clock, json)),
    command: async (command, key = nanoid()) => {
      send(encodeJson(MessageType.command, { key, command }))
      let reply: CommandReply | undefined
      await until(() => (reply = client.replies.find((candidate) => candidate.key === key)) !== undefined)
      if (!reply) throw new Error('unreachable: the wait above ended')
      return reply
    },
    until,
    allSaved: async () => {
      await until(() => count.saved >= count.sent || client.refusals.length > 0)
      const [refusal] = client.refusals
      if (refusal) throw new Error(`refused: ${refusal.code}: ${refusal.message}`)
    },
    close: async () => {
      socket.close()
      await client.closed
    },
  }

  socket.on('open', () => {
    if (saysHello) send(encodeJson(MessageType.hello, { version: wireVersion, takesParts }))
    sendSync(sync.messageYjsSyncStep1, hasDocument ? Y.encodeStateVector(doc) : emptyVector)
  })
  // A refused or broken connection shows as its close.
  socket.on('error', () => {})
  socket.on('message', (data: Buffer) => {
    count.frames += 1
    count.bytes += data.byteLength
    if (keepsFrames) client.frames.push(new Uint8Array(data))
    read(decoding.createDecoder(data))
    for (const check of waiting) check()
  })
  if (hasDocument) doc.on('update', sendOwn)
  return client

  function sendOwn(update: Uint8Array, origin: unknown): void {
    if (origin !== client && socket.readyState === socket.OPEN) sendUpdate(update)
  }

  function send(bytes: Uint8Array): void {
    socket.send(bytes)
  }

  function sendUpdate(update: Uint8Array): void {
    count.sent += 1
    sendSync(sync.messageYjsUpdate, update)
  }

  function sendSync(kind: number, bytes: Uint8Array): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MessageType.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, bytes)
    send(encoding.toUint8Array(encoder))
  }

  async function until(fact: () => boolean, timeoutMs = factTimeoutMs): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timeout = startTimeout(() => {
        waiting.delete(check)
        reject(new Error(`this did not hold in time: ${fact.toString()}`))
      }, timeoutMs)
      const check = (): void => {
        const holds = fact()
        if (!holds && !isClosed) return
        waiting.delete(check)
        timeout.stop()
        if (holds) resolve()
        else reject(new Error(`the socket closed before this held: ${fact.toString()}`))
      }
      waiting.add(check)
      check()
    })
  }

  function read(decoder: decoding.Decoder): void {
    switch (decoding.readVarUint(decoder)) {
      case MessageType.sync:
        return readSync(decoder)
      case MessageType.awareness:
        return readStates(decoding.createDecoder(decoding.readVarUint8Array(decoder)))
      case MessageType.part:
        return readPart(decoder)
      case MessageType.hello:
        hello = decodeJson(decoder) as ServerHello
        return
      case MessageType.saved:
        count.saved = decoding.readVarUint(decoder)
        return
      case MessageType.writable:
        isWritable = decoding.readVarUint(decoder) === 1
        return
      case MessageType.refused:
        client.refusals.push(decodeJson(decoder) as Refusal)
        return
      case MessageType.reply:
        client.replies.push(decodeJson(decoder) as CommandReply)
        return
      case MessageType.ballot:
        client.ballots.push(decodeJson(decoder) as OwnBallot)
        return
      case MessageType.gather:
        client.gatherings.push(decodeJson(decoder) as Gathering)
        return
      case MessageType.people:
        people = decoding.readVarUint(decoder)
        return
      case MessageType.cursors:
        for (const { index, cursor } of readCursors(decoder)) client.cursors.set(index, cursor)
    }
  }

  function readPart(decoder: decoding.Decoder): void {
    const size = decoding.readVarUint(decoder)
    parts.push(decoding.readVarUint8Array(decoder))
    const whole = Buffer.concat(parts)
    if (whole.byteLength < size) return
    parts = []
    read(decoding.createDecoder(whole))
  }

  function readSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    if (!hasDocument) {
      isSynced ||= kind === sync.messageYjsSyncStep2
      return
    }
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind === sync.messageYjsSyncStep1) {
      count.sent += 1
      return sendSync(sync.messageYjsSyncStep2, Y.encodeStateAsUpdate(doc, bytes))
    }
    Y.applyUpdate(doc, bytes, client)
    isSynced ||= kind === sync.messageYjsSyncStep2
  }

  function readStates(decoder: decoding.Decoder): void {
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const awareness = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      client.states.set(
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
