import { createHash, timingSafeEqual } from 'node:crypto'
import { isIPv4 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { TypedApp } from './refuse.ts'

export interface MetricsServices {
  /** A client with this token may read from anywhere. Null: only this machine may, and no proxy on it. */
  readonly token: string | null
  readonly contentType: string
  readonly text: () => Promise<string>
}

/** Serves Prometheus. For other clients the address does not exist. */
export function registerMetrics(app: TypedApp, { token, contentType, text }: MetricsServices): void {
  const mayRead = token === null ? isFromThisMachine : bears(token)
  app.get('/metrics', { logLevel: 'warn', schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request)) {
      reply.callNotFound()
      return reply
    }
    return reply
      .header('content-type', contentType)
      .header('cache-control', 'no-store')
      .send(await text())
  })
}

/** Refuses forwarded requests: behind a proxy on this machine, everybody would come from here. */
function isFromThisMachine({ raw, headers }: FastifyRequest): boolean {
  const isForwarded = forwardingHeaders.some((name) => headers[name] !== undefined)
  return !isForwarded && isLoopback(raw.socket.remoteAddress ?? '')
}

const forwardingHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'))
}

function bears(token: string): (request: FastifyRequest) => boolean {
  const wanted = digest(token)
  return ({ headers }) => {
    const offered = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
    return offered !== undefined && timingSafeEqual(digest(offered), wanted)
  }
}

/** A digest has the same length for every token. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
