import type { FileRemarks, NewExport } from '#shared/wire/http.ts'
import { cancelExport, downloadExport, exportState, startExport, type Asking } from '../../model/http/api.ts'

export type ExportProgress =
  /** `done` is null before the server has said anything, and 0 while other files have their turn. */
  | { readonly state: 'working'; readonly done: number | null }
  /** `address` is a blob of this page. The caller revokes it. */
  | {
      readonly state: 'ready'
      readonly fileName: string
      readonly address: string
      readonly remarks: FileRemarks | undefined
    }
  | { readonly state: 'failed'; readonly code: string }

/** Between two questions about progress: smooth for the bar, light for the server. Not measured. */
const askEveryMs = 400

/**
 * Failed questions in a row before the export fails, some ten seconds. The server keeps files longer. Not
 * measured.
 */
const maxUnanswered = 25

/** The server has its most files under way: this one waits until one of them is done. Not measured. */
const retryMs = 2_000

/** Requests the file, reports progress and downloads it. Once the signal has fired nothing is reported, and the export ends. */
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
  send({ state: 'working', done: null })
  let begun = await startExport(asking, wish)
  while (!begun.ok && begun.code === 'too_many_exports' && !signal.aborted) {
    send({ state: 'working', done: 0 })
    await new Promise((resolve) => setTimeout(resolve, retryMs))
    if (signal.aborted) return
    begun = await startExport(asking, wish)
  }
  if (!begun.ok) return fail(begun.code)
  let made = begun.value
  const cancel = () => {
    if (made.state === 'working') void cancelExport(asking, made.id)
  }
  if (signal.aborted) return cancel()
  signal.addEventListener('abort', cancel)
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
  const { fileName, remarks } = made
  send({ state: 'ready', fileName, remarks, address: URL.createObjectURL(file.value) })
}

/** A server that restarted meanwhile does not know the file. The board is untouched. */
function lostOr(code: string): string {
  return code === 'not_found' ? 'export_failed' : code
}
