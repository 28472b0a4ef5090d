import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { request as askOwner, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { pipeline, type Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TicketBody } from '#shared/wire/http.ts'
import { readJoinCode } from '../access/kept-links.ts'
import { hashSecret } from '../access/secret.ts'
import type { RelayLog } from '../contracts/live-board.ts'
import type { Store } from '../contracts/store.ts'
import { withoutBase } from './address.ts'

export interface OwnerTools {
  readonly store: Pick<
    Store,
    'ownerOf' | 'otherServers' | 'boardOfPage' | 'publicAsking' | 'findLinkByCode' | 'evidenceKey'
  >
  /** All servers of the database know it, and nobody else. */
  readonly secret: string
  readonly basePath: string
  readonly log: RelayLog
  /** Counts requests of boards. */
  readonly counted: (isForwarded: boolean) => void
}

/** A request that another server has passed on has both. */
const hopHeader = 'x-boussole-hop'
const clientHeader = 'x-boussole-client'
/** An owner that does not answer is gone soon, and its boards have another one then. */
const connectMs = 5_000
const retryAfterSeconds = 2
/** A server that sleeps takes connections and answers none: its lease says whether it is gone. */
const lookMs = 1_000
/** So long a server that ends waits for answers of others. A download that takes longer begins again elsewhere. */
const drainMs = 5_000
/** A network that was cut without a sign is noticed some ten seconds later. */
const aliveMs = 10_000
/** A peer that was told that a websocket is over may close its half of it in this time. */
const halfOpenMs = 5_000

/** The secret that servers of one database share: whoever has the database has the key. */
export function hopSecret(evidenceKey: Uint8Array): string {
  return createHmac('sha256', evidenceKey).update('boussole hop').digest('base64url')
}

/** Of ids. Anything else is refused by its route, without the store. */
const idPattern = /^[\w-]{1,64}$/u

/** Where an address names its board: by its id, or by something of the board. */
const places: readonly (readonly [
  RegExp,
  (id: string, store: OwnerTools['store']) => Promise<string | undefined> | string,
])[] = [
  [/^\/api\/boards\/([^/]+)/u, (id) => id],
  [/^\/ws\/([^/]+)/u, (id) => id],
  [/^\/purpose\/asked\/([^/]+)/u, async (id, store) => (await store.publicAsking(id))?.board],
  // A preview is in the memory of its board's server: its token begins with the board.
  [/^\/purpose\/preview\/([^/.]+)\./u, (id) => id],
  [/^\/purpose\/([^/]+?)(?:\.pdf)?(?:\/|$)/u, (id, store) => store.boardOfPage(id)],
]

/** Passes a request on whose body names the board. False when it is for this server. */
export type PassOn = (request: FastifyRequest, reply: FastifyReply, ticket: TicketBody) => Promise<boolean>

/** Answers with a file of the page that a server of another version has. False when nobody has it. */
export type PassFile = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>

export interface OtherServers {
  readonly passOn: PassOn
  readonly passFile: PassFile
}

/**
 * Sends every request of a board, and every websocket, to the server that has it. They are stopped before the routes, so
 * that limits, logs and the audit log are the owner's alone. Only a body that names the board is read here, by the routes
 * that get the returned function: codes are tried under the limits of this server. While servers of two versions run, a page
 * of one of them asks the other one for its files.
 */
export function forwardToOwners(app: FastifyInstance, tools: OwnerTools): OtherServers {
  const { server } = app
  const forwarding = new Forwarding(tools)
  const emit = server.emit.bind(server)
  server.emit = (event: string, ...args: unknown[]): boolean => {
    const on = (work: Promise<boolean>, refuse: () => void): true => {
      work.then(
        (isForwarded) => isForwarded || emit(event, ...args),
        (cause: unknown) => {
          tools.log.warn({ err: cause }, 'a request could not be given to the server of its board')
          refuse()
        },
      )
      return true
    }
    if (event === 'request') {
      const [request, response] = args as [IncomingMessage, ServerResponse]
      return on(forwarding.request(request, response), () => refuseRequest(response, 503))
    }
    if (event === 'upgrade') {
      const [request, socket, head] = args as [IncomingMessage, Duplex, Buffer]
      return on(forwarding.upgrade(request, socket, head), () => refuseUpgrade(socket, 503))
    }
    return emit(event, ...args)
  }
  app.addHook('onSend', async (request, reply) => {
    if (forwarding.isPassedOn(request.raw)) reply.removeHeader('connection')
  })
  app.addHook('preClose', async () => forwarding.close())
  return {
    passOn: async (request, reply, ticket) => {
      const board = await forwarding.boardOfTicket(ticket)
      const owner = await forwarding.ownerOf(board, request.raw)
      if (board === undefined || owner === null) return false
      reply.hijack()
      forwarding.send({ board, owner }, request.raw, reply.raw, JSON.stringify(request.body))
      return true
    },
    passFile: async (request, reply) => forwarding.file(request, reply),
  }
}

/** A request or a websocket that another server answers. */
interface Away {
  readonly board: string
  readonly end: () => void
  /** Settles with the answer. Undefined for a websocket, which ends with this server. */
  readonly answered?: Promise<void>
}

class Forwarding {
  readonly #tools: OwnerTools
  /** Requests that another server has passed on. */
  readonly #passedOn = new WeakSet<IncomingMessage>()
  /** What other servers are answering, by their addresses. */
  readonly #away = new Map<string, Set<Away>>()
  readonly #looking: NodeJS.Timeout
  #isClosed = false

  constructor(tools: OwnerTools) {
    this.#tools = tools
    this.#looking = setInterval(() => void this.#look(), lookMs).unref()
  }

  isPassedOn(request: IncomingMessage): boolean {
    return this.#passedOn.has(request)
  }

  /** False when it is for this server. */
  async request(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (!this.#admit(request)) {
      refuseRequest(response, 403)
      return true
    }
    const board = await this.#boardOf(request)
    const owner = await this.ownerOf(board, request)
    if (board === undefined || owner === null) return false
    this.send({ board, owner }, request, response)
    return true
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<boolean> {
    const ignore = (): void => undefined
    // Nobody else watches it yet.
    socket.on('error', ignore)
    if (!this.#admit(request)) {
      refuseUpgrade(socket, 403)
      return true
    }
    const board = await this.#boardOf(request)
    const owner = await this.ownerOf(board, request)
    if (board === undefined || owner === null) {
      socket.off('error', ignore)
      return false
    }
    if (owner === '') refuseUpgrade(socket, 503)
    // Its client may have left meanwhile.
    else if (!socket.destroyed) this.#pipe({ board, owner }, request, socket, head)
    return true
  }

  async boardOfTicket({ board, code }: TicketBody): Promise<string | undefined> {
    const written = code === undefined ? undefined : readJoinCode(code)
    if (written === undefined) return board
    return (await this.#tools.store.findLinkByCode(hashSecret(written)))?.board
  }

  /** The address of a board's server; null: this one. Empty: another one, but nothing is passed on twice, or while this one ends. */
  async ownerOf(board: string | undefined, request: IncomingMessage): Promise<string | null> {
    if (board === undefined) return null
    const owner = await this.#tools.store.ownerOf(board)
    this.#tools.counted(owner !== null)
    if (owner === null) return null
    const isPassedOn = this.#passedOn.has(request)
    if (isPassedOn)
      this.#tools.log.warn(
        { board, owner },
        'a request was passed on to this server, which has not the board; unless the board is moving, a NODE_ADDRESS is wrong',
      )
    return this.#isClosed || isPassedOn ? '' : owner
  }

  send(
    { board, owner }: { readonly board: string; readonly owner: string },
    request: IncomingMessage,
    response: ServerResponse,
    body?: string,
  ): void {
    if (owner === '') return refuseRequest(response, 503)
    // Its client has left meanwhile, and nothing would tell so any more.
    if (response.destroyed) return
    const headers = this.#headersFor(request, body === undefined ? ofConnectionOfClient : ofConnectionAndBody)
    if (body !== undefined) headers.push('content-length', String(Buffer.byteLength(body)))
    // The owner may answer before it has read a large body. Closing at once would take its answer back.
    headers.push('connection', 'keep-alive')
    const out = askServer(owner, request, headers)
    out.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, without(answer.rawHeaders, ofConnection))
      pipeline(answer, response, () => undefined)
    })
    out.on('error', (cause) => {
      // An answer that ends too early ends the pipeline.
      if (response.headersSent) return
      this.#tools.log.warn({ err: cause }, 'the server of a board does not answer')
      refuseRequest(response, 503)
    })
    const { promise: answered, resolve } = Promise.withResolvers<void>()
    const back = this.#send(owner, { board, answered, end: () => out.destroy(new Error('it is gone')) })
    response.once('close', () => {
      out.destroy()
      // The rest of a body that the owner has refused: the next request of the connection stands behind it.
      request.unpipe(out).resume()
      back()
      resolve()
    })
    if (body === undefined) request.pipe(out)
    else out.end(body)
  }

  /** Looks for a file of the page at the other servers. False when none has it. */
  async file(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const { raw } = request
    if (this.#isClosed || this.#passedOn.has(raw)) return false
    for (const server of await this.#tools.store.otherServers()) {
      const asked = askServer(server, raw, this.#headersFor(raw, ofConnectionAndBody)).end()
      const answered = once(asked, 'response') as Promise<[IncomingMessage]>
      const [answer] = await answered.catch(() => [undefined])
      if (answer?.statusCode === 200) {
        reply.hijack()
        reply.raw.writeHead(200, without(answer.rawHeaders, ofConnection))
        pipeline(answer, reply.raw, () => undefined)
        return true
      }
      answer?.resume()
    }
    return false
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#looking)
    const all = [...this.#away.values()].flatMap((away) => [...away])
    for (const { answered, end } of all) if (!answered) end()
    const answers = Promise.all(all.map(async ({ answered }) => answered))
    await Promise.race([answers, pause(drainMs, undefined, { ref: false })])
  }

  /** Returns the function that takes it off the list. */
  #send(owner: string, away: Away): () => void {
    const all = this.#away.get(owner) ?? new Set()
    this.#away.set(owner, all.add(away))
    return () => {
      all.delete(away)
      if (all.size === 0 && this.#away.get(owner) === all) this.#away.delete(owner)
    }
  }

  /** A server has all of its boards or none, so one that it still has tells for all. Another one may be deleted. */
  async #look(): Promise<void> {
    for (const [owner, all] of this.#away)
      for (const board of new Set([...all].map((away) => away.board))) {
        const now = await this.#tools.store.ownerOf(board).catch(() => owner)
        if (now === owner) break
        for (const away of all) if (away.board === board) away.end()
      }
  }

  #pipe(
    { board, owner }: { readonly board: string; readonly owner: string },
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    const { hostname, port } = new URL(owner)
    const out = connect({ host: hostname.replaceAll(/[[\]]/gu, ''), port: Number(port || 80) })
    out.setKeepAlive(true, aliveMs)
    const late = setTimeout(() => out.destroy(new Error('it takes no connection')), connectMs).unref()
    const headers = this.#headersFor(request, new Set())
    const lines = [`${request.method} ${request.url} HTTP/1.1`]
    for (let at = 0; at < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`)
    const back = this.#send(owner, { board, end: () => socket.destroy() })
    socket.once('close', () => {
      back()
      out.destroy()
    })
    const refuse = (cause: Error): void => {
      clearTimeout(late)
      this.#tools.log.warn({ err: cause }, 'the server of a board does not answer')
      refuseUpgrade(socket, 503)
    }
    out.once('error', refuse)
    out.once('connect', () => {
      clearTimeout(late)
      if (socket.destroyed) return void out.destroy()
      // From here on the bytes are the websocket's: the pipelines end it.
      out.off('error', refuse)
      out.once('close', () => setTimeout(() => socket.destroy(), halfOpenMs).unref())
      out.setNoDelay(true)
      // As the parser has read them.
      out.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
      out.write(head)
      for (const [from, to] of [
        [socket, out],
        [out, socket],
      ] as const)
        pipeline(from, to, () => undefined)
    })
  }

  /** Takes the address of the client from a request that another server has passed on. False: somebody pretends to be one. */
  #admit(request: IncomingMessage): boolean {
    const { [hopHeader]: given, [clientHeader]: client } = request.headers
    delete request.headers[hopHeader]
    delete request.headers[clientHeader]
    if (given === undefined) return client === undefined
    const [own, their] = [Buffer.from(this.#tools.secret), Buffer.from(String(given))]
    if (own.length !== their.length || !timingSafeEqual(own, their)) return false
    this.#passedOn.add(request)
    Object.defineProperty(request.socket, 'remoteAddress', { value: String(client), configurable: true })
    return true
  }

  async #boardOf({ url = '/' }: IncomingMessage): Promise<string | undefined> {
    const path = pathOf(withoutBase(url, this.#tools.basePath))
    for (const [pattern, find] of places) {
      const id = pattern.exec(path)?.[1]
      if (id !== undefined) return idPattern.test(id) ? find(id, this.#tools.store) : undefined
    }
    return undefined
  }

  #headersFor(request: IncomingMessage, left: ReadonlySet<string>): string[] {
    const headers = without(request.rawHeaders, left)
    headers.push(hopHeader, this.#tools.secret, clientHeader, request.socket.remoteAddress ?? '')
    return headers
  }
}

function askServer(server: string, { url, method }: IncomingMessage, headers: string[]): ClientRequest {
  const { hostname, port } = new URL(server)
  const out = askOwner({
    hostname: hostname.replaceAll(/[[\]]/gu, ''),
    port: port || 80,
    path: url,
    method,
    headers,
    agent: false,
    timeout: connectMs,
  })
  // The time limit is for connecting: a file may take minutes.
  out.once('socket', (socket) => socket.once('connect', () => out.setTimeout(0)).setKeepAlive(true, aliveMs))
  return out.once('timeout', () => out.destroy(new Error('it takes no connection')))
}

/** The path as the router reads it: without the name of a server, and decoded. */
function pathOf(url: string): string {
  const [path = ''] = url.replace(/^https?:\/\/[^/?#]*/iu, '').split(/[?#]/u)
  try {
    return decodeURI(path)
  } catch {
    // The router refuses it.
    return path
  }
}

/** They are about one connection. */
const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
])
/** A body in chunks goes on in chunks: without the header its bytes could pass for a request of their own. */
const ofConnectionOfClient: ReadonlySet<string> = new Set(
  [...ofConnection].filter((name) => name !== 'transfer-encoding'),
)
const ofConnectionAndBody: ReadonlySet<string> = new Set([...ofConnection, 'content-length'])
const ofHop: ReadonlySet<string> = new Set([hopHeader, clientHeader])

function without(headers: readonly string[], left: ReadonlySet<string>): string[] {
  return headers.filter((_, index) => {
    const name = headers[index - (index % 2)]?.toLowerCase() ?? ''
    return !left.has(name) && !ofHop.has(name)
  })
}

const sentences = {
  403: { code: 'forbidden', message: 'Only servers of this house may pass requests on.', mayRetry: false },
  503: {
    code: 'store_unavailable',
    message: 'The board is moving to another server; try again in a moment.',
    mayRetry: true,
  },
} as const

function refuseRequest(response: ServerResponse, status: keyof typeof sentences): void {
  if (response.headersSent) return void response.destroy()
  if (status === 503) response.setHeader('retry-after', retryAfterSeconds)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(sentences[status]))
}

function refuseUpgrade(socket: Duplex, status: keyof typeof sentences): void {
  if (!socket.writable) return void socket.destroy()
  // The other half may never be closed.
  socket.once('finish', () => socket.destroy())
  const retry = status === 503 ? `retry-after: ${retryAfterSeconds}\r\n` : ''
  socket.end(`HTTP/1.1 ${status} Refused\r\n${retry}content-length: 0\r\nconnection: close\r\n\r\n`)
}
