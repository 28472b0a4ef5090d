import type { FastifyInstance } from 'fastify'

/** How a request arrived at the server, for the doctor, which sent it through the proxy. */
export interface SeenRequest {
  /** The sender, as far as the server trusts the proxy. */
  readonly ip: string
  /** The other end of the connection. */
  readonly peer: string
  readonly protocol: string
  /** The header of the house's sign-in; null without one. */
  readonly signedIn: string | null
}

export interface SeenRequests {
  readonly expect: (nonce: string) => void
  readonly take: (nonce: string) => SeenRequest | undefined
}

/** Where such a request goes. */
export const doctorPath = '/healthz?doctor='

/** Remembers how the requests arrived that were announced before, and no others. */
export function watchRequests(app: FastifyInstance, header: string | null): SeenRequests {
  const requests = new Map<string, SeenRequest | undefined>()
  app.addHook('onRequest', (request, _reply, next) => {
    if (requests.size > 0 && request.url.startsWith(doctorPath)) {
      const nonce = request.url.slice(doctorPath.length)
      const { ip, protocol, raw, headers } = request
      const said = header === null ? undefined : headers[header]
      const signedIn = [said].flat()[0] ?? null
      if (requests.has(nonce))
        requests.set(nonce, { ip, protocol, peer: raw.socket.remoteAddress ?? '', signedIn })
    }
    next()
  })
  return {
    expect: (nonce) => {
      requests.clear()
      requests.set(nonce, undefined)
    },
    take: (nonce) => {
      const found = requests.get(nonce)
      requests.clear()
      return found
    },
  }
}
