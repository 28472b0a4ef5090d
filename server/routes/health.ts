import { Type } from 'typebox'
import { ErrorCode } from '#shared/wire/error.ts'
import { ErrorSchema } from '#shared/wire/http.ts'
import { StoreError, type Store } from '../store/store.ts'
import { refuse } from './refuse.ts'
import type { TypedApp } from './typed-app.ts'

/** 200 says more than "the process runs": something has just been written to disk. */
export function registerHealth(app: TypedApp, store: Pick<Store, 'probe'>): void {
  app.get(
    '/healthz',
    {
      schema: {
        summary: 'Can the store be written?',
        response: { 200: Type.Object({ status: Type.Literal('ok') }), 503: ErrorSchema },
      },
    },
    async (request, reply) => {
      try {
        await store.probe()
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        request.log.error({ err: error }, 'the store cannot be written')
        return refuse(reply, 503, ErrorCode.storeUnavailable, 'Boards cannot be saved at the moment.')
      }
      return reply.header('cache-control', 'no-store').send({ status: 'ok' as const })
    },
  )
}
