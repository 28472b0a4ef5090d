import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A proxy between browsers and a server that can cut websockets; requests always pass. */
export interface WebsocketProxy {
  readonly url: string
  /** Ends every websocket and lets none through until it is mended. */
  readonly cut: () => void
  /** As a laptop's sleep leaves it: websockets stay open on both sides and nothing gets through them, new ones neither. */
  readonly stall: () => void
  /** For new websockets. */
  readonly restore: () => void
}

/** Passes bytes on to a port of this machine; the port may change when a server restarts. */
export async function openWebsocketProxy(portOf: () => number): Promise<WebsocketProxy> {
  const sockets = new Set<Socket>()
  const websockets = new Set<Socket>()
  const ways = new WeakMap<Socket, Socket>()
  let isCut = false
  let isSwallowing = false
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: portOf() })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        websockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.once('data', (first) => {
      if (first.toString('latin1').toLowerCase().includes('upgrade: websocket')) {
        if (isCut) return near.destroy()
        websockets.add(near)
        if (isSwallowing) return near.resume()
      }
      far.write(first)
      return near.pipe(far)
    })
    far.pipe(near)
    ways.set(near, far)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true
      for (const socket of websockets) socket.destroy()
    },
    stall: () => {
      isSwallowing = true
      for (const near of websockets) {
        const far = ways.get(near)
        far?.unpipe(near).resume()
        near.unpipe(far).resume()
      }
    },
    restore: () => {
      isCut = false
      isSwallowing = false
    },
  }
}
