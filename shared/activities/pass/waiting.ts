import { isStepPath } from '../../board/id.ts'
import type { StepPath } from '../../agenda/template.ts'

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
