import type * as Y from 'yjs'
import type { StepClock } from '../agenda/agenda.ts'
import type { StepPath } from '../agenda/template.ts'
import { tableOf, tablesLimit, type Tables } from '../workshop/tables.ts'
import { tablesRoot } from './document.ts'

/**
 * The root `tables`. The people of a table are one entry, so that a late-comer costs some 200 bytes, however many people
 * there are.
 *
 * - `now`: the step that runs at tables, and its move.
 * - `phase/<number>`: the people of a table. A phase keeps its tables.
 * - `phase/step/<number>`: the state of a table in one step.
 */
const nowKey = 'now'

/** The step of the agenda that people do at tables now. */
export interface TablesNow {
  readonly step: StepPath
  readonly move: number
  /** The command that has drawn them again. */
  readonly drawn?: string
  /** Until then people end at their former table what they were writing there, milliseconds since 1970. */
  readonly finish?: number
}

/** A table in one step. */
export interface TableState {
  /** It asks for help, since this moment of the server's clock. */
  readonly asks?: number
  /** Its own clock. Absent: the clock of the step. */
  readonly clock?: StepClock
  /** The notes and groups that it hands up. */
  readonly handed?: readonly string[]
}

/** Undefined while no step runs at tables. */
export function readTablesNow(doc: Y.Doc): TablesNow | undefined {
  return tablesRoot(doc).get(nowKey) as TablesNow | undefined
}

/** The tables of a phase; none before they are drawn. */
export function readTables(doc: Y.Doc, phase: string): Tables {
  const tables: (readonly string[])[] = []
  for (let number = 1; number <= tablesLimit; number += 1) {
    const people = tablesRoot(doc).get(`${phase}/${number}`)
    if (!Array.isArray(people)) break
    tables.push(people as readonly string[])
  }
  return tables
}

export function readTableState(doc: Y.Doc, step: StepPath, table: number): TableState {
  return (tablesRoot(doc).get(`${step}/${table}`) as TableState | undefined) ?? {}
}

/** All that the tables of a step have handed up. */
export function handedUp(doc: Y.Doc, step: StepPath): readonly string[] {
  const numbers = Array.from({ length: tablesLimit }, (_, index) => index + 1)
  return numbers.flatMap((table) => readTableState(doc, step, table).handed ?? [])
}

/** The notes and groups that one table of a step has handed up. */
export interface HandUp {
  readonly step: StepPath
  readonly table: number
  readonly items: readonly string[]
}

/** All that tables have handed up, in the order of steps' names and of tables. */
export function handUpsOf(doc: Y.Doc): readonly HandUp[] {
  return [...tablesRoot(doc).keys()]
    .flatMap((key): readonly HandUp[] => {
      const [, step = '', number = ''] = /^(.+\/.+)\/(\d+)$/.exec(key) ?? []
      const table = Number(number)
      const items = step === '' ? [] : (readTableState(doc, step, table).handed ?? [])
      return items.length > 0 ? [{ step, table, items }] : []
    })
    .toSorted((a, b) => (a.step === b.step ? a.table - b.table : a.step < b.step ? -1 : 1))
}

export function phaseOf(step: StepPath): string {
  return step.slice(0, step.indexOf('/'))
}

/** The areas of tables in which a person may not work now. */
export type IsForeignArea = (area: string | null) => boolean

/** Undefined while people work wherever they like. */
export function foreignAreas(doc: Y.Doc, step: StepPath, participant: string): IsForeignArea | undefined {
  const now = readTablesNow(doc)
  if (now?.step !== step) return undefined
  const phase = phaseOf(step)
  const own = tableOf(readTables(doc, phase), participant)
  return (area) => isOfOtherTable(area, { phase, own })
}

/** Where a person sits. */
export interface Seat {
  readonly phase: string
  /** Null: at no table. */
  readonly own: number | null
}

/** The area of another table, or of a table of another phase. An area without a table is nobody's own. */
export function isOfOtherTable(area: string | null, { phase, own }: Seat): boolean {
  const [areaPhase, , , table] = area?.split('/') ?? []
  return table !== undefined && !(areaPhase === phase && table === String(own))
}

/** The tables of the step that runs, for one look at all of them. */
export interface StepTables extends TablesNow {
  /** In the order of their numbers, from 1. */
  readonly tables: readonly (TableState & { readonly people: readonly string[] })[]
}

/** Null while no step runs at tables. */
export function readStepTables(doc: Y.Doc): StepTables | null {
  const now = readTablesNow(doc)
  if (!now) return null
  const tables = readTables(doc, phaseOf(now.step)).map((people, index) => ({
    people,
    ...readTableState(doc, now.step, index + 1),
  }))
  return { ...now, tables }
}

/** The number of a person's table; null for a person at none. */
export function tableOfPerson({ tables }: StepTables, person: string): number | null {
  return tableOf(
    tables.map(({ people }) => people),
    person,
  )
}

/** Server only, as everything below. */
export function writeTablesNow(doc: Y.Doc, now: TablesNow | null): void {
  if (now) tablesRoot(doc).set(nowKey, now)
  else if (tablesRoot(doc).has(nowKey)) tablesRoot(doc).delete(nowKey)
}

/** Writes the tables that have changed. Those that are no more go. */
export function writeTables(doc: Y.Doc, phase: string, tables: Tables): void {
  const before = readTables(doc, phase)
  doc.transact(() => {
    for (const [index, people] of tables.entries()) {
      if (before[index]?.join(' ') !== people.join(' ')) tablesRoot(doc).set(`${phase}/${index + 1}`, people)
    }
    for (let number = tables.length + 1; number <= before.length; number += 1)
      tablesRoot(doc).delete(`${phase}/${number}`)
  })
}

export function writeTableState(doc: Y.Doc, step: StepPath, table: number, state: TableState): void {
  const key = `${step}/${table}`
  if (Object.keys(state).length > 0) tablesRoot(doc).set(key, state)
  else if (tablesRoot(doc).has(key)) tablesRoot(doc).delete(key)
}

export function removeTables(doc: Y.Doc): void {
  const root = tablesRoot(doc)
  doc.transact(() => {
    for (const key of root.keys()) root.delete(key)
  })
}
