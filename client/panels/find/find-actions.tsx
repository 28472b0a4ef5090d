import { Search, Telescope } from 'lucide-react'
import { may } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { modifier } from '../ui/keys.ts'
import { openSearch } from './open-search.ts'
import { findWords } from './words.ts'

export const findActions: Actions = {
  list: ({ model, shell }) => [
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
    {
      id: 'far-out',
      label: findWords.t('farOutMenu', { count: model.scene.farOut().length }),
      icon: <Telescope />,
      section: 'content',
      inMenu: true,
      isPossible: may(model.role, Operation.gather) && model.scene.farOut().length > 0,
      run: () => openSearch(shell),
    },
  ],
}
