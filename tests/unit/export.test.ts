import { expect, onTestFinished, test, vi } from 'vitest'
import { makeExport, type ExportProgress } from '#client/panels/export/export-dialog.tsx'
import { en as lateEn } from '#client/i18n/late-words.en.ts'
import type { ExportState } from '#shared/wire/http.ts'
import { en } from '#tests/support/words.ts'

/** The reports of an export with these answers of the server, in order; an error is a failed network. */
async function reported(
  state: Partial<ExportState>,
  ...then: readonly (Response | Error)[]
): Promise<readonly ExportProgress[]> {
  const answers = [Response.json(answerOf(state), { status: 202 }), ...then]
  vi.stubGlobal('fetch', async () => {
    const next = answers.shift()
    if (next instanceof Error) throw next
    return next
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const progress: ExportProgress[] = []
  const { signal } = new AbortController()
  const asking = { board: 'b', session: 's' }
  const made = makeExport(asking, { format: 'pdf' }, (one) => progress.push(one), signal)
  await vi.advanceTimersByTimeAsync(60_000)
  await made
  return progress
}

function answerOf(state: Partial<ExportState>) {
  return { id: 'e', state: 'failed', progress: 0, fileName: 'T.pdf', ...state }
}

test('a network that fails for a moment ends no export; one that stays away does', async () => {
  const away = (times: number) => Array.from({ length: times }, () => new TypeError('failed to fetch'))
  const failed = Response.json(answerOf({ code: 'export_too_large' }))
  const soon = await reported({ state: 'working' }, ...away(3), failed)
  expect(soon.at(-1)).toEqual({ state: 'failed', code: 'export_too_large' })
  const never = await reported({ state: 'working' }, ...away(30))
  expect(never.at(-1)).toEqual({ state: 'failed', code: 'network' })
})

test('an export waits in line while the server has its most files under way, and goes on by itself', async () => {
  const busy = () => Response.json({ code: 'too_many_exports', message: '', mayRetry: true }, { status: 429 })
  const answers = [busy(), busy(), Response.json(answerOf({ code: 'export_too_large' }), { status: 202 })]
  const seen: (ExportProgress | 'asked')[] = []
  vi.stubGlobal('fetch', async () => {
    seen.push('asked')
    return answers.shift()
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const stop = new AbortController()
  const asking = { board: 'b', session: 's' }
  const made = makeExport(asking, { format: 'pdf' }, (one) => seen.push(one), stop.signal)
  await vi.advanceTimersByTimeAsync(10_000)
  await made
  const waiting: ExportProgress = { state: 'working', done: 0 }
  expect(seen).toEqual([
    { state: 'working', done: null },
    'asked',
    waiting,
    'asked',
    waiting,
    'asked',
    { state: 'failed', code: 'export_too_large' },
  ])
  // People who cancel, or close the page, ask no more.
  answers.push(busy())
  const left = makeExport(asking, { format: 'pdf' }, (one) => seen.push(one), stop.signal)
  await vi.advanceTimersByTimeAsync(0)
  stop.abort()
  await vi.advanceTimersByTimeAsync(10_000)
  await left
  expect(seen.filter((one) => one === 'asked')).toHaveLength(4)
})

test('an export that is cancelled, or that the page leaves, ends on the server too, once it is known there', async () => {
  const asked: string[] = []
  const begun = Promise.withResolvers<Response>()
  vi.stubGlobal('fetch', async (path: string, { method, keepalive }: RequestInit) => {
    asked.push(`${method} ${path}${keepalive ? ' also after the page' : ''}`)
    return method === 'POST' ? begun.promise : new Response(null, { status: 204 })
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const stop = new AbortController()
  const progress: ExportProgress[] = []
  const asking = { board: 'b', session: 's' }
  const made = makeExport(asking, { format: 'pdf' }, (one) => progress.push(one), stop.signal)
  stop.abort()
  begun.resolve(Response.json(answerOf({ state: 'working' }), { status: 202 }))
  await made
  expect(asked).toEqual(['POST /api/boards/b/exports', 'DELETE /api/boards/b/exports/e also after the page'])
  expect(progress).toEqual([{ state: 'working', done: null }])
})

test('a failed export says why, when the server gives a reason', async () => {
  expect((await reported({ code: 'export_gave_way' })).at(-1)).toEqual({
    state: 'failed',
    code: 'export_gave_way',
  })
  expect((await reported({})).at(-1)).toEqual({ state: 'failed', code: 'export_failed' })
  // Not by `errorSentence`: which words are here depends on the tests before.
  const { export_gave_way: gaveWay, export_too_large: tooLarge, export_failed: failed } = lateEn.errors
  expect(new Set([gaveWay, tooLarge, failed, en.errors.internal]).size).toBe(4)
})

test('a file that a restarted server no longer knows is asked for again', async () => {
  const unknown = () => Response.json({ code: 'not_found', message: 'gone' }, { status: 404 })
  const failed = { state: 'failed', code: 'export_failed' }
  expect((await reported({ state: 'working' }, unknown())).at(-1)).toEqual(failed)
  expect((await reported({ state: 'ready' }, unknown())).at(-1)).toEqual(failed)
})
