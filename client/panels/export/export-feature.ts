import type { Feature } from '../host/feature.ts'
import { exportDialog } from './export-entry.ts'

export const exports: Feature = {
  name: 'export',
  actions: async () => (await import('./export-actions.tsx')).exportActions,
  later: [exportDialog],
}
