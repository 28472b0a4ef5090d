import type { RefusalTable } from '../../workshop/refusals.ts'

export const consentRefusals = {
  consent_open: {
    message: 'The question is still open; close it before anybody decides.',
    mayRetry: false,
  },
  /** Somebody wrote while the facilitator pressed. */
  words_changed: {
    message: 'The words have changed meanwhile, so they were not kept; read them and press again.',
    mayRetry: false,
  },
  /** No round about this version, an objection without an answer, fewer than three voters, or everybody passed. */
  consent_lacking: {
    message: 'The group has not consented to this version; adopt it with a reason, or ask again.',
    mayRetry: false,
  },
  override_needless: {
    message: 'The group has consented to this version by now; adopt it by consent.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
