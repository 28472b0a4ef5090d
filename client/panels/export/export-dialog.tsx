import { useStore } from '@nanostores/react'
import {
  BookOpenText,
  Braces,
  Clapperboard,
  FileText,
  Frame,
  Image,
  LetterText,
  ShieldCheck,
  Table,
} from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { FileRemarks, ExportFormat, ExportPaper, NewExport } from '#shared/wire/http.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import type { Asking } from '../../model/http/api.ts'
import { cancelExport, downloadExport, exportState, startExport } from '../../model/http/board-api.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Choice } from '../ui/choice.tsx'
import { exportWords } from './words.ts'
import './export-dialog.css'

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

/** The server's formats in the order of the dialog. Types alone are shared: no schema reaches the browser. */
const exportFormats = [
  'pdf',
  'report',
  'png',
  'csv',
  'markdown',
  'canvas',
  'json',
  'replay',
  'evidence',
] as const satisfies readonly ExportFormat[]
const exportPapers = ['one', 'a3', 'a4'] as const satisfies readonly ExportPaper[]
export type { ExportFormat, ExportPaper }

const icons: Record<ExportFormat, ReactNode> = {
  pdf: <FileText aria-hidden="true" />,
  report: <BookOpenText aria-hidden="true" />,
  png: <Image aria-hidden="true" />,
  csv: <Table aria-hidden="true" />,
  markdown: <LetterText aria-hidden="true" />,
  canvas: <Frame aria-hidden="true" />,
  json: <Braces aria-hidden="true" />,
  replay: <Clapperboard aria-hidden="true" />,
  evidence: <ShieldCheck aria-hidden="true" />,
}

/** Exports the board as a file, with progress. The finished file downloads by itself. */
export function ExportDialog({ onClose, first }: { onClose: () => void; first?: ExportFormat }) {
  const t = useWords(exportWords)
  const { model, asking } = useBoard()
  const { language } = useStore(model.meta)
  // After a workshop people want its report.
  const [format, setFormat] = useState<ExportFormat>(
    () => first ?? (model.agenda.get()?.now.state === AgendaState.ended ? 'report' : 'pdf'),
  )
  const isAdopted = useStore(model.adoptions).length > 0
  const [paper, setPaper] = useState<ExportPaper>('one')
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const download = useRef<HTMLAnchorElement>(null)
  const startButton = useRef<HTMLButtonElement>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => {
    const leave = () => stop.current?.abort()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  const file = progress?.state === 'ready' ? progress : null
  useEffect(() => {
    if (!file) return
    // People read about missing things before they take the file.
    if (!file.remarks) download.current?.click()
    return () => URL.revokeObjectURL(file.address)
  }, [file])

  const start = () => {
    stop.current?.abort()
    stop.current = new AbortController()
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const wish = { format, language, timeZone, ...(format === 'pdf' ? { paper } : {}) }
    void makeExport(asking, wish, setProgress, stop.current.signal)
  }
  const cancel = () => {
    stop.current?.abort()
    setProgress(null)
    // The button to cancel goes away.
    startButton.current?.focus()
  }
  const isWorking = progress?.state === 'working'
  return (
    <Dialog
      title={t('heading')}
      onClose={onClose}
      onEnter={file || isWorking ? undefined : start}
      footer={
        file ? (
          <>
            <Button onClick={() => setProgress(null)}>{t('again')}</Button>
            <a ref={download} className="button button--accent" href={file.address} download={file.fileName}>
              {t('download', { file: file.fileName })}
            </a>
          </>
        ) : (
          <>
            {isWorking && <Button onClick={cancel}>{t('common.cancel')}</Button>}
            <Button ref={startButton} tone="accent" isBusy={isWorking} onClick={start}>
              {t('start')}
            </Button>
          </>
        )
      }
    >
      {progress === null || progress.state === 'failed' ? (
        <>
          <Choice
            form="cards"
            legend={t('what')}
            value={format}
            onChange={setFormat}
            options={exportFormats
              .filter((value) => value !== 'evidence' || isAdopted)
              .map((value) => ({
                value,
                label: t(value),
                hint: t(`${value}Hint`),
                icon: icons[value],
              }))}
          />
          {format === 'pdf' && (
            <Choice
              legend={t('paper')}
              value={paper}
              onChange={setPaper}
              options={exportPapers.map((value) => ({ value, label: t(value) }))}
            />
          )}
          <p className="field__hint">{t('privacy')}</p>
        </>
      ) : (
        <div className="export-progress">
          <output>
            {file ? t('ready') : t(isWorking && progress.done === 0 ? 'waiting' : 'working')}
            {file?.remarks && <Remarks remarks={file.remarks} />}
          </output>
          <progress aria-label={t('working')} max={1} value={isWorking ? (progress.done ?? 0) : 1} />
        </div>
      )}
      <p className="card__error" role="alert">
        {progress?.state === 'failed' && errorSentence(progress.code)}
      </p>
    </Dialog>
  )
}

/** The differences between the file and the board, before the person takes the file. */
function Remarks({ remarks: { missing, shortened, starts } }: { remarks: FileRemarks }) {
  const t = useWords(exportWords)
  const named = starts.map((text) => t('quoted', { text })).join(', ')
  return (
    <>
      {missing !== '' && (
        <p className="export-remark">{t('missing', { signs: Array.from(missing).join(' ') })}</p>
      )}
      {shortened > 0 && (
        <p className="export-remark">
          {t('shortened', { count: shortened, notes: starts.length < shortened ? `${named}, …` : named })}
        </p>
      )}
    </>
  )
}
