import { History } from 'lucide-react'
import { may } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { checkpointsDialog } from './checkpoints-entry.ts'
import { historyWords } from './words.ts'

export const historyActions: Actions = {
  list: ({ model, shell }) => [
    {
      id: 'checkpoints',
      label: historyWords.t('heading'),
      icon: <History />,
      section: 'past',
      inMenu: true,
      isPossible: may(model.role, Operation.manageCheckpoints),
      run: () => shell.open(checkpointsDialog),
    },
  ],
}
