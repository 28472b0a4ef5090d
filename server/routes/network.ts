import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
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

interface ListeningAt {
  readonly publicUrl: string | null
  readonly host: string
}

/** Listens on every address of this machine. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/**
 * Where other devices of the network reach this server, such as `http://192.168.1.20:3000`. Undefined with a
 * public address, or when the server listens on one address alone.
 */
export function networkAddress({ publicUrl, host }: ListeningAt, port: number): string | undefined {
  if (publicUrl !== null || !isEverywhere(host)) return undefined
  const address = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
  return address === undefined ? undefined : `http://${address}:${port}`
}
