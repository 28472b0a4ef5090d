import type { RefusalTable } from '../../workshop/refusals.ts'

export const testRefusals = {
  names_needed: {
    message: 'The test needs three or four different names of other organisations.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
