import type { IncomingMessage } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController, type FastifyServerOptions } from 'fastify'
import { nanoid } from 'nanoid'
import type { Config } from './config.ts'
import { loggerOptions, requestLogger } from './ops/log.ts'
import { withoutBase } from './routes/address.ts'
import { answerBrokenAddress, answerBrokenRequest } from './routes/errors.ts'
import type { TypedApp } from './routes/refuse.ts'
import validatorsOf from '@fastify/ajv-compiler'
import serializersOf from '@fastify/fast-json-stringify-compiler'

/** Receives log lines instead of the standard output. */
export interface LogTarget {
  readonly write: (line: string) => void
}

/** The HTTP server without routes, not listening yet. */
export function createHttpServer(
  { logLevel, trustProxy, basePath }: Config,
  logTo: LogTarget | undefined,
): TypedApp {
  const app: TypedApp = fastify({
    logger: { ...loggerOptions(logLevel), ...(logTo && { stream: logTo }) },
    genReqId: () => nanoid(10),
    childLoggerFactory: requestLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    rewriteUrl: ({ url = '/' }: IncomingMessage) => withoutBase(url, basePath),
    bodyLimit: 65_536,
    schemaController: { compilersFactory: compileWhenUsed() },
    // For a whole upload. receive-body.ts ends slow ones before. Not measured.
    requestTimeout: 120_000,
    // Headers are one packet. By default Node looks for slow clients every 30 s only.
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    return503OnClosing: false,
    // Otherwise a connection whose answer ends during closing would be kept for its idle time, more than a
    // minute.
    forceCloseConnections: true,
    frameworkErrors: (_error, request, reply) => answerBrokenAddress(request, reply),
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<TypeBoxTypeProvider>()
  // JSON alone: a form on another site must not even be parsed.
  app.removeContentTypeParser('text/plain')
  return app
}

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

/** Fastify's own compilers. They keep what they have compiled for all servers of the process: tests start many. */
const [validators, serializers] = [validatorsOf(), serializersOf()]
const serializerOf = new WeakMap<object, (data: unknown) => string>()

/** Each part of a route is compiled when it is first used: all at once were half of a start. */
function compileWhenUsed(): Compilers {
  return {
    buildValidator: (...given) => {
      const compile = validators(...given)
      return (route) => {
        let check: ReturnType<typeof compile> | undefined
        // Fastify reads the problems of the last data from the function.
        const checkWhenUsed: ReturnType<typeof compile> = Object.assign((data: unknown) => {
          check ??= compile(route)
          const isValid = check(data)
          checkWhenUsed.errors = check.errors ?? null
          return isValid
        })
        return checkWhenUsed
      }
    },
    buildSerializer: (...given) => {
      const compile = serializers(...given)
      return (route) => {
        const schema = route.schema as object
        return (data) => {
          const write = serializerOf.get(schema) ?? compile(route)
          serializerOf.set(schema, write)
          return write(data)
        }
      }
    },
  }
}
