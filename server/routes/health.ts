import { Type } from 'typebox'
import { ErrorSchema } from '#shared/wire/http.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { HealthStore } from '../contracts/store.ts'
import { StoreError } from '../contracts/store-error.ts'
import { refuse, type TypedApp } from './refuse.ts'

/** Monitors ask every few seconds: not worth a log line each. */
const logLevel = 'warn'
const ok = { status: Type.Literal('ok') }

const outdated = 'A newer version has changed the database. Update this server.'

export interface HealthFacts {
  readonly version: string
  readonly isWritable: () => boolean
  /** The version of the files that have replaced the server's own. */
  readonly replacedBy: () => Promise<string | null>
}

/**
 * `/healthz`: a write has just reached the disk. `/readyz`: boards can be read and the server is not closing,
 * so a proxy may send people here. A full disk makes a server unhealthy and leaves it ready.
 */
export function registerHealth(
  app: TypedApp,
  store: Pick<BoardStore, 'findBoard'> & HealthStore,
  { version, isWritable, replacedBy }: HealthFacts,
): void {
  let isClosing = false
  let probing: Promise<void> | undefined
  /** One probe for all concurrent requests: each is a write to the disk, and anybody may ask. */
  const probe = (): Promise<void> => {
    probing ??= store.probe().finally(() => (probing = undefined))
    return probing
  }
  app.addHook('preClose', async () => {
    isClosing = true
  })

  app.get(
    '/healthz',
    {
      logLevel,
      schema: {
        summary: 'Can the store be written?',
        response: { 200: Type.Object({ ...ok, version: Type.String() }), 503: ErrorSchema },
      },
    },
    async (request, reply) => {
      try {
        await probe()
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        request.log.error({ err: error }, 'the store cannot be written')
        return refuse(reply, 503, 'store_unavailable', 'Boards cannot be saved at the moment.')
      }
      return reply.header('cache-control', 'no-store').send({ status: 'ok' as const, version })
    },
  )

  app.get(
    '/readyz',
    {
      logLevel,
      schema: {
        summary: 'Can boards be read, and is the server staying?',
        response: {
          200: Type.Object({
            ...ok,
            isWritable: Type.Boolean({ description: 'False on a full disk: nothing is saved at the moment' }),
            replacedBy: Type.Union([Type.String(), Type.Null()], {
              description: 'The version of the files that wait for a restart; null without such files',
            }),
          }),
          503: ErrorSchema,
        },
      },
    },
    async (request, reply) => {
      if (isClosing) return refuse(reply, 503, 'store_unavailable', 'The server is shutting down.')
      try {
        await store.findBoard('')
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        request.log.error({ err: error }, 'the store cannot be read')
        const isOutdated = error.kind === 'outdated'
        return refuse(
          reply,
          503,
          'store_unavailable',
          isOutdated ? outdated : 'Boards cannot be read at the moment.',
        )
      }
      return reply
        .header('cache-control', 'no-store')
        .send({ status: 'ok' as const, isWritable: isWritable(), replacedBy: await replacedBy() })
    },
  )
}
