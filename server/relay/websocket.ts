import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import fastifyWebsocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { CloseCode, frameLimit, subprotocol } from '#shared/wire/message.ts'
import type { Session } from '../contracts/session.ts'
import { comeBackMs, limits } from './limits.ts'
import type { RelayLog } from '../contracts/log.ts'
import type { Rooms } from './rooms.ts'

export interface WebsocketDeps {
  readonly rooms: Pick<Rooms, 'attach' | 'close'>
  /** Where the session's participant writes in private. */
  readonly draftRooms: Pick<Rooms, 'attach' | 'close'>
  /** The session a secret stands for. */
  readonly sessionOf: (token: string) => Promise<Session | undefined>
  /** Sessions go with their board, and who comes back to it should hear that it is the board that has gone. */
  readonly isThere: (board: string) => Promise<boolean>
  /** Pages of these origins may connect besides those of the server's own host. */
  readonly origins: readonly string[]
  readonly log: RelayLog
}

const socketOptions = {
  maxPayload: frameLimit,
  maxFragments: limits.fragments,
  maxBufferedChunks: limits.chunks,
  closeTimeout: limits.closeAnswerMs,
  // rooms.ts answers pings, within limits.
  autoPong: false,
  // Frames are written to the TCP socket as they are (frame.ts), and compressing per receiver costs a core.
  perMessageDeflate: false,
  handleProtocols: (offered: Set<string>) => (offered.has(subprotocol) ? subprotocol : false),
} as const

/**
 * `/ws/:board`, and `/ws/:board/desk` for the desk of whoever connects, with the subprotocols `board.v1` and the session's secret, of which only the first is answered. Who
 * may not come in is let in and closed at once: a browser shows a page the close code, but no refused handshake.
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
      // `ws` is telling the peer which rule of the protocol it broke, and cuts it when it does not answer.
      if (socket.readyState === socket.OPEN) socket.terminate()
    },
    // The plugin would close sockets before their boards are saved, and not wait for either.
    preClose: async () => {
      // Boards first: a reveal that is under way holds desks.
      await deps.rooms.close()
      await deps.draftRooms.close()
      // Those who were joining belong to no board yet.
      undecided.close()
      await sayGoodbye(app.websocketServer.clients)
    },
  })
  const admitTo =
    (rooms: WebsocketDeps['rooms']) =>
    (socket: WebSocket, request: FastifyRequest): void => {
      // Until the session is known, what arrives waits in the network.
      socket.pause()
      admit(socket, request, rooms, deps).catch((cause: unknown) => {
        deps.log.error(
          { reqId: request.id, board: boardOf(request), err: cause },
          'a session could not be looked up',
        )
        dismiss(socket, CloseCode.tryAgain, 'The server cannot read its store at the moment. Try again.')
      })
    }
  app.websocketServer.on('connection', (_socket, request) => undecided.decided(request.socket))
  const listenAt = (url: string, rooms: WebsocketDeps['rooms']): void => {
    app.route({
      method: 'GET',
      url,
      logLevel: 'warn',
      schema: { hide: true },
      wsHandler: admitTo(rooms),
      // A websocket's answer has none of a page's headers: to write them would be a tenth and more of letting somebody in.
      helmet: false,
      // Who asks for no websocket: the plugin's own answer would be empty.
      handler: (_request, reply) => {
        reply.helmet()
        reply.callNotFound()
      },
    })
  }
  listenAt('/ws/:board', deps.rooms)
  listenAt('/ws/:board/desk', deps.draftRooms)
}

async function admit(
  socket: WebSocket,
  request: FastifyRequest,
  rooms: WebsocketDeps['rooms'],
  deps: WebsocketDeps,
): Promise<void> {
  const board = boardOf(request)
  const { headers, socket: tcp } = request.raw
  if (!isFromHere(headers.origin, headers.host, deps.origins)) {
    return dismiss(socket, CloseCode.forbidden, 'Pages of this address may not connect here.')
  }
  const token = tokenIn(headers['sec-websocket-protocol'])
  const session = token === undefined ? undefined : await deps.sessionOf(token)
  if (session?.board !== board) {
    if (!(await deps.isThere(board)))
      return dismiss(socket, CloseCode.boardGone, 'This board does not exist.')
    return dismiss(socket, CloseCode.unauthorised, 'This session is not known here. Open your link again.')
  }
  await rooms.attach(socket, tcp, board, session)
}

/**
 * Whoever asked for a websocket and was answered otherwise, or not at all, has a connection that Node has given away and
 * nobody looks at: it would stay for ever, and the server would wait for its end.
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

/** Tells every socket that is still open when to come back, and waits for their answers a little. */
async function sayGoodbye(sockets: ReadonlySet<WebSocket>): Promise<void> {
  const end = performance.now() + limits.closeGraceMs
  while (sockets.size > 0 && performance.now() < end) {
    for (const socket of sockets) {
      // Also those who come in while others are waited for.
      if (socket.readyState === socket.OPEN) dismiss(socket, CloseCode.restart, String(comeBackMs()))
    }
    await delay(10)
  }
  for (const socket of sockets) socket.terminate()
}

function dismiss(socket: WebSocket, code: CloseCode, reason: string): void {
  socket.close(code, reason)
  socket.resume()
}

function boardOf(request: FastifyRequest): string {
  const { board } = request.params as { readonly board?: string }
  return board ?? ''
}

/** The offered subprotocol that is not ours is the session's secret. */
function tokenIn(header: string | undefined): string | undefined {
  return header
    ?.split(',')
    .map((offered) => offered.trim())
    .find((offered) => offered !== subprotocol && offered !== '')
}

/** Programs send no Origin; browsers always do, and then it must be this host or one of the configured ones. */
function isFromHere(
  origin: string | undefined,
  host: string | undefined,
  origins: readonly string[],
): boolean {
  if (origin === undefined || origins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
