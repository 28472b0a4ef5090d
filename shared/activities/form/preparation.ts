import type { StepPath } from '../../agenda/template.ts'
import { isStepPath } from '../../board/id.ts'
import type { GroupCount } from '../../workshop/role-groups.ts'

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
