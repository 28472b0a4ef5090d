import type { RefusalTable } from '../../workshop/refusals.ts'

export const testRefusals = {
  no_swap_step: { message: 'No step that swaps names is running.', mayRetry: false },
  names_needed: {
    message: 'The test needs three or four different names of other organisations.',
    mayRetry: false,
  },
  nothing_to_test: { message: 'Every sentence of this step has been put to the test.', mayRetry: false },
} as const satisfies RefusalTable
