import { Terminal } from 'lucide-react'
import type { Actions } from '../host/feature.ts'
import { modifier } from '../ui/keys.ts'
import { commandPalette } from './commands-entry.ts'
import { commandsWords } from './words.ts'

export const commandsActions: Actions = {
  list: ({ shell }) => [
    {
      id: 'commands',
      label: commandsWords.t('open'),
      icon: <Terminal />,
      keys: `${modifier}K`,
      section: 'help',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(commandPalette),
    },
  ],
}
