import type { Feature } from '../host/feature.ts'
import { checkpointsDialog } from './checkpoints-entry.ts'

export const history: Feature = {
  name: 'history',
  actions: async () => (await import('./history-actions.tsx')).historyActions,
  later: [checkpointsDialog],
}
