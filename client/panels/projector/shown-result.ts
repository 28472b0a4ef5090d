import type { ProjectorResult, ProjectorState } from '../host/scenes.ts'

/** Milliseconds by the server's clock. */
interface Moments {
  /** A result before this one is too old for a projector that opens. */
  readonly recent: number
  /** When a facilitator last led everyone to a place on the board. */
  readonly gathered: number
}

/**
 * The last result, until something else begins or the facilitator leads everyone on. The result of the running step is
 * shown however old it is: its question would say that it is closed, and nobody could see what came out.
 */
export function shownResult(
  states: readonly ProjectorState[],
  { recent, gathered }: Moments,
): ProjectorResult | undefined {
  const [last] = states.flatMap(({ result }) => result ?? []).toSorted((a, b) => b.at - a.at)
  if (!last) return undefined
  const { at, stepSince } = last
  const isShown =
    stepSince === undefined
      ? at > Math.max(recent, gathered, ...states.map(({ beganAt }) => beganAt))
      : Math.max(at, stepSince) > gathered
  return isShown ? last : undefined
}
