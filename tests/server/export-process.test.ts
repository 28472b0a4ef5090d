import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { readConfig } from '#server/config.ts'
import { createMemoryPools } from '#server/documents/memory-pools.ts'
import { temporaryFoldersIn } from '#server/basics/temporary-folders.ts'
import { CpuShares } from '#server/report/cpu-shares.ts'
import { ExportJobs, type ExportOrder } from '#server/report/export-jobs.ts'
import { openRenderer, type RendererOptions } from '#server/report/render-queue.ts'
import {
  RenderCancelled,
  RendererBusy,
  RenderTooLarge,
  type ExportJob,
  type ExportTask,
  type Renderer,
} from '#server/report/renderer.ts'
import { seededDocument } from '#tests/bench/relay/seed.ts'
import { hostileMarks, sampleUpdate } from '#tests/support/sample-board.ts'
import { renderEntry } from '#tests/support/render-file.ts'
import { until } from '#tests/support/until.ts'

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

function renderer(options?: Partial<RendererOptions>): Renderer {
  const opened = openRenderer({ entry: renderEntry, ...options })
  onTestFinished(() => opened.close())
  return opened
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'boussole-test-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

const silent = () => {}
const ada = { line: 'home', board: 'b1', participant: 'ada' }

function task(path: string, name: string, made: ExportJob): ExportTask {
  return { path: join(path, name), job: made, onProgress: silent }
}

test('each file has a process of its own, progress only grows, and a small file passes a large one', async () => {
  const path = await folder()
  const { exportTo } = renderer({ active: 1, checkMs: 20 })
  const progress: number[] = []
  const order: string[] = []
  const large = Y.encodeStateAsUpdate(seededDocument(1_000))
  const make = async (name: string, board: string, made: ExportJob): Promise<void> => {
    const started = Promise.withResolvers<void>()
    const onProgress = (now: number): void => {
      started.resolve()
      if (name === 'large') progress.push(now)
    }
    const end = exportTo({ path: join(path, name), job: made, onProgress }, { ...ada, board, line: board })
    ends.push(end.then(() => void order.push(name)))
    await started.promise
  }
  const ends: Promise<void>[] = []
  await make('large', 'b1', job({ format: 'pdf', update: large }))
  await Promise.all([make('other', 'b2', job()), make('own', 'b1', job())])
  await Promise.all(ends)
  expect([order.at(-1), order.toSorted(byName)]).toEqual(['large', ['large', 'other', 'own']])
  expect(progress.length).toBeGreaterThan(2)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect((await readFile(join(path, 'large'))).subarray(0, 5).toString()).toBe('%PDF-')
})

test.each([
  ['time', { timeoutMs: 1 }, 'stopped after 1 ms'],
  ['CPU', { cpuMs: 1 }, /^stopped after \d+ ms of CPU$/],
  ['memory', { bytes: 1 }, /^stopped at \d+ bytes of memory$/],
])('a job that takes too much %s is stopped, and the next one runs', async (_, limit, reason) => {
  const path = await folder()
  const { exportTo } = renderer({ ...limit, checkMs: 5 })
  await expect(exportTo(task(path, 'a', job()), ada)).rejects.toThrow(reason)
  const next = renderer()
  await next.exportTo(task(path, 'b', job()), ada)
  expect(await readFile(join(path, 'b'), 'utf8')).toMatch(/^\uFEFFid,text/)
})

test('a text that ends the compiler’s process is set simply, and the file says which note it is', async () => {
  const path = await folder()
  const { exportTo } = renderer()
  const made = job({ update: sampleUpdate([hostileMarks]), format: 'pdf' })
  expect(await exportTo(task(path, 'a', made), ada)).toEqual({ shortened: 1, starts: ['גגגגג'], missing: '' })
  expect((await readFile(join(path, 'a'))).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a waiting job and a running one can be cancelled, and the others go on', async () => {
  const path = await folder()
  const { exportTo } = renderer({ processes: 1 })
  const [running, waiting] = [new AbortController(), new AbortController()]
  const started = Promise.withResolvers<void>()
  const first = exportTo(
    {
      ...task(path, 'a', job({ format: 'pdf' })),
      onProgress: () => started.resolve(),
      signal: running.signal,
    },
    ada,
  )
  const second = exportTo({ ...task(path, 'b', job()), signal: waiting.signal }, ada)
  const third = exportTo(task(path, 'c', job()), ada)
  waiting.abort()
  await expect(second).rejects.toThrow(RenderCancelled)
  await started.promise
  running.abort()
  await expect(first).rejects.toThrow(RenderCancelled)
  await third
  expect(existsSync(join(path, 'c'))).toBe(true)
})

test('a board that has taken much CPU lately gets no more files for some minutes; others do', async () => {
  const path = await folder()
  const opened = renderer({ boardCpuMs: 100 })
  await opened.exportTo(task(path, 'a', job()), ada)
  expect([opened.hasRoom(ada), opened.hasRoom({ ...ada, board: 'b2' })]).toEqual([false, true])
  // The facilitator sits in the same room, on the same line, and has exported nothing.
  expect(opened.hasRoom({ ...ada, participant: 'fay' })).toBe(true)
})

test('above the budget of a board nobody is refused who has used little of it, or no more than a fair share', () => {
  const budget = 240_000
  const may = (uses: Readonly<Record<string, number>>): string => {
    const shares = new CpuShares(() => 0)
    for (const [person, cpuMs] of Object.entries(uses)) shares.addTo('b1', person, cpuMs)
    return Object.keys(uses)
      .filter((person) => !shares.hasSpent('b1', person, budget))
      .join(' ')
  }
  expect(may({ loop: 230_000, fay: 0 })).toBe('loop fay')
  expect(may({ loop: 250_000, fay: 0 })).toBe('fay')
  expect(may({ loop: 150_000, fay: 100_000 })).toBe('fay')
  const crowd = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`guest${at}`, 5_000]))
  expect(may({ ...crowd, fay: 20_000, loop: 40_000 })).toBe([...Object.keys(crowd), 'fay'].join(' '))
})

test('an unreadable file fails alone, with a reason that quotes nothing of it', async () => {
  const path = await folder()
  const { exportTo } = renderer()
  const broken = exportTo(task(path, 'a', job({ update: new Uint8Array([1, 2, 3]) })), ada)
  await expect(broken).rejects.toThrow(/^[A-Za-z]*Error/)
  await exportTo(task(path, 'b', job()), ada)
})

test('jobs beyond the queue’s limit are refused at once', async () => {
  const path = await folder()
  const { exportTo, hasRoom } = renderer({ waiting: 1, processes: 1 })
  const first = exportTo(task(path, 'a', job()), ada)
  const second = exportTo(task(path, 'b', job()), ada)
  expect(hasRoom(ada)).toBe(false)
  await expect(exportTo(task(path, 'c', job()), ada)).rejects.toThrow(RendererBusy)
  await Promise.all([first, second])
  expect(hasRoom(ada)).toBe(true)
})

test('boards take turns, and a board with many jobs gives up some when the queue is full', async () => {
  const path = await folder()
  const opened = renderer({ waiting: 6, processes: 1 })
  const order: string[] = []
  const ask = async (board: string, name: string): Promise<void> => {
    const refused = opened.exportTo(task(path, name, job()), { line: board, board, participant: 'p' }).then(
      () => void order.push(name),
      (error: unknown) => void order.push(`${name}: ${error instanceof RendererBusy}`),
    )
    await refused
  }
  const stranger = ['runs', 'a', 'b', 'c', 'd', 'e', 'f'].map(async (name) => ask('flood', name))
  expect([opened.hasRoom({ line: 'flood', board: 'flood', participant: 'p' }), opened.hasRoom(ada)]).toEqual([
    false,
    true,
  ])
  const honest = [ask('b1', 'mine'), ask('b2', 'yours')]
  const late = ask('flood', 'g')
  await Promise.all([...stranger, ...honest, late])
  expect(order.filter((name) => name.endsWith('true')).toSorted(byName)).toEqual([
    'e: true',
    'f: true',
    'g: true',
  ])
  expect(order.filter((name) => !name.endsWith('true'))).toEqual([
    'runs',
    'mine',
    'yours',
    'a',
    'b',
    'c',
    'd',
  ])
})

test('a job that runs out of memory ends its own process, is reported as such, and the next job runs', async () => {
  const path = await folder()
  const small = renderer({ heapMb: 8 })
  const made = small.exportTo(task(path, 'a', job({ format: 'pdf' })), ada)
  await expect(made).rejects.toThrow(RenderTooLarge)
  await renderer().exportTo(task(path, 'b', job()), ada)
})

test('the memory that the host gives bounds each process, and the documents of the server', async () => {
  const path = await folder()
  const tiny = renderer({ memoryBytes: 8 * 1_048_576 })
  await expect(tiny.exportTo(task(path, 'a', job({ format: 'pdf' })), ada)).rejects.toThrow(RenderTooLarge)
  const megabytes = (machine?: number): number =>
    Math.round(createMemoryPools(undefined, machine).boards.bounds.memory / 1_048_576)
  expect(megabytes(512 * 1_048_576)).toBeLessThan(60)
  expect(megabytes(512 * 1_048_576)).toBeLessThan(megabytes())
  expect(readConfig({ MEMORY: '100' })).toEqual({
    ok: false,
    problem: 'MEMORY must be 0, or a whole number of megabytes from 512; it is "100".',
  })
})

test('a person behind a stranger with many jobs gets the next turn', async () => {
  const path = await folder()
  const opened = renderer({ processes: 1 })
  const order: string[] = []
  const ask = async (name: string, line: string, board: string): Promise<void> => {
    await opened.exportTo(task(path, name, job()), { line, board, participant: board })
    order.push(name)
  }
  const flood = Array.from({ length: 8 }, async (_, item) => ask(`flood ${item}`, 'a stranger’s', `b${item}`))
  await Promise.all([...flood, ask('mine', 'home', 'b')])
  expect(order.slice(0, 3)).toEqual(['flood 0', 'mine', 'flood 1'])
})

test('jobs that wait in memory are bounded in bytes', async () => {
  const path = await folder()
  const opened = renderer({ waitingBytes: update.byteLength * 2, processes: 1 })
  const all = ['a', 'b', 'c', 'd'].map(async (name) => opened.exportTo(task(path, name, job()), ada))
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
  ])
})

test('a large file is written to disk in its turn, and its failure affects no other file', async () => {
  const path = await folder()
  const { exportTo } = renderer({ processes: 1 })
  const steps: string[] = []
  const make = async (name: string, prepare: () => Promise<void>): Promise<void> =>
    exportTo({ ...task(path, name, job()), prepare }, ada).then(
      () => void steps.push(`made ${name}`),
      (error: Error) => void steps.push(error.message),
    )
  await Promise.all([
    make('a', async () => void steps.push('prepares a')),
    make('b', async () => {
      throw new Error('no pictures for b')
    }),
    make('c', async () => void steps.push('prepares c')),
  ])
  const of = (end: string): readonly string[] => steps.filter((step) => step.endsWith(end))
  expect([of(' a'), of(' b'), of(' c')]).toEqual([
    ['prepares a', 'made a'],
    ['no pictures for b'],
    ['prepares c', 'made c'],
  ])
  expect(steps.indexOf('made a')).toBeLessThan(steps.indexOf('prepares c'))
})

test('closing ends the running job and refuses the waiting ones', async () => {
  const path = await folder()
  const { exportTo, close } = openRenderer({ entry: renderEntry })
  const jobs = [exportTo(task(path, 'a', job()), ada), exportTo(task(path, 'b', job()), ada)]
  const ended = Promise.allSettled(jobs)
  await close()
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

const order: ExportOrder = {
  ...ada,
  title: 'T',
  format: 'csv',
  paper: 'one',
  language: 'en',
  participants: 1,
  snapshot: async () => update,
  writePhotos: async () => {},
  onFailure: silent,
}

test('one person cannot keep the others of a board waiting, nor one board all the others', () => {
  const never: Renderer = {
    hasRoom: () => true,
    exportTo: () => new Promise(silent),
    importFrom: () => new Promise(silent),
    close: async () => {},
  }
  const jobs = new ExportJobs(never, { newFolder: folder })
  onTestFinished(() => jobs.close())
  for (let count = 0; count < 3; count += 1) jobs.start(order)
  expect(() => jobs.start(order)).toThrow(RendererBusy)
  for (const participant of ['bo', 'cy']) {
    for (let count = 0; count < 3; count += 1) jobs.start({ ...order, participant })
  }
  expect(() => jobs.start({ ...order, participant: 'di' })).toThrow(RendererBusy)
  expect(jobs.start({ ...order, board: 'b2' }).state).toBe('working')
})

test('why a file was not made is said, and nothing of it is left on the disk', async () => {
  const causes = [new RendererBusy(), new RenderTooLarge(), new Error('else')]
  const folders: string[] = []
  const failing: Renderer = {
    hasRoom: () => true,
    exportTo: async ({ path }) => {
      folders.push(dirname(path))
      throw causes[folders.length - 1] ?? new Error('no more')
    },
    importFrom: () => new Promise(silent),
    close: async () => {},
  }
  const jobs = new ExportJobs(failing, { newFolder: folder })
  onTestFinished(() => jobs.close())
  for (const code of ['export_gave_way', 'export_too_large', 'export_failed']) {
    const { id } = jobs.start(order)
    await expect.poll(() => jobs.state('b1', id)).toMatchObject({ state: 'failed', code })
  }
  await expect.poll(() => folders.filter((path) => existsSync(path))).toEqual([])
})

test('all files together have a disk limit: the oldest of the board with most files go', async () => {
  const made: string[] = []
  const writing: Renderer = {
    hasRoom: () => true,
    exportTo: async ({ path }) => {
      made.push(path)
      await writeFile(path, Buffer.alloc(100))
    },
    importFrom: () => new Promise(silent),
    close: async () => {},
  }
  const jobs = new ExportJobs(writing, { newFolder: folder, onLeftBehind: silent, maxBytes: 500 })
  onTestFinished(() => jobs.close())
  const export1 = async (board: string): Promise<string> => {
    const { id } = jobs.start({ ...order, board })
    await expect.poll(() => jobs.state(board, id)?.state).toBe('ready')
    return id
  }
  const mine = await export1('b1')
  const flood: string[] = []
  for (let count = 0; count < 6; count += 1) flood.push(await export1('flood'))
  expect(jobs.file('b1', mine)).toMatchObject({ size: 100 })
  expect(flood.map((id) => jobs.file('flood', id) !== undefined)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
  ])
  await expect.poll(() => made.filter((path) => existsSync(path)).length).toBe(5)
})

test('files that a killed server left behind in its data folder are deleted by the next one', async () => {
  const disk = await folder()
  const left = await temporaryFoldersIn(disk, silent)()
  await writeFile(join(left, 'file'), 'somebody’s board')
  expect((await stat(dirname(left))).mode & 0o777).toBe(0o700)
  const newFolder = temporaryFoldersIn(disk, silent)
  expect(existsSync(left)).toBe(false)
  expect(dirname(await newFolder())).toBe(dirname(left))
})

test('a file that cannot be removed from a broken disk is logged and harms nobody', async () => {
  const disk = await folder()
  const gone = `${disk}-gone`
  onTestFinished(() => rm(gone, { recursive: true, force: true }))
  const writing: Renderer = {
    hasRoom: () => true,
    exportTo: async ({ path }) => {
      await writeFile(path, 'of the board')
      return undefined
    },
    importFrom: () => new Promise(silent),
    close: async () => {},
  }
  const told: unknown[] = []
  const failed: unknown[] = []
  const jobs = new ExportJobs(writing, {
    newFolder: temporaryFoldersIn(disk, silent),
    onLeftBehind: (error) => told.push(error),
  })
  for (let count = 0; count < 20; count += 1) {
    const { id } = jobs.start(order)
    await expect.poll(() => jobs.state('b1', id)?.state).toBe('ready')
  }
  // For a search of folders there, the same as a disk that answers nothing.
  await rename(disk, gone)
  await writeFile(disk, '')
  const { id } = jobs.start({ ...order, onFailure: (error) => failed.push(error) })
  await expect.poll(() => jobs.state('b1', id)?.state).toBe('failed')
  await expect.poll(() => told.length).toBe(1)
  await jobs.close()
  expect(told).toHaveLength(20)
  expect(failed).toHaveLength(1)
})

test('a person cancels their export and nobody else’s; a facilitator, any; one that nobody asks for ends', async () => {
  const folders: string[] = []
  const signals: AbortSignal[] = []
  const slow: Renderer = {
    hasRoom: () => true,
    exportTo: ({ path, signal }) => {
      folders.push(dirname(path))
      if (signal) signals.push(signal)
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new RenderCancelled()))
      })
    },
    importFrom: () => new Promise(silent),
    close: async () => {},
  }
  const failed: unknown[] = []
  // However long a busy machine takes, nobody has been silent before the test says so.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const jobs = new ExportJobs(slow, { newFolder: folder, maxSilenceMs: 1_000 })
  onTestFinished(() => jobs.close())
  const start = async (): Promise<string> => {
    const before = signals.length
    const { id } = jobs.start({ ...order, onFailure: (error) => failed.push(error) })
    await until(() => signals.length === before + 1)
    return id
  }
  const [own, led, left] = [await start(), await start(), await start()]
  expect(jobs.cancel('b1', own, 'bo')).toBe(false)
  expect(jobs.cancel('b2', own)).toBe(false)
  expect(jobs.cancel('b1', own, 'ada')).toBe(true)
  expect(jobs.cancel('b1', led)).toBe(true)
  expect([jobs.state('b1', own), jobs.state('b1', led)]).toEqual([undefined, undefined])
  vi.advanceTimersByTime(999)
  expect(jobs.state('b1', left)?.state).toBe('working')
  vi.advanceTimersByTime(1_000)
  expect(jobs.state('b1', left)).toBeUndefined()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
  await until(() => !folders.some((path) => existsSync(path)))
  expect(failed).toEqual([])
})

function byName(a: string, b: string): number {
  return a < b ? -1 : 1
}
