import { expect, onTestFinished, test, vi } from 'vitest'
import { makeExport, type ExportProgress } from '#client/export/make-export.ts'
import { errorSentence } from '#client/i18n/error-sentence.ts'
import type { ExportState } from '#shared/wire/http.ts'

/** What is reported of an export that the server answers like this, and then, if it is asked again, like that. */
async function reported(state: Partial<ExportState>, then?: Response): Promise<readonly ExportProgress[]> {
  const answer = { id: 'e', state: 'failed', progress: 0, fileName: 'T.pdf', ...state }
  const answers = [Response.json(answer, { status: 202 }), then]
  vi.stubGlobal('fetch', async () => answers.shift())
  onTestFinished(() => void vi.unstubAllGlobals())
  const progress: ExportProgress[] = []
  const { signal } = new AbortController()
  await makeExport({ board: 'b', session: 's' }, { format: 'pdf' }, (one) => progress.push(one), signal)
  return progress
}

test('whoever asked for a file that was not made is told why, where the server says it', async () => {
  expect((await reported({ code: 'export_gave_way' })).at(-1)).toEqual({
    state: 'failed',
    code: 'export_gave_way',
  })
  expect((await reported({})).at(-1)).toEqual({ state: 'failed', code: 'export_failed' })
  const sentences = ['export_gave_way', 'export_too_large', 'export_failed', 'internal'].map(errorSentence)
  expect(new Set(sentences).size).toBe(4)
})

test('whose file the server no longer knows, since it was started anew, is asked to try again', async () => {
  const unknown = () => Response.json({ code: 'not_found', message: 'gone' }, { status: 404 })
  const failed = { state: 'failed', code: 'export_failed' }
  expect((await reported({ state: 'working' }, unknown())).at(-1)).toEqual(failed)
  expect((await reported({ state: 'ready' }, unknown())).at(-1)).toEqual(failed)
})
