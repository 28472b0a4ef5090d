import fastifyWebsocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { CloseCode, frameLimit, subprotocol } from '#shared/wire/message.ts'
import type { Session } from '../access/session.ts'
import type { RelayLog } from './relay-log.ts'
import type { Rooms } from './rooms.ts'

export interface WebsocketDeps {
  readonly rooms: Rooms
  /** The session a secret stands for. */
  readonly sessionOf: (token: string) => Promise<Session | undefined>
  /** Pages of these origins may connect besides those of the server's own host. */
  readonly origins: readonly string[]
  readonly log: RelayLog
}

/**
 * `/ws/:board`, with the subprotocols `board.v1` and the session's secret, of which only the first is answered. Who
 * may not come in is let in and closed at once: a browser shows a page the close code, but no refused handshake.
 */
export async function registerWebsocket(app: FastifyInstance, deps: WebsocketDeps): Promise<void> {
  await app.register(fastifyWebsocket, {
    options: {
      maxPayload: frameLimit,
      // Frames are written to the TCP socket as they are (frame.ts), and compressing per receiver costs a core.
      perMessageDeflate: false,
      handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
    },
    errorHandler: (error, socket, request) => {
      deps.log.info(
        { reqId: request.id, board: boardOf(request), reason: error.message },
        'a websocket broke',
      )
      socket.terminate()
    },
    // The plugin would close sockets before their boards are saved, and not wait for either.
    preClose: async () => {
      await deps.rooms.close()
      for (const socket of app.websocketServer.clients) socket.terminate()
    },
  })
  app.get('/ws/:board', { websocket: true, logLevel: 'warn' }, (socket, request) => {
    // Until the session is known, what arrives waits in the network.
    socket.pause()
    admit(socket, request, deps).catch((cause: unknown) => {
      deps.log.error(
        { reqId: request.id, board: boardOf(request), err: cause },
        'a session could not be looked up',
      )
      dismiss(socket, CloseCode.tryAgain, 'The server cannot read its store at the moment. Try again.')
    })
  })
}

async function admit(socket: WebSocket, request: FastifyRequest, deps: WebsocketDeps): Promise<void> {
  const board = boardOf(request)
  const { headers, socket: tcp } = request.raw
  if (!isFromHere(headers.origin, headers.host, deps.origins)) {
    return dismiss(socket, CloseCode.forbidden, 'Pages of this address may not connect here.')
  }
  const token = tokenIn(headers['sec-websocket-protocol'])
  const session = token === undefined ? undefined : await deps.sessionOf(token)
  if (session?.board !== board) {
    return dismiss(socket, CloseCode.unauthorised, 'This session is not known here. Open your link again.')
  }
  await deps.rooms.attach(socket, tcp, board, session)
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
