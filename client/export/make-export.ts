import type { NewExport } from '#shared/wire/http.ts'
import { downloadExport, exportState, startExport, type Asking } from '../model/api.ts'

export type ExportProgress =
  | { readonly state: 'working'; readonly done: number }
  /** `address` is a blob of this page; whoever gets it revokes it. */
  | { readonly state: 'ready'; readonly fileName: string; readonly address: string }
  | { readonly state: 'failed'; readonly code: string }

/** Often enough for a moving bar, seldom enough for the server (taste). */
const askEveryMs = 400

/** Asks for the file, reports how far it is, fetches it. Nothing is reported any more once the signal has fired. */
export async function makeExport(
  asking: Asking,
  wish: NewExport,
  report: (progress: ExportProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const tell = (progress: ExportProgress) => {
    if (!signal.aborted) report(progress)
  }
  tell({ state: 'working', done: 0 })
  let answer = await startExport(asking, wish)
  while (answer.ok && answer.value.state === 'working') {
    tell({ state: 'working', done: answer.value.progress })
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
    if (signal.aborted) return
    answer = await exportState(asking, answer.value.id)
  }
  if (!answer.ok) return tell({ state: 'failed', code: answer.code })
  const { id, state, code = 'export_failed', fileName } = answer.value
  if (state === 'failed') return tell({ state, code })
  const file = await downloadExport(asking, id)
  if (!file.ok) return tell({ state: 'failed', code: file.code })
  if (signal.aborted) return
  tell({ state: 'ready', fileName, address: URL.createObjectURL(file.value) })
}
