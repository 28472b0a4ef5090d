import type { RefusalTable } from '../../workshop/refusals.ts'

export const readRefusals = {
  unknown_question: { message: 'This question is not there any more.', mayRetry: false },
  unknown_pair: {
    message: 'One of these notes is not there any more, so nothing was counted.',
    mayRetry: false,
  },
  /** As many questions, or answers to one, as there may be. */
  too_many_questions: {
    message:
      'There are as many questions as a board may have; ask this one aloud, or a facilitator can remove some.',
    mayRetry: false,
  },
  too_many_pairs: {
    message: 'As many pairs are counted as a board may have; a facilitator can forget them.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
