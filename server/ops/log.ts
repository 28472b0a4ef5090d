import type { FastifyRequest, FastifyServerOptions, FastifyBaseLogger } from 'fastify'

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

type Bindings = Parameters<FastifyBaseLogger['child']>[0]
type ChildOptions = Parameters<FastifyBaseLogger['child']>[1]

/**
 * The logger of one request, which is made with its first line. At the usual level most requests log nothing, and
 * looking for secrets in the id of each would take a thirtieth of the time of a short request.
 */
export function requestLogger(
  parent: FastifyBaseLogger,
  bindings: Bindings,
  options: ChildOptions,
): FastifyBaseLogger {
  return new RequestLogger(parent, bindings, options)
}

/** Fastify asks for these methods. */
class RequestLogger {
  readonly level: string
  readonly #open: () => FastifyBaseLogger
  #opened: FastifyBaseLogger | undefined

  constructor(parent: FastifyBaseLogger, bindings: Bindings, options: ChildOptions) {
    this.level = options?.level ?? parent.level
    this.#open = () => (this.#opened ??= parent.child(bindings, options))
  }

  fatal(...line: unknown[]): void {
    this.#write('fatal', line)
  }

  error(...line: unknown[]): void {
    this.#write('error', line)
  }

  warn(...line: unknown[]): void {
    this.#write('warn', line)
  }

  info(...line: unknown[]): void {
    this.#write('info', line)
  }

  debug(...line: unknown[]): void {
    this.#write('debug', line)
  }

  /** No level of ours shows these. */
  trace(): void {}

  silent(): void {}

  child(bindings: Bindings, options: ChildOptions): FastifyBaseLogger {
    return this.#open().child(bindings, options)
  }

  #write(level: Exclude<LogLevel, 'silent'>, line: readonly unknown[]): void {
    // The most urgent level stands first. "silent" is the last one, and shows nothing.
    const isShown = this.level !== 'silent' && logLevels.indexOf(level) <= indexOfLevel(this.level)
    if (!isShown) return
    const logger = this.#open()
    Reflect.apply(logger[level], logger, line)
  }
}

function indexOfLevel(level: string): number {
  return logLevels.findIndex((known) => known === level)
}
