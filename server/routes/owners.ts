import { createHmac, timingSafeEqual } from 'node:crypto'
import { request as askOwner, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { pipeline, type Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { TicketBody } from '#shared/wire/http.ts'
import { readJoinCode } from '../access/kept-links.ts'
import { hashSecret } from '../access/secret.ts'
import type { RelayLog } from '../contracts/live-board.ts'
import type { Store } from '../contracts/store.ts'
import { withoutBase } from './address.ts'

export interface OwnerTools {
  readonly store: Pick<Store, 'ownerOf' | 'boardOfPage' | 'publicAsking' | 'findLinkByCode' | 'evidenceKey'>
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

/** The secret that servers of one database share: whoever has the database has the key. */
export function hopSecret(evidenceKey: Uint8Array): string {
  return createHmac('sha256', evidenceKey).update('boussole hop').digest('base64url')
}

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

/** Requests whose body names the board. */
const ticketRoutes: ReadonlySet<string> = new Set(['/api/sessions', '/api/invitations'])

/**
 * Sends every request of a board, and every websocket, to the server that has it. They are stopped before the routes, so
 * that limits, logs and the audit log are the owner's alone. Only a body that names the board is read here.
 */
export function forwardToOwners(app: FastifyInstance, tools: OwnerTools): void {
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
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || !ticketRoutes.has(request.routeOptions.url ?? '')) return
    const board = await forwarding.boardOfTicket(request.body as TicketBody)
    const owner = await forwarding.ownerOf(board, request.raw)
    if (board === undefined || owner === null) return
    reply.hijack()
    forwarding.send({ board, owner }, request.raw, reply.raw, JSON.stringify(request.body))
  })
  app.addHook('preClose', async () => forwarding.close())
}

/** A request or a websocket that another server answers. */
interface Away {
  readonly board: string
  readonly end: () => void
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
    else this.#pipe({ board, owner }, request, socket, head)
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
    return owner !== null && (this.#isClosed || this.#passedOn.has(request)) ? '' : owner
  }

  send(
    { board, owner }: { readonly board: string; readonly owner: string },
    request: IncomingMessage,
    response: ServerResponse,
    body?: string,
  ): void {
    if (owner === '') return refuseRequest(response, 503)
    const { hostname, port } = new URL(owner)
    const headers = this.#headersFor(request, body === undefined ? ofConnection : ofConnectionAndBody)
    if (body !== undefined) headers.push('content-length', String(Buffer.byteLength(body)))
    const out = askOwner({
      hostname: hostname.replaceAll(/[[\]]/gu, ''),
      port: port || 80,
      path: request.url,
      method: request.method,
      headers,
      agent: false,
      timeout: connectMs,
    })
    // The time limit is for connecting: a file may take minutes.
    out.once('socket', (socket) => socket.once('connect', () => out.setTimeout(0)))
    out.once('timeout', () => out.destroy(new Error('it takes no connection')))
    out.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, without(answer.rawHeaders, ofConnection))
      pipeline(answer, response, () => undefined)
    })
    out.on('error', (cause) => {
      if (response.headersSent) return void response.destroy()
      this.#tools.log.warn({ err: cause }, 'the server of a board does not answer')
      refuseRequest(response, 503)
    })
    response.once('close', () => out.destroy())
    const back = this.#send(owner, { board, end: () => out.destroy(new Error('it is gone')) })
    response.once('close', back)
    if (body === undefined) request.pipe(out)
    else out.end(body)
  }

  close(): void {
    this.#isClosed = true
    clearInterval(this.#looking)
    for (const owner of this.#away.keys()) this.#endAll(owner)
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

  /** A server has all of its boards or none, so one tells for all. */
  async #look(): Promise<void> {
    for (const [owner, [one]] of this.#away) {
      const now = one && (await this.#tools.store.ownerOf(one.board).catch(() => owner))
      if (now !== owner) this.#endAll(owner)
    }
  }

  #endAll(owner: string): void {
    for (const { end } of this.#away.get(owner) ?? []) end()
  }

  #pipe(
    { board, owner }: { readonly board: string; readonly owner: string },
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    const { hostname, port } = new URL(owner)
    const out = connect({ host: hostname.replaceAll(/[[\]]/gu, ''), port: Number(port || 80) })
    const late = setTimeout(() => out.destroy(new Error('it takes no connection')), connectMs).unref()
    const headers = this.#headersFor(request, new Set())
    const lines = [`${request.method} ${request.url} HTTP/1.1`]
    for (let at = 0; at < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`)
    const back = this.#send(owner, { board, end: () => socket.destroy() })
    socket.once('close', () => {
      back()
      out.destroy()
    })
    out.on('error', (cause) => {
      clearTimeout(late)
      this.#tools.log.warn({ err: cause }, 'the server of a board does not answer')
      refuseUpgrade(socket, 503)
    })
    out.once('connect', () => {
      clearTimeout(late)
      out.setNoDelay(true)
      out.write(`${lines.join('\r\n')}\r\n\r\n`)
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
    const [path = ''] = withoutBase(url, this.#tools.basePath).split('?')
    for (const [pattern, find] of places) {
      const id = pattern.exec(path)?.[1]
      if (id !== undefined) return find(id, this.#tools.store)
    }
    return undefined
  }

  #headersFor(request: IncomingMessage, left: ReadonlySet<string>): string[] {
    const headers = without(request.rawHeaders, left)
    headers.push(hopHeader, this.#tools.secret, clientHeader, request.socket.remoteAddress ?? '')
    return headers
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
  const retry = status === 503 ? `retry-after: ${retryAfterSeconds}\r\n` : ''
  socket.end(`HTTP/1.1 ${status} Refused\r\n${retry}content-length: 0\r\nconnection: close\r\n\r\n`)
}
