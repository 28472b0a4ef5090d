import { useStore } from '@nanostores/react'
import { FileSpreadsheet, FileUp } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { fitting } from '#shared/imports/arranged.ts'
import { guessColumns, type Columns } from '#shared/imports/columns.ts'
import { notesOfTable } from '#shared/imports/table-notes.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Closable } from '../host/feature.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { addImported } from './add-imported.ts'
import { ColumnTable } from './column-table.tsx'
import { ImportPreview } from './import-preview.tsx'
import { LeftOutLines } from './left-out-lines.tsx'
import { readFile, type ReadFile } from './read-file.ts'
import { bringWords } from './words.ts'
import './bring.css'

export interface BringDialogProps extends Closable {
  /** A file that somebody has dropped on the board. Without it the dialog asks for one. */
  readonly file?: File | null
}

/** Shows what the lines of a file become before they are notes. */
export function BringDialog({ file: dropped = null, onClose }: BringDialogProps) {
  const t = useWords(bringWords)
  const { model } = useBoard()
  const isPrivate = useStore(model.desk.takesNotes)
  const [file, setFile] = useState(dropped)
  const [read, setRead] = useState<ReadFile | null>(null)
  const [columns, setColumns] = useState<Columns | null>(null)
  useEffect(() => {
    if (!file) return undefined
    let isLeft = false
    const take = async () => {
      const found = await readFile(file).catch((): ReadFile => ({ kind: 'problem', problem: 'unreadable' }))
      if (isLeft) return
      setRead(found)
      setColumns(found.kind === 'table' ? guessColumns(found.table) : null)
    }
    void take()
    return () => {
      isLeft = true
    }
  }, [file])
  const table = read?.kind === 'table' ? read.table : undefined
  const imported = useMemo(() => {
    if (read?.kind === 'notes') return fitting(read.imported)
    if (read?.kind !== 'table' || !columns) return undefined
    const found = notesOfTable(read.table, columns)
    return fitting({ ...found, left: [...found.left, ...read.left] })
  }, [read, columns])
  const count = imported?.notes.length ?? 0
  const lineCount = table ? table.rows.length + table.more - Number(columns?.hasHeads === true) : 0
  const add = () => {
    // The board has changed since the button said for whom they are: it says so first.
    if (!imported || isPrivate !== model.desk.takesNotes.get()) return
    onClose()
    addImported(model, imported)
  }
  const problem = read?.kind === 'problem' ? read.problem : imported && count === 0 ? 'empty' : undefined
  return (
    <Dialog
      title={t('heading')}
      onClose={onClose}
      isForm
      size={imported ? 'wide' : 'medium'}
      footer={
        <>
          <Button onClick={onClose}>{t('giveUp')}</Button>
          {imported ? (
            <Button tone="accent" disabled={count === 0} onClick={add}>
              {t(isPrivate ? 'addPrivate' : 'add', { count })}
            </Button>
          ) : (
            <FileChoice tone="accent" label={t('choose')} onFile={setFile} />
          )}
        </>
      }
    >
      {imported && file ? (
        <div className="bring">
          <div className="bring__work">
            <h3 className="bring__lead">{t(table ? 'lead' : 'leadNotes')}</h3>
            <div className="bring__file">
              <FileSpreadsheet aria-hidden="true" />
              <span className="bring__name">{file.name}</span>
              {table && <span className="bring__soft">{t('lines', { count: lineCount })}</span>}
              <FileChoice tone="quiet" label={t('another')} onFile={setFile} />
            </div>
            {table && columns && <ColumnTable table={table} columns={columns} onChange={setColumns} />}
            <LeftOutLines left={imported.left} />
            {columns?.roles.includes('none') && <p className="bring__soft">{t('authors')}</p>}
          </div>
          <ImportPreview imported={imported} isPrivate={isPrivate} />
        </div>
      ) : (
        <p className="bring__soft">{t('formats')}</p>
      )}
      <p className="card__error" role="alert">
        {problem && t(problem)}
      </p>
    </Dialog>
  )
}

interface FileChoiceProps {
  readonly label: string
  readonly tone: 'accent' | 'quiet'
  readonly onFile: (file: File) => void
}

function FileChoice({ label, tone, onFile }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button tone={tone} icon={<FileUp />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.md,.markdown,.canvas,.json,.excalidraw,.xlsx,text/csv,text/tab-separated-values,text/plain,text/markdown,application/json"
        aria-label={label}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          // The same file can be chosen again.
          target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
