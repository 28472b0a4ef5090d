import { useStore } from '@nanostores/react'
import { BookOpenText, Braces, FileText, Image, LetterText, Table } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { FileRemarks } from '#shared/wire/http.ts'
import { exportFormats, exportPapers, type ExportFormat, type ExportPaper } from './export-kinds.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Choice } from '../ui/choice.tsx'
import { makeExport, type ExportProgress } from './make-export.ts'
import { exportWords } from './words.ts'
import './export-dialog.css'

const icons: Record<ExportFormat, ReactNode> = {
  pdf: <FileText aria-hidden="true" />,
  report: <BookOpenText aria-hidden="true" />,
  png: <Image aria-hidden="true" />,
  csv: <Table aria-hidden="true" />,
  markdown: <LetterText aria-hidden="true" />,
  json: <Braces aria-hidden="true" />,
}

/** Exports the board as a file, with progress. The finished file downloads by itself. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(exportWords)
  const { model, asking } = useBoard()
  const { language } = useStore(model.meta)
  // After a workshop people want its report.
  const [format, setFormat] = useState<ExportFormat>(() =>
    model.agenda.get()?.now.state === AgendaState.ended ? 'report' : 'pdf',
  )
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
            options={exportFormats.map((value) => ({
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
