import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { registerHealth } from '#server/routes/health.ts'
import { StoreError } from '#server/contracts/store-error.ts'

test('simultaneous health checks share one write, and a later check writes again', async () => {
  const app = fastify().withTypeProvider<TypeBoxTypeProvider>()
  onTestFinished(() => app.close())
  const probes: PromiseWithResolvers<void>[] = []
  const store = {
    findBoard: async () => undefined,
    probe: async () => {
      const answer = Promise.withResolvers<void>()
      probes.push(answer)
      return answer.promise
    },
  }
  registerHealth(app, store, { version: '1', isWritable: () => true, replacedBy: async () => null })
  let asking = 0
  app.addHook('preHandler', async () => void (asking += 1))
  const ask = async (): Promise<number> => (await app.inject('/healthz')).statusCode
  for (const [times, settle, status] of [
    [20, (probe?: PromiseWithResolvers<void>) => probe?.reject(new StoreError('full')), 503],
    [40, (probe?: PromiseWithResolvers<void>) => probe?.resolve(), 200],
  ] as const) {
    const answers = Promise.all(Array.from({ length: 20 }, ask))
    await expect.poll(() => asking).toBe(times)
    settle(probes.at(-1))
    expect(new Set(await answers)).toEqual(new Set([status]))
  }
  expect(probes).toHaveLength(2)
})
