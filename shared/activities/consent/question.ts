import { adoptionLimits } from '../../board/limits.ts'
import type { StepPath } from '../../agenda/template.ts'
import { isId, isStepPath } from '../../board/id.ts'

/** The sentences of one step of consent, as versions. The server keeps them in its state of this activity. */
export interface Question {
  /** The last version of each statement that the step takes. */
  readonly candidates: readonly string[]
  /** The one to decide about. Null: nobody has kept a version yet, or of several none is chosen. */
  readonly current: string | null
  /** The statement that the room chose in its last duel. Null: it has not. */
  readonly chosen: string | null
  /** The sentences that a facilitator took in sight of all, oldest first. */
  readonly taken: readonly Taken[]
  /** Everybody may write an amendment of it, in the words of its statement. */
  readonly isDrafting: boolean
}

export interface Taken {
  readonly version: string
  /** The version that was to be decided about before. Null: none was. */
  readonly instead: string | null
  /** Never empty where there is one instead of which it was taken. */
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** So often a sentence is taken in one step. Not measured. */
export const mostTaken = 20

const nothing: Question = { candidates: [], current: null, chosen: null, taken: [], isDrafting: false }

export function questionIn(state: unknown, path: StepPath): Question {
  if (typeof state !== 'object' || state === null || !isStepPath(path)) return nothing
  const entry = Object.hasOwn(state, path) ? (state as Record<string, unknown>)[path] : undefined
  if (typeof entry !== 'object' || entry === null) return nothing
  const { candidates, current, chosen, taken, isDrafting } = entry as Record<string, unknown>
  const known = Array.isArray(candidates) ? candidates.filter(isId) : []
  const decided = isId(current) && known.includes(current) ? current : null
  return {
    candidates: known,
    current: decided,
    chosen: isId(chosen) ? chosen : null,
    taken: Array.isArray(taken) ? taken.flatMap(readTaken).slice(-mostTaken) : [],
    isDrafting: decided !== null && isDrafting === true,
  }
}

function readTaken(entry: unknown): readonly Taken[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { version, instead, reason, at } = entry as Record<string, unknown>
  if (!isId(version) || typeof reason !== 'string' || typeof at !== 'number') return []
  return [
    { version, instead: isId(instead) ? instead : null, reason: reason.slice(0, adoptionLimits.reason), at },
  ]
}

/** The questions of all steps that have one. */
export function questionsIn(state: unknown): Readonly<Record<StepPath, Question>> {
  if (typeof state !== 'object' || state === null) return {}
  const questions = Object.keys(state).map((path) => [path, questionIn(state, path)] as const)
  return Object.fromEntries(questions.filter(([, { candidates }]) => candidates.length > 0))
}
