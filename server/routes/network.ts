import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { NetworkAddressSchema } from '#shared/wire/http.ts'
import type { TypedApp } from './refuse.ts'

/**
 * Tells a page on the server's own computer where other devices reach the board. The answer goes by the socket itself, and
 * a request that a proxy passed on gets none: nobody elsewhere learns about the server's network.
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
    async ({ raw }, reply) => {
      const { localPort = 0, remoteAddress } = raw.socket
      const isHere = isLoopback(remoteAddress) && isOwnName(raw.headers.host) && !isPassedOn(raw.headers)
      const address = isHere ? (addressFor(localPort) ?? null) : null
      return reply.header('cache-control', 'no-store').send({ address })
    },
  )
}

function isLoopback(address = ''): boolean {
  return isIP(address) !== 0 && /^(127\.|::1$|::ffff:127\.)/.test(address)
}

/** A whole name: `localhost.example` is somebody else's. */
function isOwnName(host = ''): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host)
}

function isPassedOn(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => name === 'forwarded' || name === 'via' || name.startsWith('x-'))
}
