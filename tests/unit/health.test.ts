import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { StoreError } from '#server/contracts/store-error.ts'
import { watchProgram } from '#server/ops/program.ts'
import { registerHealth } from '#server/routes/health.ts'

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

test('the files of a program that are replaced twice are named by the last version, and said once each', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'boussole-program-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const pull = async (version: string): Promise<void> => {
    await writeFile(join(folder, 'new'), JSON.stringify({ version }))
    await rename(join(folder, 'new'), join(folder, 'package.json'))
  }
  await pull('1.0.0')
  const now = vi.spyOn(performance, 'now').mockReturnValue(0)
  onTestFinished(() => now.mockRestore())
  const replaced: string[] = []
  const { replacedBy, close } = await watchProgram((by) => replaced.push(by), folder)
  onTestFinished(close)
  const answers: unknown[] = []
  for (const [index, version] of [undefined, '1.1.0', '1.1.0', '1.2.0', undefined].entries()) {
    if (version) await pull(version)
    now.mockReturnValue(index * 60_000)
    answers.push(await replacedBy())
  }
  expect(answers).toEqual([null, '1.1.0', '1.1.0', '1.2.0', '1.2.0'])
  expect(replaced).toEqual(['1.1.0', '1.2.0'])
})
