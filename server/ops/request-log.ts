import type { FastifyInstance } from 'fastify'

export interface RequestLogTools {
  readonly answered: (status: number) => void
}

/**
 * Gives every answer the id of its request (`x-request-id`). Log lines have the same id (`reqId`), so that
 * the log of a reported problem can be found. The id is always our own: a client's id could carry anything
 * into the log.
 */
export function registerRequestLog(app: FastifyInstance, { answered }: RequestLogTools): void {
  app.addHook('onRequest', (request, reply, next) => {
    reply.header('x-request-id', request.id)
    next()
  })
  app.addHook('onResponse', (request, reply, next) => {
    answered(reply.statusCode)
    const ms = Math.round(reply.elapsedTime * 10) / 10
    request.log.info({ req: request, status: reply.statusCode, ms }, 'answered')
    next()
  })
}
