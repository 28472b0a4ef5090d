import type { Feature } from '../host/feature.ts'
import { commandPalette } from './commands-entry.ts'

export const commands: Feature = {
  name: 'commands',
  shortcuts: [
    { key: 'k', isCommand: true, run: ({ shell }) => shell.open(commandPalette), closes: commandPalette },
  ],
  actions: async () => (await import('./commands-actions.tsx')).commandsActions,
  soon: [commandPalette],
}
