import type * as Y from 'yjs'
import type { StepPath } from '../agenda/template.ts'
import { versionsRoot } from './document.ts'
import { isId, isStepPath } from './id.ts'
import { fromLimit, graftLimit } from './limits.ts'

/** A phrase of a version that came from another statement. */
export interface Graft {
  /** In letters of the version's text. */
  readonly start: number
  readonly end: number
  /** Id of the statement or version that it came from. */
  readonly from: string
  /** The phrase as it was taken. */
  readonly text: string
}

/** The words of a statement as somebody kept them. Nothing changes or removes it. */
export interface Version {
  readonly id: string
  readonly statement: string
  /** From 1, within the statement. */
  readonly number: number
  /** Exactly as they were kept. */
  readonly text: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  /** SHA-256 of the text in UTF-8, in hexadecimal digits. */
  readonly hash: string
  /** The step in which it was kept. */
  readonly step?: StepPath
  /** Ids of the versions that it grew from. */
  readonly parents: readonly string[]
  readonly grafts?: readonly Graft[]
}

export function readVersion(doc: Y.Doc, id: string): Version | undefined {
  const entry = versionsRoot(doc).get(id)
  if (typeof entry !== 'object' || entry === null) return undefined
  const { statement, number, text, at, hash, step, parents, grafts } = entry as Record<string, unknown>
  if (!isId(statement) || typeof text !== 'string' || typeof hash !== 'string') return undefined
  if (typeof number !== 'number' || typeof at !== 'number') return undefined
  const known = Array.isArray(grafts) ? grafts.flatMap(readGraft).slice(0, graftLimit) : []
  return {
    id,
    statement,
    number,
    text,
    at,
    hash,
    ...(isStepPath(step) && { step }),
    parents: Array.isArray(parents) ? parents.filter(isId).slice(0, fromLimit) : [],
    ...(known.length > 0 && { grafts: known }),
  }
}

/** All versions of the board, or those of one statement: oldest first. */
export function versionsOf(doc: Y.Doc, statement?: string): readonly Version[] {
  return [...versionsRoot(doc).keys()]
    .flatMap((id) => readVersion(doc, id) ?? [])
    .filter((version) => statement === undefined || version.statement === statement)
    .sort((a, b) => a.at - b.at || a.number - b.number || (a.id < b.id ? -1 : 1))
}

/** The newest version of a statement; undefined before the first. */
export function lastVersionOf(doc: Y.Doc, statement: string): Version | undefined {
  return versionsOf(doc, statement).reduce<Version | undefined>(
    (last, version) => (last && last.number > version.number ? last : version),
    undefined,
  )
}

/** Server only. A version that is there stays as it is. */
export function addVersion(doc: Y.Doc, { id, ...version }: Version): void {
  if (!versionsRoot(doc).has(id)) versionsRoot(doc).set(id, version)
}

function readGraft(entry: unknown): readonly Graft[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { start, end, from, text } = entry as Record<string, unknown>
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return []
  return isId(from) && typeof text === 'string'
    ? [{ start: Number(start), end: Number(end), from, text }]
    : []
}
