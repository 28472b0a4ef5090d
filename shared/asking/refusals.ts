import type { RefusalTable } from '../workshop/refusals.ts'

export const askingRefusals = {
  asking_over: {
    message:
      'This is not asked any more, or in another way, so your answer was not counted; it is still yours.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
