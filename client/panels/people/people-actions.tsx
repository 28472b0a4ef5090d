import { UserCheck, UserRound, Users } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import { tellRefusal } from '../../tools/tell-refusal.ts'
import type { Actions } from '../host/feature.ts'
import { peopleDrawer } from './people-strip.tsx'
import { meDialog } from './me-entry.ts'
import { peopleWords } from './words.ts'

export const peopleActions: Actions = {
  stores: ({ me, voting }) => [me, voting.rounds, voting.texts],
  list: ({ model, shell }) => [
    {
      id: 'people',
      label: peopleWords.t('people.heading'),
      icon: <Users />,
      section: 'people',
      // Where a step has the place of their button.
      inMenu: 'led',
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
    {
      id: 'take-part',
      label: peopleWords.t(model.me.get().takesPart ? 'leadAlone' : 'takePart'),
      icon: <UserCheck />,
      section: 'work',
      inMenu: true,
      // Not while a secret question is open: the number of those who take part would change with one person.
      isPossible: model.may(Operation.takePart),
      run: () => {
        const takesPart = model.me.get().takesPart !== true
        tellRefusal(model, model.run({ kind: 'participant.part', takesPart }))
      },
    },
  ],
}
