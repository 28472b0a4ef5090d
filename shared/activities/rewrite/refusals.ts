import type { RefusalTable } from '../../workshop/refusals.ts'

export const rewriteRefusals = {
  nothing_to_keep: {
    message: 'These words are kept already, or there are none; nothing new was kept.',
    mayRetry: false,
  },
  /** Comments, phrases from other statements and versions have a limit for the board. */
  share_used: {
    message: 'You have used your share of what this board can hold, so nothing was added; others can go on.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
