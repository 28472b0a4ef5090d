import type { Feature } from '../host/feature.ts'
import { purposeDialog } from './purpose-entry.ts'

/** The page that remains of the day, for facilitators. */
export const purpose: Feature = {
  name: 'purpose',
  actions: async () => (await import('./purpose-actions.tsx')).purposeActions,
  later: [purposeDialog],
}
