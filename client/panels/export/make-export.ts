import type { NewExport } from '#shared/wire/http.ts'
import { downloadExport, exportState, startExport, type Asking } from '../../model/http/api.ts'

export type ExportProgress =
  | { readonly state: 'working'; readonly done: number }
  /** `address` is a blob of this page; whoever gets it revokes it. */
  | { readonly state: 'ready'; readonly fileName: string; readonly address: string }
  | { readonly state: 'failed'; readonly code: string }

/** Often enough for a moving bar, seldom enough for the server (taste). */
const askEveryMs = 400

/** A network that fails for so many questions is waited for: some ten seconds (taste). The file is kept on the server for longer. */
const maxUnanswered = 25

/** Asks for the file, reports how far it is, fetches it. Nothing is reported any more once the signal has fired. */
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

/** A server that was started anew meanwhile knows nothing of the file; the board is as it was. */
function lostOr(code: string): string {
  return code === 'not_found' ? 'export_failed' : code
}
