import { LockKeyhole } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { rightsDialog } from './rights-entry.ts'

export const rightsActions: Actions = {
  list: ({ model, shell }, t) => [
    {
      id: 'rights',
      label: t('rights.heading'),
      icon: <LockKeyhole />,
      section: 'content',
      inMenu: true,
      isPossible: model.may(Operation.setRights),
      run: () => shell.open(rightsDialog),
    },
  ],
}
