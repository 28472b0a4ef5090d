import { Keyboard } from 'lucide-react'
import type { Actions } from '../host/feature.ts'
import { helpDialog } from './help-entry.ts'
import { helpWords } from './words.ts'

export const helpActions: Actions = {
  list: ({ shell }) => [
    {
      id: 'help',
      label: helpWords.t('open'),
      icon: <Keyboard />,
      keys: '?',
      section: 'help',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(helpDialog),
    },
  ],
}
