import { LockKeyhole } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { rightsDialog } from './rights-entry.ts'
import { rightsWords } from './words.ts'

export const rightsActions: Actions = {
  list: ({ model, shell }) => [
    {
      id: 'rights',
      label: rightsWords.t('heading'),
      icon: <LockKeyhole />,
      section: 'people',
      inMenu: true,
      isPossible: model.may(Operation.setRights),
      run: () => shell.open(rightsDialog),
    },
  ],
}
