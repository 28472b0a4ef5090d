import { Search } from 'lucide-react'
import type { Actions } from '../host/feature.ts'
import { modifier } from '../ui/keys.ts'
import { openSearch } from './open-search.ts'

export const findActions: Actions = {
  list: ({ shell }, t) => [
    {
      id: 'find',
      label: t('menu.find'),
      icon: <Search />,
      keys: `${modifier}F`,
      section: 'content',
      inMenu: true,
      isPossible: true,
      run: () => openSearch(shell),
    },
  ],
}
