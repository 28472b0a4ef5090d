import type { RefusalTable } from '../../workshop/refusals.ts'

export const voteRefusals = {
  parked_option: {
    message: 'Notes in the parking lot are out of votes; take them out of it first.',
    mayRetry: false,
  },
  unknown_round: { message: 'There is no such round on this board.', mayRetry: false },
  round_closed: { message: 'This round is closed, so your vote was not counted.', mayRetry: false },
  round_open: {
    message: 'A round is already open on this board; close it before you open another.',
    mayRetry: false,
  },
  /** The board has had as many rounds as one may have. */
  too_many_rounds: {
    message:
      'This board has had as many votes as one may have; everything on it stays. For more votes, go on with a new board.',
    mayRetry: false,
  },
  /** Rounds are opened faster than anybody votes. */
  round_too_soon: {
    message: 'Many votes were opened in a short time; try again in a few seconds.',
    mayRetry: true,
  },
  unknown_option: { message: 'This is not among what is voted on, so nothing was changed.', mayRetry: false },
  agreement_is_secret: {
    message: 'A vote on agreement is always secret, so it was not opened.',
    mayRetry: false,
  },
  /** A round has as many reasons as everybody's browser may read. */
  too_many_reasons: {
    message: 'Your answer could not be counted with its reason: there are as many as there may be.',
    mayRetry: false,
  },
  over_budget: {
    message: 'You have no dots left; take one back to place it elsewhere.',
    mayRetry: false,
  },
  over_cap: { message: 'You cannot put more dots on this one.', mayRetry: false },
  too_many_hands: {
    message: 'So many hands are more than these people may raise; nothing was changed.',
    mayRetry: false,
  },
  not_your_reason: {
    message: 'This browser did not write those words, so nothing was changed.',
    mayRetry: false,
  },
  no_dot: { message: 'You have no dot here to take back.', mayRetry: false },
} as const satisfies RefusalTable
