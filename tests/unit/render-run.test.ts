import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { RenderRun } from '#server/report/render-run.ts'
import type { RenderRequest } from '#server/report/render-child.ts'
import { newTempFolder } from '#tests/support/standalone-server.ts'

test('a file that is ready is not told to be less than ready by a look at its process that comes late', async () => {
  const folder = await newTempFolder()
  onTestFinished(folder.remove)
  const entry = join(folder.path, 'entry.mjs')
  await writeFile(
    entry,
    "process.on('message', () => process.send({ kind: 'written' }, () => process.exit(0)))",
  )
  const told: number[] = []
  const limits = { heapMb: 100, cpuMs: 60_000, bytes: 2e9, timeoutMs: 600_000 }
  const cost = { cpuMs: 200, megabytes: 100 }
  const request = {} as RenderRequest
  const run = new RenderRun(pathToFileURL(entry), request, cost, limits, (progress) => told.push(progress))
  await run.outcome
  const before = [...told]
  await run.check(10_000)
  expect(told).toEqual(before)
})
