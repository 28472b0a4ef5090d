import type { Feature } from '../host/feature.ts'
import { replayScreen } from './replay-entry.ts'

export const replay: Feature = {
  name: 'replay',
  actions: async () => (await import('./replay-actions.tsx')).replayActions,
  later: [replayScreen],
}
