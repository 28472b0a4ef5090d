import type { Feature } from '../host/feature.ts'
import { helpDialog } from './help-entry.ts'

export const help: Feature = {
  name: 'help',
  shortcuts: [{ key: '?', isCommand: false, run: ({ shell }) => shell.open(helpDialog) }],
  actions: async () => (await import('./help-actions.tsx')).helpActions,
  soon: [helpDialog],
}
