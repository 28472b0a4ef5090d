import { isIP } from 'node:net'
import { NetworkAddressSchema } from '#shared/wire/http.ts'
import type { TypedApp } from './typed-app.ts'

/**
 * Tells a page on the server's own computer where other devices reach the board. Pages elsewhere learn nothing about the
 * server's network.
 */
export function registerNetwork(app: TypedApp, addressFor: (port: number) => string | undefined): void {
  app.get(
    '/api/network',
    {
      schema: {
        summary: 'The server’s address on the local network',
        response: { 200: NetworkAddressSchema },
      },
    },
    async (request, reply) => {
      const port = request.socket.localPort ?? 0
      const isHere = isLoopback(request.ip) && /^(localhost|127\.|\[::1\])/.test(request.host)
      const address = isHere ? (addressFor(port) ?? null) : null
      return reply.header('cache-control', 'no-store').send({ address })
    },
  )
}

function isLoopback(ip: string): boolean {
  return isIP(ip) !== 0 && /^(127\.|::1$|::ffff:127\.)/.test(ip)
}
