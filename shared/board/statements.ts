import * as Y from 'yjs'
import type { StepPath } from '../agenda/template.ts'
import { tableOf } from '../workshop/tables.ts'
import { statementsRoot, wordingsRoot } from './document.ts'
import { isId, isStepPath } from './id.ts'
import { fromLimit } from './limits.ts'
import { phaseOf, readTables, readTablesNow } from './tables.ts'

/** A sentence that people write together until they consent to it. */
export interface Statement {
  readonly id: string
  /** The step that made it. Later steps go on with it. */
  readonly step: StepPath
  /** From 1, in the order in which the statements of the board were made. */
  readonly number: number
  /** Ids of the notes or versions that it grew from. They may be gone. */
  readonly from: readonly string[]
  /** When it was made, milliseconds since 1970. */
  readonly at: number
  /** The tables that write it in the running step. Absent: everybody. */
  readonly tables?: readonly number[]
  /** Its words as they are now. */
  readonly text: string
}

export function readStatement(doc: Y.Doc, id: string): Statement | undefined {
  const entry = statementsRoot(doc).get(id)
  const wording = wordingOf(doc, id)
  if (typeof entry !== 'object' || entry === null || !wording) return undefined
  const { step, number, from, at, tables } = entry as Record<string, unknown>
  if (!isStepPath(step) || typeof number !== 'number' || typeof at !== 'number') return undefined
  return {
    id,
    step,
    number,
    from: Array.isArray(from) ? from.filter(isId).slice(0, fromLimit) : [],
    at,
    ...(Array.isArray(tables) && { tables: tables.filter((table) => typeof table === 'number') }),
    text: wording.toString(),
  }
}

/** In the order of their numbers. */
export function statementsOf(doc: Y.Doc): readonly Statement[] {
  return [...statementsRoot(doc).keys()]
    .flatMap((id) => readStatement(doc, id) ?? [])
    .sort((a, b) => a.number - b.number)
}

/** The shared text that people write a statement in. */
export function wordingOf(doc: Y.Doc, id: string): Y.Text | undefined {
  const wording = wordingsRoot(doc).get(id)
  return wording instanceof Y.Text ? wording : undefined
}

/** Server only, as everything below. Adds a statement with its first words. */
export function addStatement(doc: Y.Doc, { id, step, number, from, at, text }: Statement): void {
  doc.transact(() => {
    statementsRoot(doc).set(id, { step, number, from: from.slice(0, fromLimit), at })
    wordingsRoot(doc).set(id, new Y.Text(text.toWellFormed()))
  })
}

/**
 * Says which tables write a statement in the running step; null for everybody. Those who wrote it until now may end their
 * sentence up to `finish`, milliseconds since 1970. Unknown fields stay.
 */
export function seatStatement(
  doc: Y.Doc,
  id: string,
  tables: readonly number[] | null,
  finish: number | null = null,
): void {
  const entry = statementsRoot(doc).get(id)
  if (typeof entry !== 'object' || entry === null) return
  const { tables: before = null, left: _, ...others } = entry as Record<string, unknown>
  if (JSON.stringify(before) === JSON.stringify(tables)) return
  const left = finish !== null && { left: { tables: before, finish } }
  statementsRoot(doc).set(id, tables ? { ...others, tables, ...left } : others)
}

/** Statements that a person may not change now: another table writes them. */
export type IsForeignStatement = (id: string) => boolean

/** Undefined while everybody writes every statement. `time`: milliseconds since 1970. */
export function foreignStatements(
  doc: Y.Doc,
  {
    step,
    participant,
    time,
  }: { readonly step: StepPath; readonly participant: string; readonly time: number },
): IsForeignStatement | undefined {
  if (readTablesNow(doc)?.step !== step) return undefined
  const own = tableOf(readTables(doc, phaseOf(step)), participant)
  return (id) => {
    if (own === null) return true
    const { tables, left } = (statementsRoot(doc).get(id) ?? {}) as Seats
    if (tables?.includes(own)) return false
    const isFinishing = left !== undefined && time <= left.finish
    return !isFinishing || left.tables?.includes(own) === false
  }
}

/** The parts of a statement's entry that say who writes it. Only the server writes them. */
interface Seats {
  readonly tables?: readonly number[]
  /** The tables that wrote it until a moment ago; null for everybody. */
  readonly left?: { readonly tables: readonly number[] | null; readonly finish: number }
}
