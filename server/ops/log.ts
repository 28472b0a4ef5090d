import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { LogLevel } from './log-level.ts'

/**
 * One JSON object a line. A request is its method and its route's pattern: no address with anybody's text in it, no
 * headers, no body. What a programmer passes by mistake under these names is left out all the same.
 */
export function loggerOptions(level: LogLevel): Exclude<FastifyServerOptions['logger'], boolean | undefined> {
  return {
    level,
    redact: {
      paths: [
        ...secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        '*["sec-websocket-protocol"]',
        '*.*["sec-websocket-protocol"]',
      ],
      remove: true,
    },
    serializers: {
      req: (request: FastifyRequest) => ({
        method: request.method,
        route: request.routeOptions?.url ?? null,
      }),
    },
  }
}

const secretNames = [
  'authorization',
  'cookie',
  'secret',
  'session',
  'token',
  'joinCode',
  'links',
  'name',
  'text',
  'title',
]
