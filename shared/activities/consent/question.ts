import type { StepPath } from '../../agenda/template.ts'
import { isId, isStepPath } from '../../board/id.ts'

/** The sentences of one step of consent, as versions. The server keeps them in its state of this activity. */
export interface Question {
  /** The last version of each statement that the step takes. */
  readonly candidates: readonly string[]
  /** The one to decide about. Null: nobody has kept a version yet. */
  readonly current: string | null
}

const nothing: Question = { candidates: [], current: null }

export function questionIn(state: unknown, path: StepPath): Question {
  if (typeof state !== 'object' || state === null || !isStepPath(path)) return nothing
  const entry = Object.hasOwn(state, path) ? (state as Record<string, unknown>)[path] : undefined
  if (typeof entry !== 'object' || entry === null) return nothing
  const { candidates, current } = entry as Record<string, unknown>
  const known = Array.isArray(candidates) ? candidates.filter(isId) : []
  return { candidates: known, current: isId(current) && known.includes(current) ? current : null }
}
