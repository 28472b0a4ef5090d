import type { Feature } from '../host/feature.ts'
import { devicesDialog } from './devices-entry.ts'

export const devices: Feature = {
  name: 'devices',
  actions: async () => (await import('./devices-actions.tsx')).devicesActions,
  later: [devicesDialog],
}
