import { Sprout } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { ideasDialog } from './lineage-entry.ts'
import { lineageWords } from './words.ts'

export const lineageActions: Actions = {
  list: ({ model, shell }) => [
    {
      id: 'ideas',
      label: lineageWords.t('ideas'),
      icon: <Sprout />,
      section: 'self',
      inMenu: true,
      isPossible: model.may(Operation.keepDesk),
      run: () => shell.open(ideasDialog),
    },
  ],
}
