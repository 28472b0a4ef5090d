import { Ghost } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { rehearseDialog } from './rehearsal-entry.ts'
import { rehearsalWords } from './words.ts'

/** A facilitator can try out the agenda of a board; not on a board that is a rehearsal itself. */
export const rehearsalActions: Actions = {
  stores: ({ agenda, meta }) => [agenda, meta],
  list: ({ model, shell }) => [
    {
      id: 'rehearse',
      label: rehearsalWords.t('try'),
      icon: <Ghost />,
      section: 'work',
      inMenu: true,
      isPossible:
        model.agenda.get() !== null &&
        model.may(Operation.manageCheckpoints) &&
        model.may(Operation.exportBoard),
      run: () => shell.open(rehearseDialog),
    },
  ],
}
