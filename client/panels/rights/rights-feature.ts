import type { Feature } from '../host/feature.ts'
import { LockedLine } from './locked-line.tsx'
import { rightsDialog } from './rights-entry.ts'

export const rights: Feature = {
  name: 'rights',
  Banner: LockedLine,
  actions: async () => (await import('./rights-actions.tsx')).rightsActions,
  later: [rightsDialog],
}
