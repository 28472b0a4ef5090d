import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply } from 'fastify'
import helmet from 'helmet'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route of a websocket. */
    readonly isSocket?: true
  }
}

/** Where this server is, and whose pages may show some of its own in a frame. */
export interface PublicPlace {
  /** The path of the product at its host. */
  readonly basePath: string
  /** The beginning of its addresses, where the host has said it: a request names a host as its sender likes. */
  readonly publicUrl: string | null
  readonly embedOrigins: readonly string[]
}

/** Headers that tell browsers what to forbid to our pages. */
export function registerHeaders(app: FastifyInstance, isHttps: boolean): void {
  const write = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Only style attributes: components place their popups with them. Text never becomes markup.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // Over plain HTTP, on a local network, browsers ignore these and log a warning.
    // Other names of the house are not ours to bind.
    strictTransportSecurity: isHttps && { includeSubDomains: false },
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
  })
  // Made and checked once: for each request that would take a tenth of the time of a short one.
  const headers = headersBy(write)
  app.addHook('onRequest', (request, reply, next) => {
    // The answer to an upgrade is no page.
    if (request.routeOptions.config.isSocket && request.headers.upgrade !== undefined) return next()
    reply.headers(headers)
    next()
  })
  app.addHook('onSend', (request, reply, _payload, next) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store')
    }
    next()
  })
}

/** These tell browsers something about pages alone. */
const ofPages = [
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** Headers of a script, a style or a font. A page asks for 20 of them: with those of pages that is 7 kB more. */
export function forPart(reply: FastifyReply): FastifyReply {
  for (const name of ofPages) reply.removeHeader(name)
  // For a script that runs in a thread of its own.
  return reply.header('content-security-policy', "default-src 'self'; frame-ancestors 'none'")
}

/** Lets pages of these origins show this answer in a frame. Every other answer forbids it. */
export function allowFrames(reply: FastifyReply, origins: readonly string[]): void {
  if (origins.length === 0) return
  const policy = String(reply.getHeader('content-security-policy'))
  reply
    .header(
      'content-security-policy',
      policy.replace("frame-ancestors 'none'", () => `frame-ancestors ${origins.join(' ')}`),
    )
    .header('cross-origin-resource-policy', 'cross-origin')
  // It cannot name an origin, and older browsers would obey it.
  reply.removeHeader('x-frame-options')
}

function headersBy(write: ReturnType<typeof helmet>): OutgoingHttpHeaders {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  write(response.req, response, () => undefined)
  return response.getHeaders()
}
