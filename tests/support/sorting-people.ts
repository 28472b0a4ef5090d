import { onTestFinished, vi } from 'vitest'
import type * as Y from 'yjs'
import type { LocalLimits } from '#client/bench/local-board.ts'
import { exchange, peopleAtOnce, type PersonAtOnce } from './people-at-once.ts'

export type SortingPerson = PersonAtOnce

export interface SortingBoard {
  readonly people: readonly SortingPerson[]
  /** Everybody sends and receives until nobody changes anything any more. */
  readonly settle: () => void
}

/** Several people on one board, with a clock that the test moves. */
export function openForPeople(
  count: number,
  fill: (doc: Y.Doc) => void,
  limits: LocalLimits = {},
): SortingBoard {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const people = peopleAtOnce(count, fill, limits)
  for (const { model } of people) onTestFinished(model.close)
  return {
    people,
    settle: () => {
      // Half a minute: groups are tidied after seconds without a move.
      for (let rounds = 0; rounds < 150; rounds += 1) {
        exchange(people)
        vi.advanceTimersByTime(200)
      }
      exchange(people)
    },
  }
}
