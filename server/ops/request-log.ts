import type { FastifyInstance } from 'fastify'

export interface RequestLogTools {
  readonly answered: (status: number) => void
}

/**
 * Every answer names its request (`x-request-id`), and so does every log line about it (`reqId`), so that what a person
 * saw can be found. The id is always our own: one from outside could carry anything into the log.
 */
export function registerRequestLog(app: FastifyInstance, { answered }: RequestLogTools): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    answered(reply.statusCode)
    const ms = Math.round(reply.elapsedTime * 10) / 10
    request.log.info({ req: request, status: reply.statusCode, ms }, 'answered')
  })
}
