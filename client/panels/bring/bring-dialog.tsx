import { useStore } from '@nanostores/react'
import { FileSpreadsheet, FileUp, CircleAlert } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { fitting, arranged } from '#shared/imports/arranged.ts'
import { guessColumns, type Columns } from '#shared/imports/columns.ts'
import { notesOfTable } from '#shared/imports/table-notes.ts'
import { coordinateLimit, clusterTitleLimit, noteTextLimit, pasteLimit } from '#shared/board/limits.ts'
import type { Imported, LeftOut } from '#shared/imports/imported.ts'
import { fieldMargin, headingHeight } from '#shared/geometry/field.ts'
import { boundsOf, centreOf, type Point, type Rect, type Size } from '#shared/geometry/rect.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Closable } from '../host/feature.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { ColumnTable } from './column-table.tsx'
import { ImportPreview } from './import-preview.tsx'
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

/** Between what is there and what comes: as between the things of one screen and of the next. Not measured. */
const gap = 200

/** Adds the notes as one step of undo and shows them; while notes are private, they come to the person's desk. */
export function addImported(model: BoardModel, imported: Imported): void {
  const barrier = model.barrierTo(Operation.addNote)
  if (barrier === Barrier.boardLocked) return model.explain(barrier)
  const { notes, clusters } = arranged(imported)
  const bounds = boundsOf(notes.map(({ x, y }) => ({ x, y, width: noteSide, height: noteSide })))
  if (!bounds) return
  const corner = freeCorner(model.scene.bounds(), bounds, centreOf(model.camera.view()))
  const added = model.commands.paste({ notes, clusters }, centreOf({ ...corner, ...sizeOf(bounds) }))
  if (added.length === 0) return
  model.ui.selection.set(new Set(added))
  // A board that was never on this screen has no view to be moved.
  if (!model.camera.shownView()) return
  const { width, height } = bounds
  const [beside, above] = [fieldMargin, fieldMargin + headingHeight]
  const whole = {
    x: corner.x - beside,
    y: corner.y - above,
    width: width + 2 * beside,
    height: height + above + beside,
  }
  model.camera.fit(whole, { glide: true, isAll: true, maxZoom: model.camera.state.get().zoom })
}

/** To the right of everything, or below it where the board ends; in the middle of the screen on an empty board. */
function freeCorner(there: Rect | undefined, coming: Rect, middle: Point): Point {
  const { width, height } = coming
  const wished = there
    ? [
        { x: there.x + there.width + gap, y: there.y },
        { x: there.x, y: there.y + there.height + gap },
        { x: there.x - width - gap, y: there.y },
      ]
    : [{ x: middle.x - width / 2, y: middle.y - height / 2 }]
  const fits = ({ x, y }: Point) =>
    Math.min(x, y) >= -coordinateLimit && x + width <= coordinateLimit && y + height <= coordinateLimit
  return wished.find(fits) ?? { x: -width / 2, y: -height / 2 }
}

function sizeOf({ width, height }: Rect): Size {
  return { width, height }
}

/** More numbers of lines say nothing more to anybody. */
const mostNamed = 8

/** The things that do not come along, each with its lines. */
function LeftOutLines({ left }: { readonly left: readonly LeftOut[] }) {
  const t = useWords(bringWords)
  const list = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' })
  const named = (names: readonly (string | number)[]) => {
    const more = names.length - mostNamed
    const shown = names.slice(0, mostNamed).map(String)
    return list.format(more > 0 ? [...shown, t('left.more', { count: more })] : shown)
  }
  const sentenceOf = (each: LeftOut) => {
    if ('lines' in each)
      return t(`left.${each.kind}`, {
        count: each.lines.length,
        lines: named(each.lines),
        most: each.kind === 'shortTitle' ? clusterTitleLimit : noteTextLimit,
      })
    if ('names' in each) return t(`left.${each.kind}`, { count: each.names.length, names: named(each.names) })
    return t(`left.${each.kind}`, {
      count: each.count,
      most: each.kind === 'cut' ? noteTextLimit : pasteLimit,
    })
  }
  if (left.length === 0) return null
  return (
    <ul className="bring__left">
      {left.map((each) => (
        <li key={each.kind}>
          <CircleAlert aria-hidden="true" />
          {sentenceOf(each)}
        </li>
      ))}
    </ul>
  )
}
