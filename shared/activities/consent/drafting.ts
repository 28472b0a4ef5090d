import type { StepPath } from '../../agenda/template.ts'

/**
 * True while everybody may write an amendment in this step: the server says so of a sentence that it asks about. A file of its
 * own: a board needs no more of the question before its first paint.
 */
export function isDraftingIn(state: unknown, path: StepPath): boolean {
  const steps = Object(state) as Readonly<Record<string, unknown>>
  const { current, isDrafting } = Object(Object.hasOwn(steps, path) && steps[path]) as Readonly<
    Record<string, unknown>
  >
  return isDrafting === true && typeof current === 'string'
}
