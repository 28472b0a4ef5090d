import type { RefusalTable } from '../../workshop/refusals.ts'

export const turnsRefusals = {
  /** Somebody else was quicker, or the step is over. */
  turn_passed: { message: 'The round has gone on since.', mayRetry: false },
  /** The same photo came to the board with another card. */
  photo_of_another_card: {
    message: 'This photo first came with another card, so it stays in the room unless that card allows it.',
    mayRetry: false,
  },
  not_your_turn: { message: 'It is not your turn.', mayRetry: false },
} as const satisfies RefusalTable
