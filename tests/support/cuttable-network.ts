import { WebSocket as NodeWebSocket } from 'ws'

/** The way between a model and its server, which a test can cut, mend, and lead to another server. */
export interface CuttableNetwork {
  readonly webSocket: typeof WebSocket
  /** Ends every connection at once, as a lost network does; nothing gets through until it is mended. */
  readonly cut: () => void
  readonly restore: () => void
  /** From now on, connections go to this address: the server has come back elsewhere. */
  readonly redirectTo: (url: string) => void
}

export function createCuttableNetwork(): CuttableNetwork {
  const sockets = new Set<NodeWebSocket>()
  let isCut = false
  let elsewhere: string | undefined

  class Wire extends NodeWebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      const way = elsewhere ? String(address).replace(/^ws:\/\/[^/]+/u, elsewhere) : address
      super(isCut ? 'ws://127.0.0.1:1' : way, protocols)
      sockets.add(this)
      this.on('close', () => sockets.delete(this))
    }
  }
  return {
    webSocket: Wire as unknown as typeof WebSocket,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.terminate()
    },
    restore: () => {
      isCut = false
    },
    redirectTo: (url) => {
      elsewhere = url.replace(/^http/u, 'ws')
    },
  }
}
