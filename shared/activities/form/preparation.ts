import type { StepPath } from '../../agenda/template.ts'
import { isStepPath } from '../../board/id.ts'

/** How far people are with one form: counts alone, and never a word. */
export interface Preparation {
  /** People with at least one answer. */
  readonly begun: number
  /** People who have said to be done. */
  readonly done: number
  /** People who are expected, or have joined as participants. */
  readonly of: number
  /** Of those who have begun, as they may be shown. Empty before the workshop begins, and without role groups. */
  readonly groups: readonly GroupCount[]
}

/** Reads the state that the server has written, by the step of each form. */
export function preparationsIn(state: unknown): ReadonlyMap<StepPath, Preparation> {
  const { steps } = (typeof state === 'object' && state !== null ? state : {}) as { steps?: unknown }
  const entries = typeof steps === 'object' && steps !== null ? Object.entries(steps) : []
  return new Map(
    entries.flatMap(([path, entry]) => {
      const preparation = readPreparation(entry)
      return isStepPath(path) && preparation ? [[path, preparation] as const] : []
    }),
  )
}

/** The counts are those of a board file. */
export function isFromFile(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isFromFile' in state && state.isFromFile === true
}

function readPreparation(entry: unknown): Preparation | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const { begun, done, of, groups } = entry as Record<string, unknown>
  if (typeof begun !== 'number' || typeof done !== 'number' || typeof of !== 'number') return undefined
  return { begun, done, of, groups: Array.isArray(groups) ? groups.flatMap(readGroup) : [] }
}

function readGroup(entry: unknown): readonly GroupCount[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { id, count } = entry as Record<string, unknown>
  if (typeof count !== 'number') return []
  return [{ id: typeof id === 'string' ? id : null, count }]
}

/** People of a group that is smaller are shown among the others: else a figure could tell on a person. */
export const smallestGroup = 5

/** The people of one self-declared group. Null: all others together. */
export interface GroupCount {
  readonly id: string | null
  readonly count: number
}

/**
 * Groups as they may be shown: those under five are merged into "others", with the people who named none. Others under
 * five take the smallest group in, so that nobody can subtract. Largest first, the others last.
 */
export function mergedGroups(counts: ReadonlyMap<string, number>, withoutGroup = 0): readonly GroupCount[] {
  const sorted = [...counts]
    .filter(([, count]) => count > 0)
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  const shown = sorted.filter(([, count]) => count >= smallestGroup)
  let others = withoutGroup + sum(sorted.slice(shown.length).map(([, count]) => count))
  while (others > 0 && others < smallestGroup) {
    const smallest = shown.pop()
    if (!smallest) break
    others += smallest[1]
  }
  return [
    ...shown.map(([id, count]) => ({ id, count })),
    ...(others > 0 ? [{ id: null, count: others }] : []),
  ]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
