import type { RefusalTable } from '../../workshop/refusals.ts'

export const principlesRefusals = {
  principles_full: {
    message: 'Seven principles are kept, and that is the most; leave one out first.',
    mayRetry: false,
  },
  principles_too_few: {
    message: 'Fewer than four principles are kept, so they were not settled; keep more of them.',
    mayRetry: false,
  },
  principle_one_sided: {
    message: 'A kept principle lacks one of its two sides, so nothing was settled; complete it first.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
