import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { paceStepMs, SendingPace } from '../basics/sending-pace.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its body is large, and receive-body.ts judges its pace. */
    readonly isUpload?: true
  }
}

/** For a body of at most 64 kB, which takes a phone on a slow line 8 s. Not measured. */
const bodyMs = 15_000

/** Cuts requests whose bodies do not end. Otherwise each would hold a connection for two minutes. */
export function registerBodyLimits(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, next) => {
    if (hasBody(request.raw) && request.routeOptions.config.isUpload !== true) cutLater(request.raw)
    next()
  })
  app.addHook('onResponse', (request, _reply, next) => {
    // The sender of a refused upload may still be sending: a browser reads the answer afterwards.
    if (request.routeOptions.config.isUpload === true && !request.raw.complete) cutWhenSlow(request.raw)
    next()
  })
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function cutLater(request: IncomingMessage): void {
  const cut = (): void => {
    if (!request.complete) request.socket.destroy()
  }
  const timer = setTimeout(cut, bodyMs).unref()
  request.once('close', () => clearTimeout(timer))
}

function cutWhenSlow(request: IncomingMessage): void {
  const { socket } = request
  const pace = new SendingPace()
  const watch = setInterval(() => {
    if (request.complete || socket.destroyed) clearInterval(watch)
    else if (pace.isTooSlow(socket.bytesRead)) socket.destroy()
  }, paceStepMs).unref()
}
