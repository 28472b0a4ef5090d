import type { RefusalTable } from '../../workshop/refusals.ts'

export const writeRefusals = {
  /** The step does not show words in the way that their field said. */
  wrong_audience: {
    message: 'This step shows words in another way than your field said, so nobody was shown yours.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
