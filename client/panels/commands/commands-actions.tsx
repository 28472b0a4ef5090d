import { Terminal } from 'lucide-react'
import type { Actions } from '../host/feature.ts'
import { modifier } from '../ui/keys.ts'
import { commandPalette } from './commands-entry.ts'

export const commandsActions: Actions = {
  list: ({ shell }, t) => [
    {
      id: 'commands',
      label: t('menu.commands'),
      icon: <Terminal />,
      keys: `${modifier}K`,
      section: 'self',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(commandPalette),
    },
  ],
}
