import type { RefusalTable } from '../../workshop/refusals.ts'

export const turnsRefusals = {
  /** Somebody else was quicker, or the step is over. */
  turn_passed: { message: 'The round has gone on since.', mayRetry: false },
  not_your_turn: { message: 'It is not your turn.', mayRetry: false },
} as const satisfies RefusalTable
