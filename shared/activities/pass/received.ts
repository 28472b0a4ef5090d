import { isId, isStepId, isStepPath } from '../../board/id.ts'
import { noteTextLimit } from '../../board/limits.ts'
import { readOrigin, type Blanks } from '../../board/note.ts'
import type { StepPath } from '../../agenda/template.ts'
import { cutTo } from '../../text/letters.ts'

/** A text that somebody else wrote, as it was when the server gave it to this person. Nothing says who. */
export interface Received {
  /** The id of the draft on its author's desk. */
  readonly draft: string
  readonly text: string
  readonly blanks: Blanks
  /** The field that it was written for. */
  readonly field?: string
}

/**
 * What a person has received, by the step that gave it. Null: there was nothing for them, so they write a new one. It is
 * the server's state of this activity on that person's desk.
 */
export type ReceivedBySteps = Readonly<Record<StepPath, Received | null>>

/** Steps that one desk remembers. An agenda seldom has more than two of these. */
const stepsLimit = 40

export function receivedIn(state: unknown): ReceivedBySteps {
  if (typeof state !== 'object' || state === null) return {}
  const entries = Object.entries(state as Record<string, unknown>).filter(([path]) => isStepPath(path))
  return Object.fromEntries(entries.slice(0, stepsLimit).map(([path, entry]) => [path, readReceived(entry)]))
}

function readReceived(entry: unknown): Received | null {
  if (typeof entry !== 'object' || entry === null) return null
  const { draft, text, field } = entry as Record<string, unknown>
  if (!isId(draft) || typeof text !== 'string') return null
  const { blanks = {} } = readOrigin(entry)
  return { draft, text: cutTo(text, noteTextLimit), blanks, ...(isStepId(field) && { field }) }
}

/** The entry of a desk whose person came after the pass of this step began: a facilitator has to deal to them. */
export const lateKey = 'late'

export function isLateFor(state: unknown, path: StepPath): boolean {
  return isObject(state) && state[lateKey] === path
}

/** How many people wait for a text in this step, in the state that everybody sees. */
export function waitingIn(state: unknown, path: StepPath): number {
  if (!isObject(state) || !isStepPath(path) || state['path'] !== path) return 0
  const { waiting } = state
  return typeof waiting === 'number' ? waiting : 0
}

function isObject(state: unknown): state is Readonly<Record<string, unknown>> {
  return typeof state === 'object' && state !== null
}
