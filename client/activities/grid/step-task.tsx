import { useStore } from '@nanostores/react'
import { CircleDashed, Eye, PenLine, Plus } from 'lucide-react'
import { useId, useLayoutEffect, useMemo, useRef, useState, type FormEvent } from 'react'
import {
  emptyIn,
  tablesOf,
  type GridEntry,
  type GridRow,
  emptiesWord,
  gridWord,
} from '#shared/activities/grid/cells.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { inBrief } from '#shared/board/brief.ts'
import { blankLimits, noteTextLimit } from '#shared/board/limits.ts'
import { overLine } from '#shared/board/principle.ts'
import { inLine } from '#shared/text/in-line.ts'
import { OperationBlank } from '#shared/workshop/operations.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { audienceNow, useAudiences } from '../../panels/host/audience.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { FieldFoot } from '../../panels/host/field-foot.tsx'
import { useInColumn } from '../../panels/host/column.ts'
import { addOwnNote } from '../../panels/host/own-notes.ts'
import { OwnNotes } from '../../panels/host/own-notes-list.tsx'
import { begunOf, hasWords, useBegun } from '../../panels/host/use-begun.ts'
import { addOnEnter, autoGrow } from '../../panels/ui/auto-grow.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { useGrid, type ShownGrid } from './use-grid.ts'
import { gridWords } from './words.ts'
import './grid.css'

/** A cell by its places. */
interface Cell {
  readonly row: number
  readonly column: number
}

/** The grid, with a form in the cell that one writes in. A phone shows one cell and a map of all. */
export function GridTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(gridWords)
  const { model } = useBoard()
  const grid = useGrid(placed)
  const mayWrite = useMay(Operation.addNote)
  const inColumn = useInColumn()
  const tables = useStore(model.tables)?.tables.length ?? 0
  const own = useStore(model.tables) ? model.ownTable() : null
  const ownColumn = grid.columns.findIndex(
    (_, column) => own !== null && tablesOf(column, grid.columns.length, tables).includes(own),
  )
  const [chosen, choose] = useState<Cell | null>(null)
  const begun = useBegunCells(placed, grid)
  if (grid.rows.length === 0) return <p className="field__hint">{t('noRows')}</p>
  // A phone keeps the cell in which it began: what others put there moves nobody's words away.
  const first = inColumn
    ? (nextEmpty(grid, null, ownColumn) ?? { row: 0, column: Math.max(0, ownColumn) })
    : null
  if (chosen === null && first !== null) choose(first)
  const cell = chosen ?? first
  const next = nextEmpty(grid, cell, ownColumn)
  const waiting = begun.filter(({ row, column }) => row !== cell?.row || column !== cell.column)
  const empties = (
    <p className="field__hint">
      {grid.empty === 0
        ? gridWord(currentLanguage(), 'full')
        : emptiesWord(currentLanguage(), grid.empty, grid.of)}
    </p>
  )
  const parts = { placed, grid, mayWrite, cell, choose, ownColumn, tables }
  return (
    <div className="grid-task">
      {inColumn && cell ? (
        <>
          <OneCell {...parts} cell={cell} />
          {empties}
          <Marks {...parts} cell={cell} />
        </>
      ) : (
        <>
          {empties}
          <WholeGrid {...parts} />
        </>
      )}
      {mayWrite && <Waiting cells={waiting} grid={grid} choose={choose} />}
      {mayWrite && next && (
        <Button tone="neutral" onClick={() => choose(next)}>
          {t('next')}
        </Button>
      )}
      <OwnNotes path={placed.path} />
    </div>
  )
}

interface BegunCell extends Cell {
  readonly text: string
}

/** The cells in which this person has begun words and not put them there. */
function useBegunCells({ path }: PlacedStep, { rows, columns }: ShownGrid): readonly BegunCell[] {
  const { model } = useBoard()
  const { id } = useStore(model.me)
  const texts = useStore(useMemo(() => begunOf(model.id, id), [model.id, id]))
  return Object.values(texts).flatMap((begun) => {
    const { step, secret, field = '', from = [], text, blanks = {} } = begun
    if (step !== path || secret !== undefined || !hasWords(begun)) return []
    const [row, column] = [rows.findIndex((each) => each.id === from[0]), columns.indexOf(field)]
    const words = text.trim() === '' ? (blanks[OperationBlank.seen] ?? '') : text
    return row < 0 || column < 0 ? [] : [{ row, column, text: words }]
  })
}

/** Words that wait in other cells: a press goes on with them. */
function Waiting({
  cells,
  grid,
  choose,
}: {
  readonly cells: readonly BegunCell[]
  readonly grid: ShownGrid
  readonly choose: (cell: Cell) => void
}) {
  const t = useWords(gridWords)
  const content = useContentLanguage()
  const heading = useId()
  if (cells.length === 0) return null
  return (
    <section className="grid-task__waiting" aria-labelledby={heading}>
      <h3 id={heading}>{t('waiting')}</h3>
      <ul>
        {cells.map(({ row, column, text }) => (
          <li key={`${row}/${column}`}>
            <button type="button" className="bare" onClick={() => choose({ row, column })}>
              <PenLine aria-hidden="true" />
              <span>
                <span lang={content} dir="auto">
                  {inBrief(text)}
                </span>
                <small lang={content} dir="auto">
                  {grid.titles[column]} · {inLine(grid.rows[row]?.title ?? '')}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PartProps {
  readonly placed: PlacedStep
  readonly grid: ShownGrid
  readonly mayWrite: boolean
  readonly cell: Cell | null
  readonly choose: (cell: Cell | null) => void
  /** −1: this person sits at no table. */
  readonly ownColumn: number
  readonly tables: number
}

/** The next empty cell after this one: those of the own column first. */
function nextEmpty(grid: ShownGrid, after: Cell | null, ownColumn: number): Cell | null {
  const columns = grid.columns.map((_, column) => column)
  const first = ownColumn < 0 ? columns : [ownColumn, ...columns.filter((column) => column !== ownColumn)]
  const all = first.flatMap((column) => grid.rows.map((_, row) => ({ row, column })))
  const at = all.findIndex(({ row, column }) => row === after?.row && column === after.column)
  const turned = [...all.slice(at + 1), ...all.slice(0, at + 1)]
  const isEmpty = ({ row, column }: Cell) => grid.cells[row]?.[column]?.length === 0
  return (
    turned.find((cell) => isEmpty(cell) && !(cell.row === after?.row && cell.column === after.column)) ?? null
  )
}

function WholeGrid({ placed, grid, mayWrite, cell, choose, ownColumn, tables }: PartProps) {
  const t = useWords(gridWords)
  const content = useContentLanguage()
  return (
    <div className="grid-task__scroll">
      <table className="grid-task__table">
        <thead>
          <tr>
            <th scope="col">{gridWord(currentLanguage(), 'principle')}</th>
            {grid.titles.map((title, column) => {
              const names = tablesOf(column, grid.columns.length, tables)
              const whose =
                column === ownColumn
                  ? t('own')
                  : names.length > 0 && t('table', { count: names.length, tables: names.join(', ') })
              return (
                <th key={title} scope="col" data-own={column === ownColumn || undefined}>
                  {title}
                  <small>
                    {whose && `${whose} · `}
                    {t('left', { count: emptyIn(grid, column) })}
                  </small>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((principle, row) => (
            <tr key={principle.id}>
              <th scope="row" lang={content} dir="auto">
                {inLine(principle.title)}
              </th>
              {grid.titles.map((title, column) => {
                const entries = grid.cells[row]?.[column] ?? []
                const isHere = cell?.row === row && cell.column === column
                return (
                  <td key={title} data-here={isHere || undefined}>
                    <Entries entries={entries} />
                    {isHere && mayWrite ? (
                      <CellForm
                        key={`${principle.id}/${column}`}
                        placed={placed}
                        row={principle}
                        column={grid.columns[column] ?? ''}
                        isFresh
                        onClose={() => choose(null)}
                      />
                    ) : (
                      <>
                        {entries.length === 0 && (
                          <span className="grid-task__empty">
                            <CircleDashed aria-hidden="true" />
                            {gridWord(currentLanguage(), 'empty')}
                          </span>
                        )}
                        {mayWrite && (
                          <button
                            type="button"
                            className="grid-task__add bare"
                            aria-label={t('write', { column: title, row: inLine(principle.title) })}
                            onClick={() => choose({ row, column })}
                          >
                            <Plus aria-hidden="true" />
                          </button>
                        )}
                      </>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A phone: the cell, and what stands in it. */
function OneCell({ placed, grid, mayWrite, cell }: PartProps & { readonly cell: Cell }) {
  const content = useContentLanguage()
  const principle = grid.rows[cell.row] ?? grid.rows[0]
  const column = grid.columns[cell.column] ?? ''
  if (!principle) return null
  return (
    <section className="grid-task__one">
      <h2>
        <small>{grid.titles[cell.column]}</small>
        <span lang={content} dir="auto">
          {inLine(principle.title)}
        </span>
      </h2>
      {principle.over !== '' && (
        <p className="field__hint" lang={content} dir="auto">
          {overLine(inLine(principle.over), content ?? currentLanguage())}
        </p>
      )}
      {mayWrite && (
        <CellForm key={`${principle.id}/${column}`} placed={placed} row={principle} column={column} />
      )}
      <Entries entries={grid.cells[cell.row]?.[cell.column] ?? []} />
    </section>
  )
}

/** A phone: a small map of all cells. */
function Marks({ grid, cell, choose }: PartProps & { readonly cell: Cell }) {
  const t = useWords(gridWords)
  return (
    <fieldset
      className="grid-task__marks"
      aria-label={t('all')}
      style={{ gridTemplateColumns: `repeat(${grid.columns.length}, 44px)` }}
    >
      {grid.rows.flatMap(({ id, title }, row) =>
        grid.titles.map((name, column) => {
          const count = grid.cells[row]?.[column]?.length ?? 0
          const said = count === 0 ? gridWord(currentLanguage(), 'empty') : String(count)
          return (
            <button
              key={`${id}/${name}`}
              type="button"
              className="grid-mark"
              data-full={count > 0 || undefined}
              aria-current={cell.row === row && cell.column === column ? 'true' : undefined}
              aria-label={t('cell', { column: name, row: inLine(title), count: said })}
              onClick={() => choose({ row, column })}
            />
          )
        }),
      )}
    </fieldset>
  )
}

function Entries({ entries }: { readonly entries: readonly GridEntry[] }) {
  const content = useContentLanguage()
  if (entries.length === 0) return null
  return (
    <ul className="grid-task__entries" lang={content}>
      {entries.map(({ id, way, what, seen }) => (
        <li key={id} dir="auto">
          <b lang={currentLanguage()}>{gridWord(currentLanguage(), way)}</b> {inLine(what)}
          {seen !== '' && (
            <span className="grid-task__seen">
              <Eye aria-hidden="true" />
              <span className="visually-hidden">{gridWord(currentLanguage(), 'seen')} </span>
              {inLine(seen)}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

interface CellFormProps {
  readonly placed: PlacedStep
  readonly row: GridRow
  readonly column: string
  /** Somebody has just asked for it. */
  readonly isFresh?: boolean
  readonly onClose?: () => void
}

/** Begin or stop what, and by what one sees it. */
function CellForm({ placed, row, column, isFresh = false, onClose }: CellFormProps) {
  const t = useWords(gridWords)
  const { model } = useBoard()
  const id = useId()
  const language = useContentLanguage()
  const words = useRef<HTMLTextAreaElement>(null)
  const [hasAdded, setHasAdded] = useState(false)
  const allowed = useAudiences(placed, column)
  const { place, begun, write, clear } = useBegun({
    step: placed.path,
    name: `${column}/${row.id}`,
    field: column,
    audience: allowed[0],
  })
  const audience = audienceNow(begun.audience, allowed)
  const way = begun.kind === 'stop' ? 'stop' : 'begin'
  const seen = begun.blanks?.[OperationBlank.seen] ?? ''
  const isReady = hasWords(begun) && begun.text.trim() !== ''
  useLayoutEffect(() => autoGrow(words.current))
  useLayoutEffect(() => {
    if (isFresh) words.current?.focus()
  }, [isFresh])
  const add = () => {
    const blanks: Readonly<Record<string, string>> =
      seen.trim() === '' ? {} : { [OperationBlank.seen]: seen.trim() }
    const note = {
      ...begun,
      field: column,
      audience,
      kind: way,
      text: begun.text.trim(),
      blanks,
      from: [row.id],
    } as const
    if (!isReady || !addOwnNote(model, note)) return
    clear()
    setHasAdded(true)
    words.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add()
  }
  return (
    <form className="grid-task__form" data-begun={place} onSubmit={submit}>
      <Choice
        legend={t('way')}
        value={way}
        options={(['begin', 'stop'] as const).map((value) => ({
          value,
          label: gridWord(currentLanguage(), value),
        }))}
        onChange={(kind) => write({ kind, from: [row.id] })}
      />
      <label htmlFor={id}>{t('what')}</label>
      <textarea
        id={id}
        ref={words}
        className="line-field"
        rows={1}
        dir="auto"
        lang={language}
        maxLength={noteTextLimit}
        value={begun.text}
        aria-describedby={`${id}-audience`}
        onKeyDown={(event) => addOnEnter(event, add)}
        onChange={({ target }) => {
          setHasAdded(false)
          write({ kind: way, text: target.value, from: [row.id] })
        }}
      />
      <label htmlFor={`${id}-seen`}>{t('seen')}</label>
      <input
        id={`${id}-seen`}
        className="line-field"
        dir="auto"
        lang={language}
        autoComplete="off"
        maxLength={blankLimits.letters}
        value={seen}
        onChange={({ target }) =>
          write({ kind: way, blanks: { [OperationBlank.seen]: target.value }, from: [row.id] })
        }
      />
      <FieldFoot field={id} audience={audience} allowed={allowed} write={write}>
        <Button type="submit" tone="accent" aria-disabled={!isReady}>
          {t('put')}
        </Button>
        {onClose && (
          <Button tone="plain" onClick={onClose}>
            {t('close')}
          </Button>
        )}
      </FieldFoot>
      <output className="visually-hidden">{hasAdded && t('added')}</output>
    </form>
  )
}
