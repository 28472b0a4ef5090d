import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openExportDesk, type ExportOrder } from '#server/report/export-desk.ts'
import { openRenderer, type RendererOptions } from '#server/report/render-queue.ts'
import { RendererBusy, type ExportJob, type Renderer } from '#server/report/renderer.ts'
import { sampleUpdate } from '#tests/support/sample-board.ts'

const update = sampleUpdate()

function job(facts: Partial<ExportJob> = {}): ExportJob {
  return {
    kind: 'export',
    update,
    format: 'csv',
    paper: 'one',
    language: 'en',
    participants: 1,
    now: 0,
    ...facts,
  }
}

function renderer(options?: RendererOptions): Renderer {
  const opened = openRenderer(options)
  onTestFinished(() => opened.close())
  return opened
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'boussole-test-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

const silent = () => {}

test('files are made one after the other, each in a process of its own, and progress only grows', async () => {
  const path = await folder()
  const { exportTo } = renderer()
  const progress: number[] = []
  const order: string[] = []
  const made = (['pdf', 'markdown'] as const).map(async (format) => {
    await exportTo(
      join(path, format),
      job({ format }),
      (now) => void (format === 'pdf' && progress.push(now)),
    )
    order.push(format)
  })
  await Promise.all(made)
  expect(order).toEqual(['pdf', 'markdown'])
  expect(progress.length).toBeGreaterThan(2)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect((await readFile(join(path, 'pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a job that takes too long is stopped, and the next one runs', async () => {
  const path = await folder()
  const { exportTo } = renderer({ timeoutMs: 1 })
  await expect(exportTo(join(path, 'a'), job(), silent)).rejects.toThrow('stopped after 1 ms')
  const next = renderer()
  await next.exportTo(join(path, 'b'), job(), silent)
  expect(await readFile(join(path, 'b'), 'utf8')).toMatch(/^\uFEFFid,text/)
})

test('what cannot be read fails alone, with a reason that quotes nothing', async () => {
  const path = await folder()
  const { exportTo } = renderer()
  const broken = exportTo(join(path, 'a'), job({ update: new Uint8Array([1, 2, 3]) }), silent)
  await expect(broken).rejects.toThrow(/^[A-Za-z]*Error/)
  await exportTo(join(path, 'b'), job(), silent)
})

test('more than may wait are refused at once', async () => {
  const path = await folder()
  const { exportTo, hasRoom } = renderer({ waiting: 1 })
  const first = exportTo(join(path, 'a'), job(), silent)
  const second = exportTo(join(path, 'b'), job(), silent)
  expect(hasRoom()).toBe(false)
  await expect(exportTo(join(path, 'c'), job(), silent)).rejects.toThrow(RendererBusy)
  await Promise.all([first, second])
  expect(hasRoom()).toBe(true)
})

test('closing ends what runs and refuses what waits', async () => {
  const path = await folder()
  const { exportTo, close } = openRenderer()
  const jobs = [exportTo(join(path, 'a'), job(), silent), exportTo(join(path, 'b'), job(), silent)]
  const ended = Promise.allSettled(jobs)
  await close()
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

const order: ExportOrder = {
  board: 'b1',
  title: 'T',
  format: 'csv',
  paper: 'one',
  language: 'en',
  participants: 1,
  snapshot: async () => update,
  writePhotos: async () => {},
  onFailure: silent,
}

test('one board cannot keep all the others waiting', () => {
  const never: Renderer = {
    hasRoom: () => true,
    exportTo: () => new Promise(silent),
    importFrom: () => new Promise(silent),
    close: async () => {},
  }
  const desk = openExportDesk(never)
  onTestFinished(() => desk.close())
  for (let count = 0; count < 3; count += 1) desk.start(order)
  expect(() => desk.start(order)).toThrow(RendererBusy)
  expect(desk.start({ ...order, board: 'b2' }).state).toBe('working')
})

test('files that a killed server left behind are deleted by the next one', async () => {
  const left = await mkdtemp(join(tmpdir(), 'boussole-export-'))
  const fresh = await mkdtemp(join(tmpdir(), 'boussole-export-'))
  onTestFinished(() => rm(fresh, { recursive: true, force: true }))
  await writeFile(join(left, 'file'), 'somebody’s board')
  const twoHoursAgo = Date.now() / 1_000 - 2 * 60 * 60
  await utimes(left, twoHoursAgo, twoHoursAgo)
  const desk = openExportDesk(renderer())
  onTestFinished(() => desk.close())
  await expect.poll(() => existsSync(left)).toBe(false)
  expect(existsSync(fresh)).toBe(true)
})

test('a file that cannot be removed, because the disk has turned read-only or is gone, is told and harms nobody', async () => {
  const disk = await folder()
  const gone = `${disk}-gone`
  onTestFinished(() => rm(gone, { recursive: true, force: true }))
  vi.stubEnv('TMPDIR', disk)
  onTestFinished(() => void vi.unstubAllEnvs())
  const writing: Renderer = {
    hasRoom: () => true,
    exportTo: (path) => writeFile(path, 'of the board'),
    importFrom: () => new Promise(silent),
    close: async () => {},
  }
  const told: unknown[] = []
  const failed: unknown[] = []
  const desk = openExportDesk(writing, (error: unknown) => told.push(error))
  for (let count = 0; count < 20; count += 1) {
    const { id } = desk.start(order)
    await expect.poll(() => desk.state('b1', id)?.state).toBe('ready')
  }
  // To whoever looks for a folder there, the same as a disk that answers nothing.
  await rename(disk, gone)
  await writeFile(disk, '')
  const { id } = desk.start({ ...order, onFailure: (error) => failed.push(error) })
  await expect.poll(() => desk.state('b1', id)?.state).toBe('failed')
  await expect.poll(() => told.length).toBe(1)
  await desk.close()
  expect(told).toHaveLength(20)
  expect(failed).toHaveLength(1)
})
