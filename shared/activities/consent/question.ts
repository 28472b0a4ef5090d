import type { StepPath } from '../../agenda/template.ts'
import { isId, isStepPath } from '../../board/id.ts'

/** The sentences of one step of consent, as versions. The server keeps them in its state of this activity. */
export interface Question {
  /** The last version of each statement that the step takes. */
  readonly candidates: readonly string[]
  /** The one to decide about. Null: nobody has kept a version yet. */
  readonly current: string | null
  /** Everybody may write an amendment of it, in the words of its statement. */
  readonly isDrafting: boolean
}

const nothing: Question = { candidates: [], current: null, isDrafting: false }

export function questionIn(state: unknown, path: StepPath): Question {
  if (typeof state !== 'object' || state === null || !isStepPath(path)) return nothing
  const entry = Object.hasOwn(state, path) ? (state as Record<string, unknown>)[path] : undefined
  if (typeof entry !== 'object' || entry === null) return nothing
  const { candidates, current, isDrafting } = entry as Record<string, unknown>
  const known = Array.isArray(candidates) ? candidates.filter(isId) : []
  const chosen = isId(current) && known.includes(current) ? current : null
  return { candidates: known, current: chosen, isDrafting: chosen !== null && isDrafting === true }
}

/** The questions of all steps that have one. */
export function questionsIn(state: unknown): Readonly<Record<StepPath, Question>> {
  if (typeof state !== 'object' || state === null) return {}
  const questions = Object.keys(state).map((path) => [path, questionIn(state, path)] as const)
  return Object.fromEntries(questions.filter(([, { candidates }]) => candidates.length > 0))
}
