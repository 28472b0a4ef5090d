import fastifyRateLimit from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController } from 'fastify'
import { createAccess, type Access } from './access/access.ts'
import type { Config } from './config.ts'
import { loggerOptions } from './log.ts'
import { registerBoards } from './routes/boards.ts'
import { answerBrokenRequest, refuseBadRequest, registerErrors } from './routes/errors.ts'
import { registerHeaders } from './routes/headers.ts'
import { registerHealth } from './routes/health.ts'
import { registerLinks } from './routes/links.ts'
import { registerOpenApi } from './routes/openapi.ts'
import { registerPages } from './routes/pages.ts'
import { registerSessions } from './routes/sessions.ts'
import type { TypedApp } from './routes/typed-app.ts'
import { openSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'

export interface App {
  /** Not listening yet. */
  readonly app: TypedApp
  readonly store: Store
  readonly access: Access
  /** Everything received is on disk when it settles. */
  readonly close: () => Promise<void>
}

export interface AppOptions {
  /** Where log lines go instead of the standard output. */
  readonly logTo?: { readonly write: (line: string) => void }
}

/** The one place that chooses implementations. Rejects with a `StoreError` when the data folder cannot be used. */
export async function createApp(config: Config, { logTo }: AppOptions = {}): Promise<App> {
  const store = await openSqliteStore(config.dataDir, (problem) => app.log.warn({ problem }, 'store'))
  const app: TypedApp = fastify({
    logger: { ...loggerOptions(config.logLevel), ...(logTo && { stream: logTo }) },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: 65_536,
    // A slow line may take a minute for an import of 20 MB; nobody needs longer.
    requestTimeout: 120_000,
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => void refuseBadRequest(reply),
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<TypeBoxTypeProvider>()
  const access = createAccess(store)

  // JSON alone: what a form on another site can send is not even parsed.
  app.removeContentTypeParser('text/plain')
  registerErrors(app)
  await registerHeaders(app, config.publicUrl?.startsWith('https:') ?? false)
  await app.register(fastifyRateLimit, { global: false })
  await registerOpenApi(app)
  const { publicUrl, limits } = config
  registerHealth(app, store)
  registerBoards(app, { access, store, publicUrl, limit: limits.boards })
  registerSessions(app, { access, limit: limits.guesses })
  registerLinks(app, { access, publicUrl, cutOff: () => undefined })
  await registerPages(app, config.clientDir)
  app.addHook('onClose', () => store.close())

  return { app, store, access, close: () => app.close() }
}
