import { Search } from 'lucide-react'
import type { Actions } from '../host/feature.ts'
import { modifier } from '../ui/keys.ts'
import { openSearch } from './open-search.ts'
import { findWords } from './words.ts'

export const findActions: Actions = {
  list: ({ shell }) => [
    {
      id: 'find',
      label: findWords.t('heading'),
      icon: <Search />,
      keys: `${modifier}F`,
      section: 'content',
      inMenu: true,
      isPossible: true,
      run: () => openSearch(shell),
    },
  ],
}
