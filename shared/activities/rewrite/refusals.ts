import type { RefusalTable } from '../../workshop/refusals.ts'

export const rewriteRefusals = {
  nothing_to_keep: {
    message: 'These words are kept already, or there are none; nothing new was kept.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
