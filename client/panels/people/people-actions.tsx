import { UserRound, Users } from 'lucide-react'
import type { Actions } from '../host/feature.ts'
import { meDialog } from './me-entry.ts'
import { peopleDrawer } from './people-entry.ts'

export const peopleActions: Actions = {
  list: ({ shell }, t) => [
    {
      id: 'people',
      label: t('menu.people'),
      icon: <Users />,
      section: 'people',
      inMenu: true,
      isPossible: true,
      run: () => shell.drawer.set(peopleDrawer),
    },
    {
      id: 'me',
      label: t('menu.me'),
      icon: <UserRound />,
      section: 'self',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(meDialog),
    },
  ],
}
