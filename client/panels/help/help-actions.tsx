import { Keyboard } from 'lucide-react'
import type { Actions } from '../host/feature.ts'
import { helpDialog } from './help-entry.ts'

export const helpActions: Actions = {
  list: ({ shell }, t) => [
    {
      id: 'help',
      label: t('menu.help'),
      icon: <Keyboard />,
      keys: '?',
      section: 'self',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(helpDialog),
    },
  ],
}
