import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import fastifyWebsocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { CloseCode, frameLimit, joining, subprotocol } from '#shared/wire/message.ts'
import { newQueue } from '../basics/yield-turn.ts'
import type { RelayLog, Session } from '../contracts/live-board.ts'
import { comeBackMs, limits } from './limits.ts'
import type { Rooms } from './rooms.ts'
import { closeReasons } from './sentences.ts'
import { SocketConnection } from './socket-connection.ts'

export interface WebsocketDeps {
  readonly rooms: Pick<Rooms, 'admit' | 'close'>
  /** The private drafts of each participant. */
  readonly draftRooms: Pick<Rooms, 'admit' | 'close'>
  /** The session of a secret. */
  readonly sessionOf: (token: string) => Promise<Session | undefined>
  /** Sessions end with their board. A client of a deleted board must hear that the board is gone. */
  readonly isThere: (board: string) => Promise<boolean>
  /** Pages of these origins may connect, besides those of the server's own host. */
  readonly origins: readonly string[]
  readonly log: RelayLog
}

const socketOptions = {
  maxPayload: frameLimit,
  maxFragments: limits.fragments,
  maxBufferedChunks: limits.chunks,
  closeTimeout: limits.closeAnswerMs,
  // admission.ts answers pings, within limits.
  autoPong: false,
  // Frames are written to the TCP socket as they are (frame.ts). Compressing for each receiver would cost
  // a core.
  perMessageDeflate: false,
  handleProtocols: (offered: Set<string>) => (offered.has(subprotocol) ? subprotocol : false),
} as const

/**
 * Registers `/ws/:board`, and `/ws/:board/desk` for the participant's own drafts. The client offers two
 * subprotocols: `board.v1` and the session's secret. Only the first is answered. A client without access
 * is let in and closed at once: a browser shows the close code to the page, but no refused handshake. A page whose
 * person is joining sends the secret when it has it. Until then its socket is in no room.
 */
export async function registerWebsocket(app: FastifyInstance, deps: WebsocketDeps): Promise<void> {
  const undecided = endUndecided(app)
  await app.register(fastifyWebsocket, {
    options: socketOptions,
    errorHandler: (error, socket, request) => {
      deps.log.info(
        { reqId: request.id, board: boardOf(request), reason: error.message },
        'a websocket broke',
      )
      // Otherwise `ws` tells the peer which protocol rule it broke, and cuts it when it does not answer.
      if (socket.readyState === socket.OPEN) socket.terminate()
    },
    // The plugin would close sockets before their boards are saved, and would wait for neither.
    preClose: async () => {
      // Boards first: a running reveal holds drafts.
      await deps.rooms.close()
      await deps.draftRooms.close()
      // Connections that were joining belong to no board yet.
      undecided.close()
      await sayGoodbye(app.websocketServer.clients)
    },
  })
  // The plugin would let such an upgrade in, and log its address with everything that stands in it.
  app.addHook('onRequest', (request, reply, next) => {
    const isForNobody = request.ws && !request.is404 && request.routeOptions.config.isSocket !== true
    if (isForNobody) reply.callNotFound()
    else next()
  })
  const secretOf = readSecrets()
  const admitTo =
    (rooms: WebsocketDeps['rooms']) =>
    (socket: WebSocket, request: FastifyRequest): void => {
      const connection = new SocketConnection(socket, request.raw.socket)
      admit(connection, request, rooms, { ...deps, secretOf }).catch((cause: unknown) => {
        const board = boardOf(request)
        deps.log.error({ reqId: request.id, board, err: cause }, 'a session could not be looked up')
        const reason = 'The server cannot read its store at the moment. Try again.'
        connection.close(CloseCode.tryAgain, reason)
      })
    }
  app.websocketServer.on('connection', (_socket, request) => undecided.decided(request.socket))
  const inTurn = newQueue()
  const listenAt = (url: string, rooms: WebsocketDeps['rooms']): void => {
    app.route({
      method: 'GET',
      url,
      // All pages open their desks at the moment when private writing begins.
      preHandler: async (request) => {
        await inTurn()
        gatherOnce(request.raw.socket)
      },
      logLevel: 'warn',
      schema: { hide: true },
      wsHandler: admitTo(rooms),
      config: { isSocket: true },
      // Answers plain requests. The plugin's own answer would be empty.
      handler: (_request, reply) => reply.callNotFound(),
    })
  }
  listenAt('/ws/:board', deps.rooms)
  listenAt('/ws/:board/desk', deps.draftRooms)
}

async function admit(
  connection: SocketConnection,
  request: FastifyRequest,
  rooms: WebsocketDeps['rooms'],
  deps: WebsocketDeps & { readonly secretOf: ReturnType<typeof readSecrets> },
): Promise<void> {
  const board = boardOf(request)
  const { headers } = request.raw
  if (!isFromHere(headers.origin, headers.host, deps.origins)) {
    return connection.close(CloseCode.forbidden, 'Pages of this address may not connect here.')
  }
  const token = await deps.secretOf(connection, headers['sec-websocket-protocol'])
  if (!connection.isOpen) return
  const session = token === undefined ? undefined : await deps.sessionOf(token)
  if (session?.board !== board) {
    if (!(await deps.isThere(board))) return connection.close(CloseCode.boardGone, closeReasons.boardGone)
    const reason = 'This session is not known here. Open your link again.'
    return connection.close(CloseCode.unauthorised, reason)
  }
  await rooms.admit(connection, board, session)
}

/** Reads the secret of a session in the offered subprotocols, or in the first message of a page whose person is joining. */
function readSecrets() {
  let waiting = 0
  return async (connection: SocketConnection, offered: string | undefined): Promise<string | undefined> => {
    const token = tokenIn(offered)
    if (token !== joining) return token
    // The page opens a socket as usual once it has the session.
    if (waiting >= limits.joiningSockets) return undefined
    waiting += 1
    const secret = await connection.firstText({ bytes: limits.joiningBytes, ms: limits.joiningMs })
    waiting -= 1
    return secret
  }
}

/**
 * Ends sockets of upgrade requests that got no websocket. Node gives such a socket away, and nobody else
 * watches it: it would stay open, and the server would wait for its end.
 */
function endUndecided(app: FastifyInstance): {
  readonly decided: (socket: Duplex) => void
  readonly close: () => void
} {
  const waiting = new Map<Duplex, NodeJS.Timeout>()
  let isClosed = false
  const decided = (socket: Duplex): void => {
    clearTimeout(waiting.get(socket))
    waiting.delete(socket)
  }
  const end = (socket: Duplex): void => {
    decided(socket)
    socket.destroy()
  }
  app.server.prependListener('upgrade', (_request, socket: Duplex) => {
    if (isClosed) return void socket.destroy()
    waiting.set(socket, setTimeout(end, limits.closeAnswerMs, socket).unref())
    socket.once('close', () => decided(socket))
  })
  return {
    decided,
    close: () => {
      isClosed = true
      for (const socket of waiting.keys()) end(socket)
    },
  }
}

/** The answer to an upgrade and the first frame leave together. */
function gatherOnce(socket: Duplex): void {
  socket.cork()
  setImmediate(() => socket.uncork())
}

/** Tells every open socket when to come back, and waits a little for the answers. */
async function sayGoodbye(sockets: ReadonlySet<WebSocket>): Promise<void> {
  const end = performance.now() + limits.closeGraceMs
  while (sockets.size > 0 && performance.now() < end) {
    for (const socket of sockets) {
      // Clients may still come in meanwhile.
      if (socket.readyState !== socket.OPEN) continue
      socket.close(CloseCode.restart, String(comeBackMs()))
      socket.resume()
    }
    await delay(10)
  }
  for (const socket of sockets) socket.terminate()
}

function boardOf(request: FastifyRequest): string {
  const { board } = request.params as { readonly board?: string }
  return board ?? ''
}

/** The session's secret: the offered subprotocol that is not ours. */
function tokenIn(header: string | undefined): string | undefined {
  return header
    ?.split(',')
    .map((offered) => offered.trim())
    .find((offered) => offered !== subprotocol && offered !== '')
}

/** Browsers always send an Origin. It must be this host or a configured one. Programs send none. */
function isFromHere(
  origin: string | undefined,
  host: string | undefined,
  origins: readonly string[],
): boolean {
  if (origin === undefined || origins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
