import type { joining as sentLater, subprotocol as spoken } from '#shared/wire/message.ts'
import { socketAddress } from '../basics/address.ts'

/** The compiler compares them: the form does without the file of all messages. */
const subprotocol: typeof spoken = 'board.v1'
const joining: typeof sentLater = 'joining'

/** A page that has not come for it by then has gone elsewhere. Not measured. */
const keptMs = 120_000

interface EarlySocket {
  readonly socket: WebSocket
  readonly address: string
  /** Undefined while the person is joining. */
  session: string | undefined
  readonly heard: readonly Event[]
  readonly listening: AbortController
}

let waiting: EarlySocket | undefined

/**
 * Opens the socket of a board while the code that speaks over it is on its way. A person who is joining has no session yet:
 * it is called again with it.
 */
export function openEarly({
  board,
  session,
}: {
  readonly board: string
  readonly session?: string | undefined
}): void {
  const address = `${socketAddress()}/ws/${board}`
  if (waiting?.address === address && waiting.session === undefined && isAlive(waiting)) {
    if (session !== undefined) say(waiting, session)
    return
  }
  waiting?.socket.close()
  const socket = new WebSocket(address, [subprotocol, session ?? joining])
  socket.binaryType = 'arraybuffer'
  const heard: Event[] = []
  const listening = new AbortController()
  for (const kind of ['open', 'message', 'error', 'close'])
    socket.addEventListener(kind, (event) => heard.push(event), { signal: listening.signal })
  waiting = { socket, address, session, heard, listening }
  setTimeout(() => {
    if (waiting?.socket !== socket) return
    waiting = undefined
    socket.close()
  }, keptMs)
}

function say(early: EarlySocket, session: string): void {
  const { socket } = early
  early.session = session
  if (socket.readyState === WebSocket.OPEN) socket.send(session)
  else socket.addEventListener('open', () => socket.send(session), { once: true })
}

/** The server gives up a socket whose person has not joined for long. */
function isAlive({ socket: { readyState } }: EarlySocket): boolean {
  return readyState <= WebSocket.OPEN
}

/** The browser's sockets, of which the early one is given to the first that asks for its like. */
export function socketsWithEarly(): typeof WebSocket {
  return new Proxy(WebSocket, {
    construct: (Socket, [address, protocols]: [string, readonly string[]]) =>
      takeEarly(address, protocols) ?? new Socket(address, [...protocols]),
  })
}

/** It tells again what it has heard, once its taker listens. */
function takeEarly(address: string, protocols: readonly string[]): WebSocket | undefined {
  if (waiting?.address !== address || !isAlive(waiting)) return undefined
  if (waiting.session === undefined || !protocols.includes(waiting.session)) return undefined
  const { socket, heard, listening } = waiting
  waiting = undefined
  listening.abort()
  queueMicrotask(() => {
    for (const event of heard) socket.dispatchEvent(event)
  })
  return socket
}
