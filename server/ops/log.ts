import type { FastifyRequest, FastifyServerOptions } from 'fastify'

/**
 * One JSON object a line. A request is logged as its method and its route's pattern: no address that may have
 * somebody's text in it, no headers, no body. Fields with secret names are removed, in case a programmer
 * passes one by mistake.
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

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]
