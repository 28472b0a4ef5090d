import type { NewExport } from '#shared/wire/http.ts'
import { downloadExport, exportState, startExport, type Asking } from '../../model/http/api.ts'

export type ExportProgress =
  | { readonly state: 'working'; readonly done: number }
  /** `address` is a blob of this page. The caller revokes it. */
  | { readonly state: 'ready'; readonly fileName: string; readonly address: string }
  | { readonly state: 'failed'; readonly code: string }

/** Between two questions about progress: smooth for the bar, light for the server. Not measured. */
const askEveryMs = 400

/**
 * Failed questions in a row before the export fails, some ten seconds. The server keeps files longer. Not
 * measured.
 */
const maxUnanswered = 25

/** Requests the file, reports progress and downloads it. Nothing is reported once the signal has fired. */
export async function makeExport(
  asking: Asking,
  wish: NewExport,
  report: (progress: ExportProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const send = (progress: ExportProgress) => {
    if (!signal.aborted) report(progress)
  }
  const fail = (code: string) => send({ state: 'failed', code })
  send({ state: 'working', done: 0 })
  const begun = await startExport(asking, wish)
  if (!begun.ok) return fail(begun.code)
  let made = begun.value
  let unanswered = 0
  while (made.state === 'working') {
    send({ state: 'working', done: made.progress })
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
    if (signal.aborted) return
    const answer = await exportState(asking, made.id)
    if (!answer.ok && answer.code === 'network' && unanswered < maxUnanswered) {
      unanswered += 1
      continue
    }
    if (!answer.ok) return fail(lostOr(answer.code))
    unanswered = 0
    made = answer.value
  }
  if (made.state === 'failed') return fail(made.code ?? 'export_failed')
  const file = await downloadExport(asking, made.id)
  if (!file.ok) return fail(lostOr(file.code))
  if (signal.aborted) return
  send({ state: 'ready', fileName: made.fileName, address: URL.createObjectURL(file.value) })
}

/** A server that restarted meanwhile does not know the file. The board is untouched. */
function lostOr(code: string): string {
  return code === 'not_found' ? 'export_failed' : code
}
