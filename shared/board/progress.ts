import type * as Y from 'yjs'
import type { StepPath } from '../agenda/template.ts'
import { progressRoot } from './document.ts'

/**
 * How many of the people who are asked for something have done it: "n of m", and never who. Null: so few are missing, or so
 * few people are asked, that the number would point at one of them.
 */
export interface Progress {
  readonly done: number | null
  readonly of: number
}

/** Up to so many people everybody hears only that answers come in, and that all have answered. */
export const fewPeople = 5
/** With so many missing, or fewer, it is "almost all". */
const fewMissing = 2

/** The part of the figures that may be told: nobody gets more, facilitators neither. */
export function toldProgress({ done, of }: { readonly done: number; readonly of: number }): Progress {
  const missing = of - done
  const isTold = missing <= 0 || (of > fewPeople && missing > fewMissing)
  return { done: isTold ? done : null, of }
}

export function isSameProgress(a: Progress, b: Progress): boolean {
  return a.done === b.done && a.of === b.of
}

/** `key`: the id of a poll, or the name of what people are asked for. */
export function readProgress(doc: Y.Doc, key: string): Progress | undefined {
  const entry = progressRoot(doc).get(key)
  if (typeof entry !== 'object' || entry === null) return undefined
  const { done, of } = entry as Record<string, unknown>
  return (typeof done === 'number' || done === null) && typeof of === 'number' ? { done, of } : undefined
}

/**
 * Server only: participants cannot write progress. It has a root of its own, because it changes often: a change costs
 * some 60 bytes, however large the thing is that it belongs to.
 */
export function writeProgress(doc: Y.Doc, key: string, { done, of }: Progress): void {
  progressRoot(doc).set(key, { done, of })
}

/** Server only. For what has ended: its own entry has the last figures. */
export function removeProgress(doc: Y.Doc, key: string): void {
  if (progressRoot(doc).has(key)) progressRoot(doc).delete(key)
}

const begunKey = 'begun'

/**
 * The number of people who have unsent words in the step of a move. One entry: that of an earlier move counts no more.
 * Null: no step runs.
 */
export function readBegun(doc: Y.Doc, move: number | null): number | undefined {
  const entry = progressRoot(doc).get(begunKey)
  if (typeof entry !== 'object' || entry === null) return 0
  const { count, move: of } = entry as Record<string, unknown>
  return typeof count === 'number' && of === move ? count : undefined
}

/** Server only. */
export function writeBegun(doc: Y.Doc, move: number | null, count: number): void {
  if (move === null || count === 0) removeProgress(doc, begunKey)
  else progressRoot(doc).set(begunKey, { count, move })
}

const writtenMark = 'written:'

/** The numbers of notes that are on desks, by the step in which they were written: a reveal would show them. */
export type WrittenInPrivate = Readonly<Record<StepPath, number>>

export function readWritten(doc: Y.Doc): WrittenInPrivate {
  const counts: Record<StepPath, number> = {}
  for (const key of progressRoot(doc).keys())
    if (key.startsWith(writtenMark)) counts[key.slice(writtenMark.length)] = readProgress(doc, key)?.done ?? 0
  return counts
}

/** Server only. Writes those that are new, and removes all others. */
export function writeWritten(doc: Y.Doc, counts: WrittenInPrivate): void {
  const shown = readWritten(doc)
  for (const path of Object.keys(shown)) if (!(path in counts)) removeProgress(doc, writtenMark + path)
  for (const [path, done] of Object.entries(counts))
    if (shown[path] !== done) writeProgress(doc, writtenMark + path, { done, of: 0 })
}
