import type { Feature } from '../host/feature.ts'

/** The page that remains of the day, for facilitators. Its dialog is downloaded when it is opened. */
export const purpose: Feature = {
  name: 'purpose',
  actions: async () => (await import('./purpose-actions.tsx')).purposeActions,
}
