import { UserRound, Users } from 'lucide-react'
import type { Actions } from '../host/feature.ts'
import { meDialog } from './me-entry.ts'
import { peopleDrawer } from './people-entry.ts'
import { peopleWords } from './words.ts'

export const peopleActions: Actions = {
  list: ({ shell }) => [
    {
      id: 'people',
      label: peopleWords.t('people.heading'),
      icon: <Users />,
      section: 'people',
      inMenu: false,
      isPossible: true,
      run: () => shell.drawer.set(peopleDrawer),
    },
    {
      id: 'me',
      label: peopleWords.t('me'),
      icon: <UserRound />,
      section: 'self',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(meDialog),
    },
  ],
}
